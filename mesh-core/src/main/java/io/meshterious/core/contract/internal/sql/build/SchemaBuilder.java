// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.Layout;
import io.meshterious.core.contract.internal.sql.rule.PartitionField;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlSchema;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.error.MeshException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the tables of a database of the tables of a contract. */
public final class SchemaBuilder {
  private final Dialect dialect;
  private final SqlSettings settings;
  private final DataContract contract;
  private final DataContract origin;
  private final DataContracts context;
  private final Dialect bare;
  private final ConstraintNames names;

  private SchemaBuilder(
      Dialect dialect,
      SqlSettings settings,
      DataContract contract,
      DataContract origin,
      DataContracts context) {
    this.dialect = dialect;
    this.settings = settings;
    this.contract = contract;
    this.origin = origin;
    this.context = context;
    this.bare = Dialects.bare(dialect.id());
    this.names = new ConstraintNames(dialect.nameLimit());
  }

  /** The tables of a contract. */
  public static SqlSchema build(
      Dialect dialect, SqlSettings settings, DataContract contract, DataContracts context) {
    return build(dialect, settings, contract, contract, context);
  }

  /**
   * The tables of a contract that is a variant of another one.
   *
   * @param origin the contract of the same shape whose references the context can follow
   */
  public static SqlSchema build(
      Dialect dialect,
      SqlSettings settings,
      DataContract contract,
      DataContract origin,
      DataContracts context) {
    return new SchemaBuilder(dialect, settings, contract, origin, context).build();
  }

  private SqlSchema build() {
    TableName home = settings.place(dialect, contract, "");
    home.schema().ifPresent(schema -> dialect.checkName(schema, false, contract.name()));
    List<SqlTable> tables = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    for (Table table : contract.tables()) {
      refuseTwins(taken, table.tableName(), table.name(), "tables");
      tables.add(table(table));
    }
    Optional<TableName> schema =
        home.schema().map(name -> new TableName(Optional.empty(), home.catalog(), name));
    return new SqlSchema(schema, TableOrder.of(dialect, tables));
  }

  private void refuseTwins(Map<String, String> taken, String name, String path, String what) {
    String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), path);
    if (other != null) {
      throw new MeshException(
          ContractError.NOT_REPRESENTABLE,
          "Cannot render '"
              + path
              + "' for "
              + dialect.label()
              + ": "
              + what
              + " '"
              + other
              + "' and '"
              + path
              + "' would both be named '"
              + name
              + "'; set another physicalName");
    }
  }

  private SqlTable table(Table table) {
    dialect.checkName(table.tableName(), false, table.name());
    List<SqlColumn> columns = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    for (Property property : table.properties()) {
      refuseTwins(taken, property.columnName(), property.path(), "columns");
      columns.add(column(property));
    }
    if (columns.isEmpty()) {
      throw new MeshException(
          ContractError.NOT_REPRESENTABLE,
          "Cannot render '"
              + table.name()
              + "' for "
              + dialect.label()
              + ": it has no properties; a table needs at least one");
    }
    List<String> losses = new ArrayList<>();
    TableKeys keys = new TableKeys(dialect, settings, names, table, losses);
    TableChecks checks = new TableChecks(dialect, names, table, losses);
    var primaryKey = keys.primaryKey();
    var uniques = keys.uniques();
    var foreignKeys = keys.foreignKeys(contract, origin, context);
    var indexes = keys.indexes(foreignKeys, primaryKey, uniques);
    Layout layout = dialect.layout(partitioning(table, losses));
    losses.addAll(layout.losses());
    return new SqlTable(
        settings.place(dialect, contract, table.tableName()),
        table,
        columns,
        primaryKey,
        uniques,
        foreignKeys,
        checks.all(),
        indexes,
        table.description(),
        layout.clauses(),
        losses);
  }

  private SqlColumn column(Property property) {
    dialect.checkName(property.columnName(), true, property.path());
    checkNestedNames(property);
    boolean notNull = property.required() && dialect.columnNotNull(property);
    return new SqlColumn(
        property.columnName(),
        property,
        bare.type(property),
        dialect.type(property),
        notNull,
        property.description());
  }

  private void checkNestedNames(Property property) {
    Map<String, String> taken = new HashMap<>();
    for (Property child : property.properties()) {
      dialect.checkName(child.columnName(), true, child.path());
      refuseTwins(taken, child.columnName(), child.path(), "fields");
      checkNestedNames(child);
    }
    property.items().ifPresent(this::checkNestedNames);
  }

  private List<PartitionField> partitioning(Table table, List<String> losses) {
    List<PartitionField> fields = new ArrayList<>();
    for (PartitionTransform transform : table.partitioning()) {
      Optional<Field> field = field(table, transform.column());
      field.ifPresentOrElse(
          found -> fields.add(new PartitionField(transform, found)),
          () -> losses.add("partition " + transform + ": the table has no such property"));
    }
    return fields;
  }

  private static Optional<Field> field(Table table, String path) {
    List<Property> steps = new ArrayList<>();
    List<Property> level = table.properties();
    for (String name : path.split("\\.", -1)) {
      Optional<Property> found = level.stream().filter(it -> it.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      steps.add(found.get());
      level = found.get().properties();
    }
    return Optional.of(new Field(steps, false));
  }
}
