// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a table, and what no key can hold. */
final class TableKeys {
  private final Dialect dialect;
  private final SqlSettings settings;
  private final ConstraintNames names;
  private final Table table;
  private final List<String> losses;

  TableKeys(
      Dialect dialect,
      SqlSettings settings,
      ConstraintNames names,
      Table table,
      List<String> losses) {
    this.dialect = dialect;
    this.settings = settings;
    this.names = names;
    this.table = table;
    this.losses = losses;
  }

  Optional<SqlKey> primaryKey() {
    List<String> columns = table.primaryKey().stream().map(Property::columnName).toList();
    if (columns.isEmpty()) {
      return Optional.empty();
    } else if (dialect.primaryKeys() == Holding.ABSENT) {
      losses.add(
          "primary key (" + String.join(", ", columns) + "): " + dialect.label() + " has no keys");
      return Optional.empty();
    }
    for (Property property : table.primaryKey()) {
      if (nested(property)) {
        losses.add(
            "'"
                + property.path()
                + "' primary key: "
                + property.dataType().label()
                + " cannot be a key");
        return Optional.empty();
      }
    }
    return Optional.of(new SqlKey(names.of("pk", table.tableName(), List.of()), columns));
  }

  private static boolean nested(Property property) {
    DataType type = property.dataType();
    return type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json;
  }

  List<SqlKey> uniques() {
    List<SqlKey> uniques = new ArrayList<>();
    List<Property> primary = table.primaryKey();
    for (Property property : table.properties()) {
      boolean primaryAlone = primary.size() == 1 && primary.get(0).equals(property);
      if (!property.unique() || primaryAlone) {
        continue;
      }
      DataType type = property.dataType();
      if (dialect.uniques() == Holding.ABSENT) {
        losses.add(
            "'" + property.path() + "' unique: " + dialect.label() + " has no unique constraints");
      } else if (nested(property)) {
        losses.add("'" + property.path() + "' unique: " + type.label() + " cannot be a key");
      } else {
        uniques.add(
            new SqlKey(
                names.of("uq", table.tableName(), List.of(property.columnName())),
                List.of(property.columnName())));
      }
    }
    return uniques;
  }

  List<SqlForeignKey> foreignKeys(
      DataContract contract, DataContract origin, DataContracts context) {
    List<SqlForeignKey> keys = new ArrayList<>();
    Set<List<List<String>>> seen = new HashSet<>();
    for (ForeignKey key : table.foreignKeys()) {
      List<String> to = key.to().stream().map(PropertyReference::text).toList();
      if (!seen.add(List.of(key.from(), to))) {
        continue;
      }
      String label =
          "foreign key (" + String.join(", ", key.from()) + ") to (" + String.join(", ", to) + ")";
      String why =
          dialect.foreignKeys() == Holding.ABSENT
              ? dialect.label() + " has no keys"
              : settings.foreignKeys() ? "" : "the option 'foreign-keys' is false";
      if (why.isEmpty()) {
        Target target = new Target(contract, origin, context);
        why = target.find(key);
        if (why.isEmpty()) {
          List<String> columns = target.from.stream().map(Property::columnName).toList();
          keys.add(
              new SqlForeignKey(
                  names.of("fk", table.tableName(), columns),
                  columns,
                  settings.place(dialect, target.contract, target.tables.get(0).tableName()),
                  target.to.stream().map(Property::columnName).toList(),
                  false));
        }
      }
      if (!why.isEmpty()) {
        losses.add(label + ": " + why);
      }
    }
    return keys;
  }

  List<SqlKey> indexes(
      List<SqlForeignKey> foreignKeys, Optional<SqlKey> primaryKey, List<SqlKey> uniques) {
    List<List<String>> indexed = new ArrayList<>();
    primaryKey.ifPresent(key -> indexed.add(key.columns()));
    uniques.forEach(key -> indexed.add(key.columns()));
    List<SqlKey> indexes = new ArrayList<>();
    for (SqlForeignKey key :
        dialect.indexesForeignKeys() ? foreignKeys : List.<SqlForeignKey>of()) {
      int size = key.columns().size();
      if (indexed.stream()
          .noneMatch(it -> it.size() >= size && it.subList(0, size).equals(key.columns()))) {
        indexed.add(key.columns());
        indexes.add(new SqlKey(names.of("ix", table.tableName(), key.columns()), key.columns()));
      }
    }
    return indexes;
  }

  /** Whether they are one, and not two that happen to say the same. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object one, Object other) {
    return one == other;
  }

  /** Where a foreign key leads. */
  private final class Target {
    private final DataContract origin;
    private final DataContracts context;
    private DataContract contract;
    private final List<Table> tables = new ArrayList<>();
    private final List<Property> from = new ArrayList<>();
    private final List<Property> to = new ArrayList<>();

    Target(DataContract contract, DataContract origin, DataContracts context) {
      this.contract = contract;
      this.origin = origin;
      this.context = context;
    }

    /** Follows the key; returns why it cannot be held, or empty text. */
    String find(ForeignKey key) {
      if (key.from().size() != key.to().size() || key.to().isEmpty()) {
        return "its two sides have different lengths";
      }
      for (String name : key.from()) {
        Optional<Property> column = table.property(name);
        if (column.isEmpty()) {
          return "'" + name + "' is not a column";
        }
        from.add(column.get());
      }
      for (PropertyReference reference : key.to()) {
        String why = follow(reference);
        if (!why.isEmpty()) {
          return why;
        }
      }
      return unfit();
    }

    private String follow(PropertyReference reference) {
      Optional<DataContracts.Target> found = context.resolve(origin, reference);
      if (found.isEmpty()) {
        return "'" + reference + "' leads nowhere";
      }
      boolean own = same(found.get().contract(), origin);
      DataContract target = own ? contract : found.get().contract();
      String tablePath = found.get().table().jsonPath();
      Table targetTable =
          target.tables().stream()
              .filter(it -> it.jsonPath().equals(tablePath))
              .findFirst()
              .orElse(found.get().table());
      String propertyPath = found.get().property().jsonPath();
      Optional<Property> column =
          targetTable.properties().stream()
              .filter(it -> it.jsonPath().equals(propertyPath))
              .findFirst();
      if (column.isEmpty()) {
        return "'" + reference + "' is not a column";
      } else if (!tables.isEmpty() && !tables.get(0).jsonPath().equals(tablePath)) {
        return "it leads to several tables";
      }
      contract = target;
      tables.add(targetTable);
      to.add(column.get());
      return "";
    }

    private String unfit() {
      Table target = tables.get(0);
      boolean self =
          target.jsonPath().equals(table.jsonPath()) && same(target.node(), table.node());
      if (self && dialect.noSelfReference().isPresent()) {
        return dialect.noSelfReference().get();
      }
      if (dialect.foreignKeys() != Holding.ENFORCED) {
        return "";
      }
      boolean primary =
          Set.copyOf(target.primaryKey().stream().map(Property::name).toList())
              .equals(Set.copyOf(to.stream().map(Property::name).toList()));
      boolean unique = to.size() == 1 && to.get(0).unique();
      if (!primary && !unique) {
        return "its target is neither the primary key nor unique";
      }
      for (int i = 0; i < to.size(); i++) {
        String type = dialect.type(from.get(i));
        String other = dialect.type(to.get(i));
        if (!dialect.comparable(type, other)) {
          return "'" + from.get(i).path() + "' is " + type + " and its target is " + other;
        }
      }
      return "";
    }
  }
}
