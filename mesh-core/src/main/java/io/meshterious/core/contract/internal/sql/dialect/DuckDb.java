// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.rule.Layout;
import io.meshterious.core.contract.internal.sql.rule.PartitionField;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternDialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** DuckDB. */
final class DuckDb extends CheckingDialect {
  private final Literals literals = new Literals(this, "TIMESTAMPTZ", "TIMESTAMP");

  DuckDb(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.DUCKDB;
  }

  @Override
  public String label() {
    return "DuckDB";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("duckdb");
  }

  @Override
  public String quote(String identifier) {
    return Quoting.doubled(identifier);
  }

  @Override
  protected Optional<String> unusable(String identifier, boolean column) {
    return Optional.empty();
  }

  @Override
  public String literal(String text) {
    return Quoting.standard(this, text);
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    String name =
        switch (type.bits()) {
          case 8 -> "TINYINT";
          case 16 -> "SMALLINT";
          case 32 -> "INTEGER";
          case 64 -> "BIGINT";
          default -> "HUGEINT";
        };
    return type.signed() ? name : "U" + name;
  }

  @Override
  protected String decimal(Property property, DataType.Decimal type) {
    return "DECIMAL(" + type.precision() + "," + type.scale() + ")";
  }

  @Override
  protected String real(int bits) {
    return bits == 32 ? "FLOAT" : "DOUBLE";
  }

  @Override
  protected String text(DataType.Text type) {
    return "VARCHAR";
  }

  @Override
  protected String uuid() {
    return "UUID";
  }

  @Override
  protected String binary() {
    return "BLOB";
  }

  @Override
  protected String time(Property property, DataType.Time type) {
    return type.fraction() > 6 ? "TIME_NS" : "TIME";
  }

  @Override
  protected String timestamp(Property property, DataType.Timestamp type) {
    if (type.zoned()) {
      return type.fraction() > 6 ? "TIMESTAMPTZ_NS" : "TIMESTAMPTZ";
    } else if (type.fraction() > 6) {
      return "TIMESTAMP_NS";
    }
    return type.fraction() == 0
        ? "TIMESTAMP_S"
        : type.fraction() <= 3 ? "TIMESTAMP_MS" : "TIMESTAMP";
  }

  @Override
  protected String struct(Property property) {
    return property.properties().stream()
        .map(child -> quote(child.columnName()) + " " + type(child))
        .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }

  @Override
  protected String array(Property property, Property items) {
    return type(items) + "[]";
  }

  @Override
  protected String json() {
    return "JSON";
  }

  @Override
  protected String reference(Field field) {
    String text = quote(field.steps().get(0).columnName());
    for (Property step : field.steps().subList(1, field.steps().size())) {
      text = "struct_extract(" + text + ", " + literal(step.columnName()) + ")";
    }
    return text;
  }

  @Override
  protected Literals literals() {
    return literals;
  }

  @Override
  protected boolean heldByType(Field field, ValueRule rule) {
    return rule instanceof ValueRule.Range
        || rule instanceof ValueRule.Kind
        || (rule instanceof ValueRule.Shape && !(field.type() instanceof DataType.Json));
  }

  @Override
  protected Optional<String> shape(Field field) {
    String kind =
        field.property().logicalType().filter(LogicalType.ARRAY::equals).isPresent()
            ? "ARRAY"
            : "OBJECT";
    return Optional.of("(json_type(" + reference(field) + ") = '" + kind + "')");
  }

  @Override
  protected String matches(String text, LinearPattern pattern) {
    return "regexp_matches(" + text + ", " + literal(pattern.render(PatternDialect.RE2)) + ")";
  }

  @Override
  protected String length(String text) {
    return "length(" + text + ")";
  }

  @Override
  protected String size(Field field) {
    return field.type() instanceof DataType.Json
        ? "json_array_length(" + reference(field) + ")"
        : "len(" + reference(field) + ")";
  }

  @Override
  protected Optional<String> distinct(Field field) {
    String array = reference(field);
    return field.type() instanceof DataType.Json
        ? Optional.empty()
        : Optional.of("(list_count(" + array + ") = len(list_distinct(" + array + ")))");
  }

  @Override
  protected String asText(String reference) {
    return "CAST(" + reference + " AS VARCHAR)";
  }

  @Override
  public Holding primaryKeys() {
    return Holding.ENFORCED;
  }

  @Override
  public Holding uniques() {
    return Holding.ENFORCED;
  }

  @Override
  public Holding foreignKeys() {
    return Holding.ENFORCED;
  }

  @Override
  public boolean addsForeignKeys() {
    return false;
  }

  @Override
  public Optional<String> noSelfReference() {
    return Optional.of("DuckDB would refuse rows that refer to others of the same statement");
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    return new Layout(
        List.of(),
        fields.stream()
            .map(it -> "partition " + it.transform() + ": DuckDB has no partitioned tables")
            .toList());
  }

  @Override
  public List<String> commentStatements(SqlTable table) {
    return Comments.on(this, table);
  }
}
