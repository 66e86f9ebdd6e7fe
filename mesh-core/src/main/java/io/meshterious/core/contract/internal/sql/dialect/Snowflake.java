// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.rule.Enforcement;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.rule.Layout;
import io.meshterious.core.contract.internal.sql.rule.PartitionField;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Snowflake. Keys are written down and not enforced; there are no checks. */
final class Snowflake extends Dialect {
  private static final int LONGEST_VARCHAR = 16_777_216;

  Snowflake(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.SNOWFLAKE;
  }

  @Override
  public String label() {
    return "Snowflake";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("snowflake");
  }

  @Override
  public Optional<String> catalogSetting() {
    return Optional.of("database");
  }

  @Override
  public String quote(String identifier) {
    return Quoting.doubled(identifier);
  }

  @Override
  protected Optional<String> unusable(String identifier, boolean column) {
    return identifier.length() > 255
        ? Optional.of("it has " + identifier.length() + " characters and Snowflake takes 255")
        : Optional.empty();
  }

  @Override
  public String literal(String text) {
    return Quoting.escaped(text);
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    return switch (type.bits()) {
      case 8 -> "NUMBER(3,0)";
      case 16 -> "NUMBER(5,0)";
      case 32 -> "NUMBER(10,0)";
      case 64 -> type.signed() ? "NUMBER(19,0)" : "NUMBER(20,0)";
      default ->
          throw notRepresentable(
              property,
              "has up to 39 digits and NUMBER holds 38",
              "use format i64, or physicalType decimal(38,0)");
    };
  }

  @Override
  protected String decimal(Property property, DataType.Decimal type) {
    if (type.scale() > 37) {
      throw notRepresentable(
          property, "has more than 37 digits after the point", "use a scale of at most 37");
    }
    return "NUMBER(" + type.precision() + "," + type.scale() + ")";
  }

  @Override
  protected String real(int bits) {
    return "FLOAT";
  }

  @Override
  protected String text(DataType.Text type) {
    int length = type.maxLength().orElse(0);
    return length < 1 || length > LONGEST_VARCHAR ? "VARCHAR" : "VARCHAR(" + length + ")";
  }

  @Override
  protected String uuid() {
    return "VARCHAR(36)";
  }

  @Override
  protected String binary() {
    return "BINARY";
  }

  @Override
  protected String time(Property property, DataType.Time type) {
    return "TIME(" + type.fraction() + ")";
  }

  @Override
  protected String timestamp(Property property, DataType.Timestamp type) {
    return (type.zoned() ? "TIMESTAMP_LTZ(" : "TIMESTAMP_NTZ(") + type.fraction() + ")";
  }

  @Override
  protected String struct(Property property) {
    return property.properties().stream()
        .map(
            child ->
                quote(child.columnName())
                    + " "
                    + type(child)
                    + (required(property, child) ? " NOT NULL" : ""))
        .collect(Collectors.joining(", ", "OBJECT(", ")"));
  }

  @Override
  protected String array(Property property, Property items) {
    return "ARRAY(" + type(items) + (items.required() ? " NOT NULL" : "") + ")";
  }

  @Override
  protected String json() {
    return "VARIANT";
  }

  @Override
  public Enforcement hold(Field field, ValueRule rule) {
    if (rule instanceof ValueRule.Required
        || (rule instanceof ValueRule.Shape && !(field.type() instanceof DataType.Json))) {
      return new Enforcement.ByType();
    } else if (rule instanceof ValueRule.Length length
        && !length.lower()
        && field.type() instanceof DataType.Text type) {
      return text(type).equals("VARCHAR(" + length.length() + ")")
          ? new Enforcement.ByType()
          : Enforcement.lost("a VARCHAR of Snowflake holds at most " + LONGEST_VARCHAR);
    }
    if (rule instanceof ValueRule.Range
        && field.type() instanceof DataType.Int type
        && type.signed()) {
      return new Enforcement.ByType();
    }
    return rule instanceof ValueRule.Kind kind
        ? kind.type() instanceof DataType.Uuid
            ? Enforcement.lost("it is kept as text")
            : new Enforcement.ByType()
        : Enforcement.lost("Snowflake has no checks");
  }

  @Override
  public Holding primaryKeys() {
    return Holding.INFORMATIONAL;
  }

  @Override
  public Holding uniques() {
    return Holding.INFORMATIONAL;
  }

  @Override
  public Holding foreignKeys() {
    return Holding.INFORMATIONAL;
  }

  @Override
  public String informational() {
    return " NOT ENFORCED";
  }

  @Override
  public int nameLimit() {
    return 255;
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    List<String> keys = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    for (PartitionField field : fields) {
      if (field.field().nested()) {
        losses.add(
            "partition "
                + field.transform()
                + ": Snowflake clusters by columns, not by what is inside them");
      } else {
        keys.add(clusterKey(field));
      }
    }
    return new Layout(
        keys.isEmpty() ? List.of() : List.of("CLUSTER BY (" + String.join(", ", keys) + ")"),
        losses);
  }

  private String clusterKey(PartitionField partition) {
    String column = quote(partition.field().property().columnName());
    int width = partition.transform().width().orElse(1);
    boolean text =
        partition.field().type() instanceof DataType.Text
            || partition.field().type() instanceof DataType.Uuid;
    return switch (partition.transform().kind()) {
      case IDENTITY, BUCKET -> column;
      case YEAR, MONTH, DAY, HOUR ->
          "DATE_TRUNC('" + partition.transform().kind() + "', " + column + ")";
      case TRUNCATE ->
          text
              ? "LEFT(" + column + ", " + width + ")"
              : column + " - MOD(" + column + ", " + width + ")";
    };
  }

  @Override
  public List<String> tail(SqlTable table) {
    List<String> tail = new ArrayList<>(table.layout());
    table.comment().ifPresent(comment -> tail.add("COMMENT = " + literal(comment)));
    return tail;
  }

  @Override
  public String columnSuffix(Optional<String> comment) {
    return comment.map(text -> " COMMENT " + literal(text)).orElse("");
  }
}
