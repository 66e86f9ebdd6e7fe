// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.contract;

import io.meshterious.core.contract.Property;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.schema.TableContract;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Holds written rows to the contract that a table was made from: what it says about values, and
 * that no two of the rows have the same primary key. Messages say how many rows break which rule
 * and name a few of them by key, unless a part of the key is personal data.
 */
public final class ContractChecks {
  private static final int SHOWN_KEYS = 3;
  private static final int LONGEST_KEY = 60;

  private final String tableName;
  private final TableContract contract;
  private final Schema schema;
  private final List<NestedField> keys;

  private ContractChecks(String tableName, TableContract contract, Schema schema) {
    this.tableName = tableName;
    this.contract = contract;
    this.schema = schema;
    this.keys = new ArrayList<>();
    for (Property key : contract.table().primaryKey()) {
      NestedField field = schema.asStruct().field(key.columnName());
      if (field != null) {
        keys.add(field);
      }
    }
  }

  /**
   * The checks of a table; empty when it was not made from a contract.
   *
   * @param name the name for messages
   */
  public static Optional<ContractChecks> of(Table table, String name) {
    return TableContract.find(table)
        .map(contract -> new ContractChecks(name, contract, table.schema()));
  }

  /** Refuses rows that break a rule. */
  public void check(Session session, String relation) {
    List<ContractRules.Rule> rules =
        ContractRules.of(contract.table().properties(), schema.columns());
    if (!rules.isEmpty()) {
      checkValues(session, relation, rules);
    }
    if (!keys.isEmpty() && keys.size() == contract.table().primaryKey().size()) {
      checkKeys(session, relation);
    }
  }

  private void checkValues(Session session, String relation, List<ContractRules.Rule> rules) {
    String counts =
        rules.stream()
            .map(rule -> "count(*) FILTER (WHERE " + rule.broken() + ")")
            .collect(Collectors.joining(", "));
    List<ContractRules.Rule> broken = new ArrayList<>();
    List<String> problems =
        session.query(
            "SELECT count(*), " + counts + " FROM " + relation,
            row -> {
              row.next();
              List<String> found = new ArrayList<>();
              for (int i = 0; i < rules.size(); i++) {
                long rows = row.getLong(i + 2);
                if (rows > 0) {
                  broken.add(rules.get(i));
                  found.add(
                      "'"
                          + rules.get(i).path()
                          + "' "
                          + rules.get(i).label()
                          + ": "
                          + rows
                          + " of "
                          + row.getLong(1)
                          + " rows");
                }
              }
              return found;
            });
    if (problems.isEmpty()) {
      return;
    }
    String where =
        broken.stream()
            .map(rule -> "coalesce(" + rule.broken() + ", FALSE)")
            .collect(Collectors.joining(" OR "));
    throw new MeshException(
        WriteError.CONTRACT_BROKEN,
        "Cannot write rows to '"
            + tableName
            + "': they break its contract: "
            + String.join("; ", problems)
            + shown(session, "SELECT * FROM " + relation + " WHERE " + where));
  }

  private void checkKeys(Session session, String relation) {
    String list = keys.stream().map(key -> Sql.quote(key.name())).collect(Collectors.joining(", "));
    String repeated =
        "SELECT " + list + " FROM " + relation + " GROUP BY " + list + " HAVING count(*) > 1";
    long count = session.number("SELECT count(*) FROM (" + repeated + ")");
    if (count > 0) {
      throw new MeshException(
          WriteError.DUPLICATE_KEY,
          "Cannot write rows to '"
              + tableName
              + "': "
              + count
              + " primary keys "
              + keys.stream().map(NestedField::name).toList()
              + " are in several of the rows"
              + shown(session, repeated));
    }
  }

  private String shown(Session session, String select) {
    return keys.isEmpty() || personal(contract, keys) ? "" : shown(session, select, keys);
  }

  private static boolean personal(TableContract contract, List<NestedField> keys) {
    return contract.table().properties().stream()
        .filter(it -> keys.stream().anyMatch(key -> key.name().equals(it.columnName())))
        .anyMatch(it -> it.hints().personalData().isPresent());
  }

  private static String shown(Session session, String select, List<NestedField> keys) {
    String list =
        keys.stream()
            .map(key -> "left(CAST(" + Sql.quote(key.name()) + " AS VARCHAR), " + LONGEST_KEY + ")")
            .collect(Collectors.joining(", "));
    return session.query(
        "SELECT DISTINCT " + list + " FROM (" + select + ") ORDER BY ALL LIMIT " + SHOWN_KEYS,
        rows -> {
          List<String> found = new ArrayList<>();
          while (rows.next()) {
            List<String> parts = new ArrayList<>();
            for (int i = 1; i <= keys.size(); i++) {
              parts.add(String.valueOf(rows.getString(i)));
            }
            found.add(String.join("/", parts));
          }
          return found.isEmpty() ? "" : ", such as " + found;
        });
  }

  /** A few of the keys that several rows of a staged table have, unless they are personal data. */
  public static String examples(
      Session session, Table table, String staged, List<NestedField> keys) {
    Optional<TableContract> contract = TableContract.find(table);
    if (contract.isPresent() && personal(contract.get(), keys)) {
      return "";
    }
    String list = keys.stream().map(key -> Sql.quote(key.name())).collect(Collectors.joining(", "));
    return shown(
        session,
        "SELECT " + list + " FROM " + staged + " GROUP BY " + list + " HAVING count(*) > 1",
        keys);
  }
}
