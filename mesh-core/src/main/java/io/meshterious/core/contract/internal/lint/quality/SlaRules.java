// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.quality;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.governance.SlaProperty;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.Located;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules about service levels. */
public final class SlaRules {
  private static final List<String> PROPERTIES =
      List.of(
          "latency",
          "frequency",
          "retention",
          "availability",
          "generalAvailability",
          "endOfSupport",
          "endOfLife",
          "throughput",
          "errorRate",
          "timeOfAvailability",
          "timeToDetect",
          "timeToNotify",
          "timeToRepair",
          "completeness",
          "freshness");
  private static final List<String> UNITS =
      List.of(
          "s",
          "sec",
          "second",
          "seconds",
          "min",
          "minute",
          "minutes",
          "h",
          "hr",
          "hour",
          "hours",
          "d",
          "day",
          "days",
          "w",
          "wk",
          "week",
          "weeks",
          "mo",
          "month",
          "months",
          "y",
          "yr",
          "year",
          "years",
          "ms",
          "millisecond",
          "milliseconds",
          "%",
          "percent",
          "rows",
          "rows/s",
          "events/s");

  private SlaRules() {}

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    site.contract()
        .node()
        .text("slaDefaultElement")
        .ifPresent(
            element ->
                element(
                    site,
                    element,
                    Place.value(site.contract().node(), "$", "slaDefaultElement"),
                    findings));
    for (Located at : Located.in(site.contract().node(), "$", "slaProperties")) {
      SlaProperty sla = new SlaProperty(at.node());
      sla.elements().forEach(element -> element(site, element, at.at("element"), findings));
      QualityRules.schedule(at, findings);
      Optional<String> meant =
          PROPERTIES.contains(sla.property())
              ? Optional.empty()
              : findings.meant(sla.property(), PROPERTIES);
      if (meant.isPresent()) {
        findings.add(
            LintRule.UNKNOWN_SLA_PROPERTY,
            at.at("property"),
            "SLA property is " + quote(sla.property()),
            "",
            meant);
      }
      sla.unit()
          .filter(unit -> !UNITS.contains(unit.toLowerCase(Locale.ROOT)))
          .ifPresent(
              unit ->
                  findings.add(
                      LintRule.UNKNOWN_SLA_UNIT,
                      at.at("unit"),
                      "SLA unit is " + quote(unit),
                      "known are units of time such as 'd' and 'hours', 'percent' and 'rows'",
                      findings.meant(unit, UNITS)));
      for (String key : List.of("value", "valueExt")) {
        Optional<ScalarNode> value = at.node().scalar(key).filter(ScalarNode::isNumber);
        if (value.isPresent() && value.get().decimal().signum() < 0) {
          findings.add(
              LintRule.NEGATIVE_SLA_VALUE,
              at.at(key),
              key + " of " + quote(sla.property()) + " is " + value.get().text(),
              "allowed is 0 or more");
        }
      }
    }
  }

  private static void element(ContractSite site, String element, Place place, Findings findings) {
    int dot = element.indexOf('.');
    String tableName = dot < 0 ? element : element.substring(0, dot);
    if (element.isBlank()) {
      return;
    }
    Optional<TableSite> table = site.table(tableName);
    if (table.isEmpty()) {
      findings.add(
          LintRule.UNKNOWN_SLA_ELEMENT,
          place,
          "element "
              + quote(element)
              + " names the table "
              + quote(tableName)
              + ", which does not exist",
          allowed(site.tableNames()),
          findings.meant(tableName, site.tableNames()));
      return;
    }
    Optional<FieldSite> field =
        dot < 0 ? Optional.empty() : table.get().nested(element.substring(dot + 1));
    if (dot >= 0 && field.isEmpty()) {
      String name = element.substring(dot + 1);
      findings.add(
          LintRule.UNKNOWN_SLA_ELEMENT,
          place,
          "element "
              + quote(element)
              + " names the property "
              + quote(name)
              + ", which table "
              + quote(tableName)
              + " does not have",
          "",
          findings.meant(name, table.get().names()));
    }
  }
}
