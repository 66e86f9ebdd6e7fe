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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** PostgreSQL. Objects, and arrays of anything but plain values, are JSONB. */
final class Postgres extends CheckingDialect {
  private static final int LONGEST_VARCHAR = 10_485_760;

  private final Literals literals = new Literals(this, "TIMESTAMPTZ", "TIMESTAMP");

  Postgres(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.POSTGRES;
  }

  @Override
  public String label() {
    return "PostgreSQL";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("postgres", "postgresql");
  }

  @Override
  public String quote(String identifier) {
    return Quoting.doubled(identifier);
  }

  @Override
  protected Optional<String> unusable(String identifier, boolean column) {
    int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 63
        ? Optional.of("it has " + bytes + " bytes and PostgreSQL cuts names after 63")
        : Optional.empty();
  }

  @Override
  public String literal(String text) {
    return Quoting.standard(this, text);
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    return switch (type.bits()) {
      case 8 -> "SMALLINT";
      case 16 -> type.signed() ? "SMALLINT" : "INTEGER";
      case 32 -> type.signed() ? "INTEGER" : "BIGINT";
      case 64 -> type.signed() ? "BIGINT" : "NUMERIC(20,0)";
      default -> "NUMERIC(39,0)";
    };
  }

  @Override
  protected String decimal(Property property, DataType.Decimal type) {
    return "NUMERIC(" + type.precision() + "," + type.scale() + ")";
  }

  @Override
  protected String real(int bits) {
    return bits == 32 ? "REAL" : "DOUBLE PRECISION";
  }

  @Override
  protected String text(DataType.Text type) {
    int length = type.maxLength().orElse(0);
    return length < 1 || length > LONGEST_VARCHAR ? "TEXT" : "VARCHAR(" + length + ")";
  }

  @Override
  protected String uuid() {
    return "UUID";
  }

  @Override
  protected String binary() {
    return "BYTEA";
  }

  @Override
  protected String time(Property property, DataType.Time type) {
    checkFraction(property, type.fraction(), 6);
    return "TIME(" + type.fraction() + ")";
  }

  @Override
  protected String timestamp(Property property, DataType.Timestamp type) {
    checkFraction(property, type.fraction(), 6);
    return (type.zoned() ? "TIMESTAMPTZ(" : "TIMESTAMP(") + type.fraction() + ")";
  }

  @Override
  protected String struct(Property property) {
    property.properties().forEach(this::type);
    return "JSONB";
  }

  @Override
  protected String array(Property property, Property items) {
    String type = type(items);
    return plain(items) ? type + "[]" : "JSONB";
  }

  private static boolean plain(Property items) {
    DataType type = items.dataType();
    return !(type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json);
  }

  @Override
  protected String json() {
    return "JSONB";
  }

  private static boolean insideJson(Field field) {
    for (Property step : field.steps().subList(0, field.steps().size() - 1)) {
      DataType type = step.dataType();
      if (type instanceof DataType.Struct
          || (type instanceof DataType.Array && !plain(step.items().orElseThrow()))) {
        return true;
      }
    }
    return false;
  }

  private String path(Field field, String last) {
    StringBuilder text = new StringBuilder(quote(field.steps().get(0).columnName()));
    for (int i = 1; i < field.steps().size(); i++) {
      text.append(i == field.steps().size() - 1 ? last : " -> ")
          .append(literal(field.steps().get(i).columnName()));
    }
    return field.nested() ? "(" + text + ")" : text.toString();
  }

  @Override
  protected String reference(Field field) {
    if (!field.nested()) {
      return quote(field.property().columnName());
    }
    DataType type = field.type();
    if (type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json) {
      return path(field, " -> ");
    } else if (type instanceof DataType.Text) {
      return path(field, " ->> ");
    }
    String cast =
        type instanceof DataType.Int || type instanceof DataType.Decimal
            ? "NUMERIC"
            : type(field.property());
    return "CAST(" + path(field, " ->> ") + " AS " + cast + ")";
  }

  @Override
  protected String presence(Field field) {
    return path(field, " ->> ");
  }

  @Override
  protected Literals literals() {
    return literals;
  }

  @Override
  protected boolean heldByType(Field field, ValueRule rule) {
    if (insideJson(field)) {
      return false;
    } else if (rule instanceof ValueRule.Range) {
      return field.type() instanceof DataType.Int type
          && type.signed()
          && type.bits() >= 16
          && type.bits() <= 64;
    } else if (rule instanceof ValueRule.Length length
        && !length.lower()
        && field.type() instanceof DataType.Text type) {
      return text(type).equals("VARCHAR(" + length.length() + ")");
    }
    return rule instanceof ValueRule.Kind
        || (rule instanceof ValueRule.Shape && !type(field.property()).equals("JSONB"));
  }

  @Override
  protected Optional<String> shape(Field field) {
    boolean array =
        field.type() instanceof DataType.Array
            || field.property().logicalType().filter(LogicalType.ARRAY::equals).isPresent();
    String kind = array ? "'array'" : "'object'";
    return Optional.of(
        "(jsonb_typeof("
            + reference(field)
            + ") "
            + (field.nested() ? "IN (" + kind + ", 'null'))" : "= " + kind + ")"));
  }

  @Override
  protected String matches(String text, LinearPattern pattern) {
    return text + " ~ " + literal(pattern.render(PatternDialect.POSTGRESQL));
  }

  @Override
  protected String length(String text) {
    return "char_length(" + text + ")";
  }

  @Override
  protected String size(Field field) {
    boolean json = insideJson(field) || type(field.property()).equals("JSONB");
    return (json ? "jsonb_array_length(" : "cardinality(") + reference(field) + ")";
  }

  @Override
  protected Optional<String> distinct(Field field) {
    return Optional.empty();
  }

  @Override
  protected String asText(String reference) {
    return "CAST(" + reference + " AS TEXT)";
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
  public boolean comparable(String type, String other) {
    return type.equals(other) || (characters(type) && characters(other));
  }

  private static boolean characters(String type) {
    return type.equals("TEXT") || type.startsWith("VARCHAR");
  }

  @Override
  public boolean indexesForeignKeys() {
    return true;
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    return new Layout(
        List.of(),
        fields.stream()
            .map(
                it ->
                    "partition "
                        + it.transform()
                        + ": a primary key of PostgreSQL would have to contain it")
            .toList());
  }

  @Override
  public List<String> commentStatements(SqlTable table) {
    return Comments.on(this, table);
  }
}
