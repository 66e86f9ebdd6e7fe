// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about a contract as a whole, and about what every element has: ids, custom properties,
 * descriptions.
 */
public final class ContractRules {
  private static final List<String> STATUSES =
      List.of("proposed", "draft", "active", "deprecated", "retired");
  private static final Set<String> NAMES = Set.of("id", "name", "version");
  private static final Pattern SEMANTIC =
      Pattern.compile(
          "(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private ContractRules() {}

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    DataContract contract = site.contract();
    MapNode root = contract.node();
    everywhere(root, "$", findings);
    String version = contract.version();
    if (!version.isBlank() && !SEMANTIC.matcher(version).matches()) {
      findings.add(
          LintRule.VERSION_NOT_SEMANTIC,
          Place.value(root, "$", "version"),
          "version is " + quote(version),
          "usual is major.minor.patch, such as '1.0.0'");
    }
    contract
        .status()
        .filter(status -> !STATUSES.contains(status))
        .ifPresent(
            status ->
                findings.add(
                    LintRule.UNKNOWN_STATUS,
                    Place.value(root, "$", "status"),
                    "status is " + quote(status),
                    allowed(STATUSES).replace("allowed", "usual"),
                    findings.meant(status, STATUSES)));
    contract
        .contractCreatedTs()
        .filter(text -> !isTimestamp(text))
        .ifPresent(
            text ->
                findings.add(
                    LintRule.MALFORMED_TIMESTAMP,
                    Place.value(root, "$", "contractCreatedTs"),
                    "contractCreatedTs is " + quote(text),
                    "allowed is a date and time such as '2026-01-31T09:30:00Z'"));
    boolean listed = root.get("team").filter(ListNode.class::isInstance).isPresent();
    if (listed && !contract.apiVersion().startsWith("v3.0.")) {
      findings.add(
          LintRule.DEPRECATED_KEY,
          Place.key(root, "$", "team"),
          "a team that is a list is deprecated since v3.1.0",
          "use a map with 'members' instead");
    }
    if (!root.has("team")) {
      findings.add(
          LintRule.MISSING_TEAM,
          new Place(root.location(), "$"),
          "the contract has no team",
          "say who owns it");
    }
    if (contract.description().isEmpty()) {
      findings.add(
          LintRule.MISSING_DESCRIPTION,
          new Place(root.location(), "$"),
          "the contract has no description",
          "say what the data is for");
    }
    if (site.tables().isEmpty()) {
      findings.add(
          LintRule.NO_TABLES,
          Place.value(root, "$", "schema"),
          "the contract has no table",
          "describe the data under 'schema'");
    }
    site.tables().forEach(table -> table(table, findings));
  }

  private static void table(TableSite table, Findings findings) {
    Place place = new Place(table.node().location(), table.path());
    if (table.table().description().isEmpty()) {
      findings.add(
          LintRule.MISSING_DESCRIPTION,
          place,
          "table " + quote(table.table().name()) + " has no description",
          "say what it is");
    }
    if (table.fields().isEmpty()) {
      findings.add(
          LintRule.NO_PROPERTIES,
          Place.value(table.node(), table.path(), "properties"),
          "table " + quote(table.table().name()) + " has no properties",
          "nothing can be made of it");
    }
    for (FieldSite field : table.all()) {
      if (!field.isItems() && field.property().description().isEmpty()) {
        findings.add(
            LintRule.MISSING_DESCRIPTION,
            new Place(field.node().location(), field.path()),
            "property " + quote(field.property().name()) + " has no description",
            "say what it means");
      }
    }
  }

  /** Whether a text is a date and time of ISO 8601. */
  static boolean isTimestamp(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException withoutOffset) {
      try {
        LocalDateTime.parse(text);
        return true;
      } catch (DateTimeException none) {
        return false;
      }
    }
  }

  /**
   * Walks the whole document but for values of custom properties, arguments and examples, which are
   * free.
   */
  private static void everywhere(MapNode map, String path, Findings findings) {
    for (MapNode.Entry entry : map.entries()) {
      String key = entry.key();
      String child = Place.child(path, key);
      Node value = entry.value();
      if (NAMES.contains(key)
          && value instanceof ScalarNode scalar
          && scalar.isText()
          && scalar.text().isBlank()) {
        findings.add(
            LintRule.BLANK_NAME,
            Place.of(value, child),
            quote(key) + " is blank",
            "it must say something");
      }
      boolean free =
          key.equals("value")
              || key.equals("arguments")
              || key.equals("examples")
              || key.equals("implementation");
      if (free) {
        continue;
      }
      if (value instanceof MapNode inner) {
        everywhere(inner, child, findings);
      } else if (value instanceof ListNode list) {
        ids(list, child, findings);
        customProperties(key, list, child, findings);
        for (int i = 0; i < list.items().size(); i++) {
          if (list.items().get(i) instanceof MapNode inner) {
            everywhere(inner, child + "[" + i + "]", findings);
          }
        }
      }
    }
  }

  private static void ids(ListNode list, String path, Findings findings) {
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i) instanceof MapNode map && map.text("id").isPresent()) {
        String id = map.text("id").get();
        Place place = Place.value(map, path + "[" + i + "]", "id");
        Integer first = lines.putIfAbsent(id, place.location().line());
        if (first != null) {
          findings.add(
              LintRule.DUPLICATE_ID,
              place,
              "id " + quote(id) + " stands in line " + first + " already",
              "ids must differ within their list");
        }
      }
    }
  }

  private static void customProperties(String key, ListNode list, String path, Findings findings) {
    if (!key.equals("customProperties")) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i) instanceof MapNode map) {
        String name = map.text("property").orElse("");
        if (!name.isEmpty() && !names.add(name)) {
          findings.add(
              LintRule.DUPLICATE_CUSTOM_PROPERTY,
              Place.value(map, path + "[" + i + "]", "property"),
              "custom property " + quote(name) + " stands twice",
              "only the first one counts");
        }
      }
    }
  }
}
