// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.quality;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.hint.FieldHints;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.Located;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.quality.QualityKind;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.pattern.LinearPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules about quality rules. */
public final class QualityRules {
  private static final Map<String, List<String>> ARGUMENTS =
      Map.of(
          "nullValues", List.of(),
          "missingValues", List.of("missingValues"),
          "invalidValues", List.of("validValues", "pattern"),
          "duplicateValues", List.of("properties"),
          "rowCount", List.of());
  private static final List<String> PLACEHOLDERS =
      List.of("object", "property", "table", "column", "schema");
  private static final Set<String> OF_PROPERTIES = Set.of("property", "column");
  private static final List<String> UNITS = List.of("rows", "percent");

  private final Findings findings;

  private QualityRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    QualityRules rules = new QualityRules(findings);
    for (TableSite table : site.tables()) {
      for (Located rule : Located.in(table.node(), table.path(), "quality")) {
        rules.rule(rule, table, Optional.empty());
      }
      for (FieldSite field : table.all()) {
        for (Located rule : Located.in(field.node(), field.path(), "quality")) {
          rules.rule(rule, table, Optional.of(field));
        }
      }
    }
  }

  private void rule(Located at, TableSite table, Optional<FieldSite> field) {
    QualityRule rule = new QualityRule(at.node());
    if (rule.kind() == QualityKind.LIBRARY) {
      metric(at, rule, table, field);
    } else if (rule.kind() == QualityKind.SQL) {
      query(at, rule, field.isPresent());
    }
    ThresholdRules.check(at, rule, findings);
    schedule(at, findings);
    rule.unit()
        .filter(unit -> !UNITS.contains(unit))
        .ifPresent(
            unit ->
                findings.add(
                    LintRule.UNKNOWN_UNIT,
                    at.at("unit"),
                    "unit is " + quote(unit),
                    allowed(UNITS).replace("allowed", "known"),
                    findings.meant(unit, UNITS)));
  }

  /** Reports a cron schedule that cannot be read. */
  static void schedule(Located at, Findings findings) {
    boolean cron =
        at.node()
            .text("scheduler")
            .filter(scheduler -> scheduler.equalsIgnoreCase("cron"))
            .isPresent();
    Optional<String> schedule = at.node().text("schedule");
    if (cron && schedule.isPresent()) {
      Cron.problem(schedule.get())
          .ifPresent(
              why ->
                  findings.add(
                      LintRule.MALFORMED_SCHEDULE,
                      at.at("schedule"),
                      "cron schedule is " + quote(schedule.get()),
                      why));
    }
  }

  private void metric(Located at, QualityRule rule, TableSite table, Optional<FieldSite> field) {
    String metric = rule.metric().orElse("");
    String key = at.node().has("metric") ? "metric" : "rule";
    List<String> arguments = ARGUMENTS.get(metric);
    if (arguments == null) {
      return;
    }
    if (field.isPresent() && metric.equals("rowCount")) {
      findings.add(
          LintRule.METRIC_LEVEL,
          at.at(key),
          "metric 'rowCount' stands at property " + quote(field.get().property().name()),
          "it counts the rows of a table");
    } else if (field.isEmpty() && !metric.equals("rowCount") && !metric.equals("duplicateValues")) {
      findings.add(
          LintRule.METRIC_LEVEL,
          at.at(key),
          "metric " + quote(metric) + " stands at table " + quote(table.table().name()),
          "it looks at the values of one property");
    }
    Located given = new Located(rule.arguments(), Place.child(at.path(), "arguments"));
    for (String name : given.node().keys()) {
      if (!arguments.contains(name)) {
        findings.add(
            LintRule.UNKNOWN_ARGUMENT,
            Place.key(given.node(), given.path(), name),
            "metric " + quote(metric) + " has no argument " + quote(name),
            allowed(arguments),
            findings.meant(name, arguments));
      }
    }
    boolean needed =
        metric.equals("missingValues")
            || metric.equals("invalidValues")
            || metric.equals("duplicateValues") && field.isEmpty();
    if (needed && arguments.stream().noneMatch(given.node()::has)) {
      findings.add(
          LintRule.MISSING_ARGUMENT,
          at.at(key),
          "metric " + quote(metric) + " has no arguments",
          "it needs " + Findings.list(arguments).replace(" and ", " or "));
    }
    arguments(given, table, field);
  }

  private void arguments(Located given, TableSite table, Optional<FieldSite> field) {
    for (String name : List.of("missingValues", "validValues", "properties")) {
      Optional<Node> value = given.node().get(name);
      if (value.isPresent() && !(value.get() instanceof ListNode list && !list.items().isEmpty())) {
        findings.add(
            LintRule.ARGUMENT_TYPE,
            given.at(name),
            "argument "
                + quote(name)
                + " is "
                + (value.get() instanceof ListNode
                    ? "an empty list"
                    : ValueCheck.show(value.get())),
            "allowed is a list of values");
      }
    }
    Optional<Node> pattern = given.node().get("pattern");
    if (pattern.isPresent() && !(pattern.get() instanceof ScalarNode scalar && scalar.isText())) {
      findings.add(
          LintRule.ARGUMENT_TYPE,
          given.at("pattern"),
          "argument 'pattern' is " + ValueCheck.show(pattern.get()),
          "allowed is text");
    }
    given.node().text("pattern").ifPresent(text -> pattern(text, given.at("pattern")));
    List<Node> properties = given.node().items("properties");
    for (int i = 0; i < properties.size(); i++) {
      if (properties.get(i) instanceof ScalarNode scalar
          && scalar.isText()
          && table.nested(scalar.text()).isEmpty()) {
        Place place = Place.of(scalar, Place.item(given.path(), "properties", i));
        findings.add(
            LintRule.QUALITY_UNKNOWN_PROPERTY,
            place,
            "table " + quote(table.table().name()) + " has no property " + quote(scalar.text()),
            "",
            findings.meant(scalar.text(), table.names()));
      }
    }
    field.ifPresent(it -> validValues(given, it));
  }

  private void pattern(String text, Place place) {
    try {
      LinearPattern.compile(text);
    } catch (MeshException refused) {
      findings.add(
          LintRule.INVALID_PATTERN,
          place,
          "pattern " + quote(text) + " cannot be used",
          FieldSite.reason(refused));
    }
  }

  private void validValues(Located given, FieldSite field) {
    List<ScalarNode> vocabulary =
        field.property().hints().vocabulary().stream().map(FieldHints.Weighted::value).toList();
    List<Node> valid = given.node().items("validValues");
    if (vocabulary.isEmpty() || valid.isEmpty()) {
      return;
    }
    for (ScalarNode value : vocabulary) {
      if (!valid.contains(value)) {
        findings.add(
            LintRule.QUALITY_VOCABULARY,
            given.at("validValues"),
            "the vocabulary has "
                + ValueCheck.show(value)
                + ", which is not among the valid values",
            "a vocabulary must be part of them");
        return;
      }
    }
  }

  private void query(Located at, QualityRule rule, boolean ofProperty) {
    Optional<String> text = rule.query();
    if (text.isEmpty()) {
      return;
    }
    Query query = new Query(text.get());
    if (!query.selects()) {
      findings.add(
          LintRule.QUERY_NOT_SELECT,
          at.at("query"),
          "query is " + quote(text.get()),
          "it must start with 'select' or 'with'");
    } else if (query.severalStatements()) {
      findings.add(
          LintRule.QUERY_STATEMENTS,
          at.at("query"),
          "query has more than one statement",
          "only one query is run");
    }
    for (String name : query.placeholders()) {
      if (!PLACEHOLDERS.contains(name)) {
        findings.add(
            LintRule.UNKNOWN_PLACEHOLDER,
            at.at("query"),
            "query has the placeholder " + quote("${" + name + "}"),
            allowed(PLACEHOLDERS.stream().map(it -> "${" + it + "}").toList()),
            findings.meant(name, PLACEHOLDERS).map(it -> "${" + it + "}"));
      } else if (!ofProperty && OF_PROPERTIES.contains(name)) {
        findings.add(
            LintRule.UNKNOWN_PLACEHOLDER,
            at.at("query"),
            "query of a table has the placeholder " + quote("${" + name + "}"),
            "it stands for a property, and there is none");
      }
    }
  }
}
