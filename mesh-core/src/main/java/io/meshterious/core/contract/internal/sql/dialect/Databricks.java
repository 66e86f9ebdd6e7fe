// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.hint.PartitionTransform;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Databricks with Delta tables. Checks are enforced, keys are written down. */
final class Databricks extends CheckingDialect {
  private final SparkTypes types = new SparkTypes(this);
  private final Literals literals = new Literals(this, "TIMESTAMP", "TIMESTAMP_NTZ");

  Databricks(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.DATABRICKS;
  }

  @Override
  public String label() {
    return "Databricks";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("databricks");
  }

  @Override
  public Optional<String> catalogSetting() {
    return Optional.of("catalog");
  }

  @Override
  public String quote(String identifier) {
    return Quoting.backticked(identifier);
  }

  @Override
  protected Optional<String> unusable(String identifier, boolean column) {
    if (identifier.length() > 255) {
      return Optional.of("it has " + identifier.length() + " characters and Databricks takes 255");
    }
    return column || identifier.chars().noneMatch(c -> c == '.' || c == ' ' || c == '/' || c < 32)
        ? Optional.empty()
        : Optional.of(
            "a name of a table may not contain a full stop, a space, a slash or a control character");
  }

  @Override
  public String literal(String text) {
    return Quoting.escaped(text);
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    return types.integer(property, type, true);
  }

  @Override
  protected String decimal(Property property, DataType.Decimal type) {
    return types.decimal(type);
  }

  @Override
  protected String real(int bits) {
    return bits == 32 ? "FLOAT" : "DOUBLE";
  }

  @Override
  protected String text(DataType.Text type) {
    return "STRING";
  }

  @Override
  protected String uuid() {
    return "STRING";
  }

  @Override
  protected String binary() {
    return "BINARY";
  }

  @Override
  protected String time(Property property, DataType.Time type) {
    return "STRING";
  }

  @Override
  protected String timestamp(Property property, DataType.Timestamp type) {
    return types.timestamp(property, type);
  }

  @Override
  protected String struct(Property property) {
    return property.properties().stream()
        .map(child -> types.member(property, child, false))
        .collect(Collectors.joining(", ", "STRUCT<", ">"));
  }

  @Override
  protected String array(Property property, Property items) {
    return "ARRAY<" + type(items) + ">";
  }

  @Override
  protected String json() {
    return "VARIANT";
  }

  @Override
  protected String reference(Field field) {
    return field.steps().stream()
        .map(step -> quote(step.columnName()))
        .collect(Collectors.joining("."));
  }

  @Override
  protected Literals literals() {
    return literals;
  }

  @Override
  protected boolean heldByType(Field field, ValueRule rule) {
    if (rule instanceof ValueRule.Range) {
      return field.type() instanceof DataType.Int type && type.signed();
    }
    return (rule instanceof ValueRule.Kind && field.type() instanceof DataType.Json)
        || (rule instanceof ValueRule.Shape && !(field.type() instanceof DataType.Json));
  }

  @Override
  protected Optional<String> shape(Field field) {
    return Optional.of(
        "(schema_of_variant("
            + reference(field)
            + ") LIKE "
            + (field.property().logicalType().filter(it -> it.name().equals("ARRAY")).isPresent()
                ? "'ARRAY%'"
                : "'OBJECT%'")
            + ")");
  }

  @Override
  protected String matches(String text, LinearPattern pattern) {
    return text + " RLIKE " + literal(pattern.render(PatternDialect.SPARK));
  }

  @Override
  protected String length(String text) {
    return "char_length(" + text + ")";
  }

  @Override
  protected String size(Field field) {
    return "array_size(" + reference(field) + ")";
  }

  @Override
  protected Optional<String> distinct(Field field) {
    return Optional.of(
        "(array_size("
            + reference(field)
            + ") = array_size(array_distinct("
            + reference(field)
            + ")))");
  }

  @Override
  protected String asText(String reference) {
    return reference;
  }

  @Override
  public Holding primaryKeys() {
    return Holding.INFORMATIONAL;
  }

  @Override
  public Holding uniques() {
    return Holding.ABSENT;
  }

  @Override
  public Holding foreignKeys() {
    return Holding.INFORMATIONAL;
  }

  @Override
  public int nameLimit() {
    return 255;
  }

  @Override
  public boolean inlineChecks() {
    return false;
  }

  @Override
  public String informational() {
    return " NOT ENFORCED";
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    List<String> columns = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    boolean plain =
        fields.stream().allMatch(it -> it.transform().kind() == PartitionTransform.Kind.IDENTITY);
    for (PartitionField field : fields) {
      if (field.field().nested() || (!plain && columns.size() == 4)) {
        losses.add(
            "partition "
                + field.transform()
                + ": Databricks clusters by at most four columns, not by what is inside them");
      } else {
        columns.add(quote(field.field().property().columnName()));
      }
    }
    String clause = plain ? "PARTITIONED BY (" : "CLUSTER BY (";
    return new Layout(
        columns.isEmpty() ? List.of() : List.of(clause + String.join(", ", columns) + ")"), losses);
  }

  @Override
  public List<String> tail(SqlTable table) {
    List<String> tail = new ArrayList<>();
    tail.add("USING DELTA");
    tail.addAll(table.layout());
    table.comment().ifPresent(comment -> tail.add("COMMENT " + literal(comment)));
    tail.add(
        "TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' = 'true')");
    return tail;
  }

  @Override
  public String columnSuffix(Optional<String> comment) {
    return types.comment(comment);
  }
}
