// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.quality.QualityKind;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.ScalarNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the example contracts demand of their rows is true of those that are generated. */
class QualityRulesTest {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "mustBe", "=",
          "mustBeGreaterThan", ">",
          "mustBeGreaterOrEqualTo", ">=",
          "mustBeLessThan", "<",
          "mustBeLessOrEqualTo", "<=");

  private final List<String> broken = new ArrayList<>();
  private int judged;

  @Test
  void rulesInSql_hold() throws SQLException {
    for (DataContract contract : WarehouseRows.CONTRACTS.all()) {
      for (Table table : contract.tables()) {
        table.quality().forEach(rule -> judge(contract, table, rule, ""));
        for (Property property : table.properties()) {
          property.quality().forEach(rule -> judge(contract, table, rule, property.name()));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(judged).isGreaterThan(35);
  }

  private static GeneratedDatabase database(DataContract contract) {
    return contract.id().filter("shop"::equals).isPresent()
        ? WarehouseRows.shop()
        : WarehouseRows.warehouse();
  }

  /** Rules that depend on the time of day are left out. */
  private void judge(DataContract contract, Table table, QualityRule rule, String column) {
    String query = rule.query().orElse("");
    if (rule.kind() != QualityKind.SQL || query.contains("CURRENT_TIMESTAMP")) {
      return;
    }
    String sql = query.replace("${table}", table.name()).replace("${column}", column);
    Threshold threshold = rule.threshold().orElseThrow();
    String limit = ((ScalarNode) threshold.operands().get(0)).text();
    judged++;
    check(
        database(contract),
        "SELECT (" + sql + ") " + COMPARISONS.get(threshold.operator().key()) + " " + limit,
        table.name() + ": " + rule.description().orElse(sql));
  }

  private void check(GeneratedDatabase database, String sql, String what) {
    try {
      if (database.number("SELECT CASE WHEN (" + sql + ") THEN 1 ELSE 0 END") != 1) {
        broken.add(what);
      }
    } catch (SQLException e) {
      broken.add(what + ": " + e.getMessage());
    }
  }

  @Test
  void foreignKeys_leadToRows_andKeysDiffer() throws SQLException {
    for (DataContract contract : WarehouseRows.CONTRACTS.all()) {
      for (Table table : contract.tables()) {
        for (ForeignKey key : table.foreignKeys()) {
          leads(contract, table, key);
        }
        String names = String.join(", ", table.primaryKey().stream().map(Property::name).toList());
        String sql = "SELECT count(*) = count(DISTINCT (" + names + ")) FROM " + table.name();
        judged++;
        check(database(contract), sql, "key of " + table.name());
      }
    }
    assertThat(broken).isEmpty();
    assertThat(judged).isGreaterThan(80);
  }

  private void leads(DataContract contract, Table table, ForeignKey key) {
    List<String> joins = new ArrayList<>();
    String other = "";
    for (int i = 0; i < key.from().size(); i++) {
      var target = WarehouseRows.CONTRACTS.resolve(contract, key.to().get(i)).orElseThrow();
      other = target.table().name();
      joins.add("theirs." + target.property().name() + " = mine." + key.from().get(i));
    }
    judged++;
    check(
        database(contract),
        "SELECT count(*) = 0 FROM "
            + table.name()
            + " AS mine WHERE mine."
            + key.from().get(0)
            + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
            + other
            + " AS theirs WHERE "
            + String.join(" AND ", joins)
            + ")",
        table.name() + key.from() + " leads to " + other);
  }
}
