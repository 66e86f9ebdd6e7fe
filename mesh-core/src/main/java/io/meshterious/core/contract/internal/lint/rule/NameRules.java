// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.MapNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules about the names of tables and properties. */
public final class NameRules {
  private final Findings findings;

  private NameRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    NameRules rules = new NameRules(findings);
    Names tables = new Names("table", LintRule.DUPLICATE_TABLE);
    for (TableSite table : site.tables()) {
      rules.compare(
          tables, table.table().name(), table.table().tableName(), table.node(), table.path());
      rules.identifier("table", table.table().tableName(), table.node(), table.path());
      rules.siblings(table.fields());
      for (FieldSite field : table.all()) {
        rules.siblings(field.children());
        if (field.isItems() && field.node().has("name")) {
          findings.add(
              LintRule.ITEMS_WITH_NAME,
              Place.value(field.node(), field.path(), "name"),
              "the items of an array have the name " + quote(field.property().name()),
              "items need no name");
        }
      }
    }
  }

  private void siblings(List<FieldSite> fields) {
    Names names = new Names("property", LintRule.DUPLICATE_PROPERTY);
    for (FieldSite field : fields) {
      compare(
          names,
          field.property().name(),
          field.property().columnName(),
          field.node(),
          field.path());
      identifier("column", field.property().columnName(), field.node(), field.path());
    }
  }

  /** Names seen so far, with the lines they stand in. */
  private record Names(
      String what,
      LintRule duplicate,
      Map<String, Integer> exact,
      Map<String, String> folded,
      Map<String, Integer> physical) {
    Names(String what, LintRule duplicate) {
      this(what, duplicate, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  private void compare(Names names, String name, String physicalName, MapNode node, String path) {
    if (name.isBlank()) {
      return;
    }
    Place place = Place.value(node, path, "name");
    int line = place.location().line();
    Integer first = names.exact().putIfAbsent(name, line);
    String otherCase = names.folded().putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    Integer firstPhysical =
        names.physical().putIfAbsent(physicalName.toLowerCase(Locale.ROOT), line);
    if (first != null) {
      findings.add(
          names.duplicate(),
          place,
          names.what() + " " + quote(name) + " stands in line " + first + " already",
          "names must differ");
    } else if (otherCase != null) {
      findings.add(
          LintRule.NAMES_DIFFER_BY_CASE,
          place,
          names.what() + " " + quote(name) + " differs from " + quote(otherCase) + " by case only",
          "many databases take them for the same");
    } else if (firstPhysical != null) {
      findings.add(
          LintRule.DUPLICATE_PHYSICAL_NAME,
          node.has("physicalName") ? Place.value(node, path, "physicalName") : place,
          names.what()
              + " "
              + quote(name)
              + " has the physical name "
              + quote(physicalName)
              + " of the one in line "
              + firstPhysical,
          "physical names must differ");
    }
  }

  private void identifier(String what, String name, MapNode node, String path) {
    Place place = Place.value(node, path, node.has("physicalName") ? "physicalName" : "name");
    List<String> dialects = SqlNames.reservedIn(name);
    if (!dialects.isEmpty()) {
      findings.add(
          LintRule.RESERVED_WORD,
          place,
          what + " name " + quote(name) + " is reserved in " + String.join(", ", dialects),
          "it must be quoted in every query there");
    }
    String unsafe = name.isBlank() ? "" : SqlNames.unsafe(name);
    if (!unsafe.isEmpty()) {
      findings.add(
          LintRule.UNSAFE_IDENTIFIER,
          place,
          what + " name " + quote(name) + " " + unsafe,
          "safe are letters, digits and '_', at most 63");
    }
  }
}
