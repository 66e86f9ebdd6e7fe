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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Apache Spark with Iceberg tables. There are no constraints but NOT NULL. */
final class Spark extends Dialect {
  private final SparkTypes types = new SparkTypes(this);

  Spark(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.SPARK;
  }

  @Override
  public String label() {
    return "Spark";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("spark");
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
    return Optional.empty();
  }

  @Override
  public String literal(String text) {
    return Quoting.escaped(text);
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    return types.integer(property, type, false);
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
        .map(child -> types.member(property, child, true))
        .collect(Collectors.joining(", ", "STRUCT<", ">"));
  }

  @Override
  protected String array(Property property, Property items) {
    return "ARRAY<" + type(items) + ">";
  }

  @Override
  protected String json() {
    return "STRING";
  }

  @Override
  public Enforcement hold(Field field, ValueRule rule) {
    DataType type = field.type();
    boolean range =
        rule instanceof ValueRule.Range && type instanceof DataType.Int it && it.signed();
    boolean shape = rule instanceof ValueRule.Shape && !(type instanceof DataType.Json);
    if (rule instanceof ValueRule.Kind) {
      return Enforcement.lost("it is kept as text");
    }
    if (rule instanceof ValueRule.Required && field.item()) {
      return Enforcement.lost("items of arrays may always be null in Spark's statements");
    }
    return range || shape || rule instanceof ValueRule.Required
        ? new Enforcement.ByType()
        : Enforcement.lost("Spark has no checks");
  }

  @Override
  public Holding primaryKeys() {
    return Holding.ABSENT;
  }

  @Override
  public Holding uniques() {
    return Holding.ABSENT;
  }

  @Override
  public Holding foreignKeys() {
    return Holding.ABSENT;
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    List<String> keys = fields.stream().map(this::partition).toList();
    return new Layout(
        keys.isEmpty() ? List.of() : List.of("PARTITIONED BY (" + String.join(", ", keys) + ")"),
        List.of());
  }

  /** A partition field as Iceberg's statements name it. */
  private String partition(PartitionField partition) {
    String column =
        partition.field().steps().stream()
            .map(step -> quote(step.columnName()))
            .collect(Collectors.joining("."));
    String kind = partition.transform().kind().name().toLowerCase(Locale.ROOT);
    int width = partition.transform().width().orElse(0);
    return switch (partition.transform().kind()) {
      case IDENTITY -> column;
      case YEAR, MONTH, DAY, HOUR -> kind + "s(" + column + ")";
      case BUCKET, TRUNCATE -> kind + "(" + width + ", " + column + ")";
    };
  }

  @Override
  public List<String> tail(SqlTable table) {
    List<String> tail = new ArrayList<>();
    tail.add("USING iceberg");
    tail.addAll(table.layout());
    table.comment().ifPresent(comment -> tail.add("COMMENT " + literal(comment)));
    return tail;
  }

  @Override
  public String columnSuffix(Optional<String> comment) {
    return types.comment(comment);
  }
}
