// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.hint.PartitionTransform;
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

/** Google BigQuery. Keys are written down and not enforced; there are no checks. */
final class BigQuery extends Dialect {
  BigQuery(boolean described) {
    super(described);
  }

  @Override
  public SqlDialect id() {
    return SqlDialect.BIGQUERY;
  }

  @Override
  public String label() {
    return "BigQuery";
  }

  @Override
  public List<String> serverTypes() {
    return List.of("bigquery");
  }

  @Override
  public String schemaSetting() {
    return "dataset";
  }

  @Override
  public Optional<String> catalogSetting() {
    return Optional.of("project");
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  @Override
  protected Optional<String> unusable(String identifier, boolean column) {
    if (identifier.length() > 300) {
      return Optional.of("it has " + identifier.length() + " characters and BigQuery takes 300");
    }
    String forbidden =
        column ? "!\"$()*,./;?@[\\]^`{}~\n\r\t" : "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~\n\r\t";
    return identifier
        .chars()
        .filter(c -> forbidden.indexOf(c) >= 0)
        .mapToObj(c -> "BigQuery does not take '" + Character.toString(c) + "' in it")
        .findFirst();
  }

  @Override
  public String literal(String text) {
    return Quoting.escaped(text);
  }

  @Override
  protected String bool() {
    return "BOOL";
  }

  @Override
  protected String integer(Property property, DataType.Int type) {
    if (type.bits() < 64 || (type.bits() == 64 && type.signed())) {
      return "INT64";
    }
    return type.bits() == 64 ? "NUMERIC(20)" : "BIGNUMERIC";
  }

  @Override
  protected String decimal(Property property, DataType.Decimal type) {
    boolean small = type.scale() <= 9 && type.precision() - type.scale() <= 29;
    return (small ? "NUMERIC(" : "BIGNUMERIC(") + type.precision() + ", " + type.scale() + ")";
  }

  @Override
  protected String real(int bits) {
    return "FLOAT64";
  }

  @Override
  protected String text(DataType.Text type) {
    int length = type.maxLength().orElse(0);
    return length < 1 ? "STRING" : "STRING(" + length + ")";
  }

  @Override
  protected String uuid() {
    return "STRING(36)";
  }

  @Override
  protected String binary() {
    return "BYTES";
  }

  @Override
  protected String time(Property property, DataType.Time type) {
    checkFraction(property, type.fraction(), 6);
    return "TIME";
  }

  @Override
  protected String timestamp(Property property, DataType.Timestamp type) {
    checkFraction(property, type.fraction(), 6);
    return type.zoned() ? "TIMESTAMP" : "DATETIME";
  }

  @Override
  protected String struct(Property property) {
    return property.properties().stream()
        .map(child -> field(property, child))
        .collect(Collectors.joining(", ", "STRUCT<", ">"));
  }

  private String field(Property parent, Property child) {
    boolean notNull = required(parent, child) && !(child.dataType() instanceof DataType.Array);
    return quote(child.columnName())
        + " "
        + type(child)
        + (notNull ? " NOT NULL" : "")
        + nestedComment(child);
  }

  @Override
  protected String array(Property property, Property items) {
    if (items.dataType() instanceof DataType.Array) {
      throw notRepresentable(
          property, "holds arrays of arrays", "put the inner array into an object");
    }
    return "ARRAY<" + type(items) + ">";
  }

  @Override
  protected String json() {
    return "JSON";
  }

  @Override
  public boolean columnNotNull(Property property) {
    return !(property.dataType() instanceof DataType.Array);
  }

  @Override
  public Enforcement hold(Field field, ValueRule rule) {
    DataType type = field.type();
    if (rule instanceof ValueRule.Required) {
      return type instanceof DataType.Array
          ? Enforcement.lost("arrays of BigQuery are never null, only empty")
          : new Enforcement.ByType();
    } else if (rule instanceof ValueRule.Length length
        && !length.lower()
        && type instanceof DataType.Text text
        && text.maxLength().orElse(0) == length.length()) {
      return new Enforcement.ByType();
    } else if (rule instanceof ValueRule.Range
        && type instanceof DataType.Int number
        && number.signed()) {
      return new Enforcement.ByType();
    } else if (rule instanceof ValueRule.Shape && !(type instanceof DataType.Json)) {
      return new Enforcement.ByType();
    }
    return rule instanceof ValueRule.Kind kind
        ? kind.type() instanceof DataType.Uuid
            ? Enforcement.lost("it is kept as text")
            : new Enforcement.ByType()
        : Enforcement.lost("BigQuery has no checks");
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
  public boolean namesPrimaryKeys() {
    return false;
  }

  @Override
  public String informational() {
    return " NOT ENFORCED";
  }

  @Override
  public Layout layout(List<PartitionField> fields) {
    List<String> clauses = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    List<String> clustered = new ArrayList<>();
    for (PartitionField partition : fields) {
      Optional<String> clause =
          partition.field().nested() || !clauses.isEmpty()
              ? Optional.empty()
              : partitionBy(partition);
      DataType type = partition.field().type();
      if (clause.isPresent()) {
        clauses.add("PARTITION BY " + clause.get());
      } else if (type instanceof DataType.Real
          || type instanceof DataType.Json
          || type instanceof DataType.Struct
          || type instanceof DataType.Array
          || clustered.size() == 4
          || partition.field().nested()) {
        losses.add(
            "partition "
                + partition.transform()
                + ": BigQuery partitions by one column of time and clusters by four plain ones");
      } else {
        clustered.add(quote(partition.field().property().columnName()));
      }
    }
    if (!clustered.isEmpty()) {
      clauses.add("CLUSTER BY " + String.join(", ", clustered));
    }
    return new Layout(clauses, losses);
  }

  private Optional<String> partitionBy(PartitionField partition) {
    String column = quote(partition.field().property().columnName());
    DataType type = partition.field().type();
    PartitionTransform.Kind kind = partition.transform().kind();
    String unit =
        switch (kind) {
          case YEAR, MONTH, DAY, HOUR -> kind.name();
          case IDENTITY, BUCKET, TRUNCATE -> "";
        };
    if (type instanceof DataType.Date && kind != PartitionTransform.Kind.HOUR) {
      boolean daily =
          kind == PartitionTransform.Kind.DAY || kind == PartitionTransform.Kind.IDENTITY;
      return daily
          ? Optional.of(column)
          : unit.isEmpty()
              ? Optional.empty()
              : Optional.of("DATE_TRUNC(" + column + ", " + unit + ")");
    } else if (type instanceof DataType.Timestamp timestamp && !unit.isEmpty()) {
      return Optional.of(
          (timestamp.zoned() ? "TIMESTAMP_TRUNC(" : "DATETIME_TRUNC(")
              + column
              + ", "
              + unit
              + ")");
    }
    return Optional.empty();
  }

  @Override
  public List<String> tail(SqlTable table) {
    List<String> tail = new ArrayList<>(table.layout());
    table
        .comment()
        .ifPresent(comment -> tail.add("OPTIONS (description = " + literal(comment) + ")"));
    return tail;
  }

  @Override
  public String columnSuffix(Optional<String> comment) {
    return comment.map(text -> " OPTIONS (description = " + literal(text) + ")").orElse("");
  }
}
