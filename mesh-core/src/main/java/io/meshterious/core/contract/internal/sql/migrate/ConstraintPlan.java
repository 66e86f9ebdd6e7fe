// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.internal.sql.change.SchemaChange;
import io.meshterious.core.contract.internal.sql.change.TablePair;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happens to the constraints and indexes of the tables that both versions have. */
final class ConstraintPlan {
  private final Dialect dialect;
  private final List<TablePair> kept;
  private final Map<TableName, ConstraintChange<SqlForeignKey>> foreignKeys = new LinkedHashMap<>();
  private final Map<TableName, ConstraintChange<SqlKey>> primaryKeys = new LinkedHashMap<>();
  private final Map<TableName, ConstraintChange<SqlKey>> uniques = new LinkedHashMap<>();
  private final Map<TableName, ConstraintChange<SqlKey>> indexes = new LinkedHashMap<>();
  private final Map<TableName, ConstraintChange<SqlCheck>> checks = new LinkedHashMap<>();

  /**
   * Compares.
   *
   * @param renames whether a constraint can get another name; else it is made anew
   */
  ConstraintPlan(SchemaChange change, boolean renames) {
    this.dialect = change.dialect();
    this.kept = change.kept();
    for (TablePair pair : kept) {
      TableName name = pair.after().name();
      primaryKeys.put(
          name,
          keys(
              list(pair.before().primaryKey()),
              list(pair.renamed().primaryKey()),
              list(pair.after().primaryKey()),
              renames));
      uniques.put(
          name,
          keys(pair.before().uniques(), pair.renamed().uniques(), pair.after().uniques(), renames));
      indexes.put(
          name,
          keys(pair.before().indexes(), pair.renamed().indexes(), pair.after().indexes(), renames));
      BiPredicate<SqlCheck, SqlCheck> same =
          (one, other) -> one.expression().equals(other.expression());
      Predicate<SqlCheck> touched =
          check ->
              (!renames && !names(pair.before().checks(), SqlCheck::name).contains(check.name()))
                  || pair.columns().stream()
                      .anyMatch(
                          column ->
                              column.converted()
                                  && check
                                      .expression()
                                      .contains(dialect.quote(column.after().name())));
      checks.put(
          name,
          ConstraintChange.of(
              pair.before().checks(),
              pair.renamed().checks(),
              pair.after().checks(),
              SqlCheck::name,
              same,
              (one, other) -> Widening.of(one.rule(), other.rule()),
              touched));
    }
    for (TablePair pair : kept) {
      BiPredicate<SqlForeignKey, SqlForeignKey> same =
          (one, other) ->
              one.columns().equals(other.columns())
                  && one.target().equals(other.target())
                  && one.targetColumns().equals(other.targetColumns());
      Predicate<SqlForeignKey> touched =
          key ->
              (!renames
                      && !names(pair.before().foreignKeys(), SqlForeignKey::name)
                          .contains(key.name()))
                  || retyped(pair.after().name(), key.columns())
                  || retyped(key.target(), key.targetColumns())
                  || rekeyed(key);
      foreignKeys.put(
          pair.after().name(),
          ConstraintChange.of(
              pair.before().foreignKeys(),
              pair.renamed().foreignKeys(),
              pair.after().foreignKeys(),
              SqlForeignKey::name,
              same,
              same,
              touched));
    }
  }

  private static <T> List<String> names(
      List<T> constraints, java.util.function.Function<T, String> name) {
    return constraints.stream().map(name).toList();
  }

  private static List<SqlKey> list(Optional<SqlKey> key) {
    return key.map(List::of).orElse(List.of());
  }

  private static ConstraintChange<SqlKey> keys(
      List<SqlKey> before, List<SqlKey> renamed, List<SqlKey> after, boolean renames) {
    BiPredicate<SqlKey, SqlKey> same = (one, other) -> one.columns().equals(other.columns());
    Predicate<SqlKey> touched =
        key -> !renames && before.stream().noneMatch(it -> it.name().equals(key.name()));
    return ConstraintChange.of(before, renamed, after, SqlKey::name, same, same, touched);
  }

  private boolean retyped(TableName table, List<String> columns) {
    return kept.stream()
        .filter(pair -> pair.after().name().equals(table))
        .anyMatch(
            pair ->
                pair.columns().stream()
                    .anyMatch(
                        column -> column.retyped() && columns.contains(column.after().name())));
  }

  /** Whether the key that a foreign key leads to is made anew. */
  private boolean rekeyed(SqlForeignKey key) {
    return rekeyed(primaryKeys.get(key.target()), key) || rekeyed(uniques.get(key.target()), key);
  }

  private static boolean rekeyed(@Nullable ConstraintChange<SqlKey> keys, SqlForeignKey key) {
    return keys != null
        && keys.added().stream()
            .anyMatch(
                added ->
                    Set.copyOf(added.constraint().columns())
                        .equals(Set.copyOf(key.targetColumns())));
  }

  /** What happens to the foreign keys of a table. */
  ConstraintChange<SqlForeignKey> foreignKeys(TablePair pair) {
    return at(foreignKeys, pair);
  }

  /** What happens to the primary key of a table. */
  ConstraintChange<SqlKey> primaryKeys(TablePair pair) {
    return at(primaryKeys, pair);
  }

  /** What happens to the unique constraints of a table. */
  ConstraintChange<SqlKey> uniques(TablePair pair) {
    return at(uniques, pair);
  }

  /** What happens to the indexes of a table. */
  ConstraintChange<SqlKey> indexes(TablePair pair) {
    return at(indexes, pair);
  }

  /** What happens to the checks of a table. */
  ConstraintChange<SqlCheck> checks(TablePair pair) {
    return at(checks, pair);
  }

  private static <T> ConstraintChange<T> at(
      Map<TableName, ConstraintChange<T>> changes, TablePair pair) {
    ConstraintChange<T> found = changes.get(pair.after().name());
    return found == null ? new ConstraintChange<>(List.of(), List.of(), List.of()) : found;
  }
}
