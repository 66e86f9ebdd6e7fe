// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.hint.PartitionTransform.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Type.TypeID;

/**
 * How a table is partitioned: as the contract says, else by day of the event time under the name
 * {@value #EVENT_DATE}.
 *
 * <p>The day is a hidden partition: it is not stored in the rows, and filters on the event time
 * prune by it. A table with a column {@value #EVENT_DATE} of its own is partitioned by that column.
 */
final class Partitioning {
  /** The partition field that holds the day of the event time. */
  static final String EVENT_DATE = "event_date";

  private static final Set<Kind> TIMES = EnumSet.of(Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.HOUR);
  private static final Map<Kind, Set<TypeID>> TYPES = new EnumMap<>(Kind.class);

  static {
    Set<TypeID> moments = EnumSet.of(TypeID.TIMESTAMP, TypeID.TIMESTAMP_NANO);
    Set<TypeID> days = EnumSet.of(TypeID.DATE, TypeID.TIMESTAMP, TypeID.TIMESTAMP_NANO);
    TYPES.put(Kind.YEAR, days);
    TYPES.put(Kind.MONTH, days);
    TYPES.put(Kind.DAY, days);
    TYPES.put(Kind.HOUR, moments);
    TYPES.put(
        Kind.TRUNCATE,
        EnumSet.of(TypeID.INTEGER, TypeID.LONG, TypeID.DECIMAL, TypeID.STRING, TypeID.BINARY));
    Set<TypeID> hashed =
        EnumSet.of(
            TypeID.INTEGER,
            TypeID.LONG,
            TypeID.DECIMAL,
            TypeID.STRING,
            TypeID.BINARY,
            TypeID.UUID,
            TypeID.TIME);
    hashed.addAll(days);
    TYPES.put(Kind.BUCKET, hashed);
  }

  private final Table table;
  private final Columns.Result columns;
  private final Schema schema;
  private final Refusals refusals;
  private final PartitionSpec.Builder builder;
  private final Set<String> names = new HashSet<>();
  private final Map<String, PartitionTransform> used = new HashMap<>();

  private Partitioning(Table table, Columns.Result columns, Schema schema, Refusals refusals) {
    this.table = table;
    this.columns = columns;
    this.schema = schema;
    this.refusals = refusals;
    this.builder = PartitionSpec.builderFor(schema);
  }

  /** The partition spec; what it cannot have is added to the refusals. */
  static PartitionSpec of(Table table, Columns.Result columns, Schema schema, Refusals refusals) {
    Partitioning partitioning = new Partitioning(table, columns, schema, refusals);
    for (PartitionTransform transform : partitioning.transforms()) {
      partitioning.add(transform);
    }
    return partitioning.builder.build();
  }

  private List<PartitionTransform> transforms() {
    List<PartitionTransform> said = table.partitioning();
    Optional<Property> time = table.hints().eventTime().flatMap(table::property);
    if (!said.isEmpty() || time.isEmpty() || !holds(Kind.DAY, time.get())) {
      return said;
    }
    for (Property property : table.properties()) {
      if (property.columnName().equalsIgnoreCase(EVENT_DATE)) {
        boolean date =
            columns.column(property).filter(it -> it.type().typeId() == TypeID.DATE).isPresent();
        if (date) {
          return List.of(transform(Kind.IDENTITY, property));
        }
      }
    }
    return List.of(transform(Kind.DAY, time.get()));
  }

  private static PartitionTransform transform(Kind kind, Property property) {
    return new PartitionTransform(kind, OptionalInt.empty(), property.name());
  }

  private boolean holds(Kind kind, Property property) {
    return columns
        .column(property)
        .filter(it -> TYPES.getOrDefault(kind, Set.of()).contains(it.type().typeId()))
        .isPresent();
  }

  private void add(PartitionTransform transform) {
    String path = table.name() + "." + transform.column();
    Integer id = columns.ids().get(path);
    if (id == null) {
      refuse(transform, "the table has no property '" + transform.column() + "'");
      return;
    }
    Type type = schema.findType(id);
    Kind kind = transform.kind();
    if (!type.isPrimitiveType()) {
      refuse(transform, "'" + path + "' holds more than one value; name a property inside it");
    } else if (kind != Kind.IDENTITY
        && !TYPES.getOrDefault(kind, Set.of()).contains(type.typeId())) {
      refuse(transform, "'" + path + "' is " + type + "; " + allowed(kind));
    } else {
      PartitionTransform other = used.putIfAbsent(slot(id, kind), transform);
      if (other == null) {
        append(transform, schema.findColumnName(id));
      } else {
        refuse(transform, "it stands beside " + other + "; keep the finer one of the two");
      }
    }
  }

  private static String slot(int id, Kind kind) {
    return id + (TIMES.contains(kind) ? " time" : " " + kind);
  }

  private void refuse(PartitionTransform transform, String why) {
    refusals.add(table.name(), "it cannot be partitioned by " + transform + ", because " + why);
  }

  private static String allowed(Kind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case HOUR -> name + " takes a timestamp";
      case YEAR, MONTH, DAY -> name + " takes a date or a timestamp";
      case TRUNCATE -> name + " takes a number without a binary point, text or bytes";
      default -> name + " takes anything but booleans and floating point numbers";
    };
  }

  private void append(PartitionTransform transform, String column) {
    int width = transform.width().orElse(0);
    switch (transform.kind()) {
      case IDENTITY -> builder.identity(column, name(transform, column, ""));
      case YEAR -> builder.year(column, name(transform, column, "_year"));
      case MONTH -> builder.month(column, name(transform, column, "_month"));
      case DAY -> builder.day(column, name(transform, column, "_day"));
      case HOUR -> builder.hour(column, name(transform, column, "_hour"));
      case BUCKET -> builder.bucket(column, width, name(transform, column, "_bucket"));
      case TRUNCATE -> builder.truncate(column, width, name(transform, column, "_trunc"));
    }
  }

  /**
   * The name of a partition field, which differs from all columns but one that it holds as it is.
   */
  private String name(PartitionTransform transform, String column, String suffix) {
    boolean eventDay =
        transform.kind() == Kind.DAY
            && table.hints().eventTime().filter(transform.column()::equals).isPresent();
    List<String> candidates = new ArrayList<>();
    if (eventDay) {
      candidates.add(EVENT_DATE);
    }
    String plain = column.replace('.', '_') + suffix;
    candidates.add(plain);
    for (int i = 2; i < 100; i++) {
      candidates.add(plain + "_" + i);
    }
    boolean identity = transform.kind() == Kind.IDENTITY;
    for (String candidate : candidates) {
      boolean itself = identity && candidate.equals(column);
      if ((itself || schema.caseInsensitiveFindField(candidate) == null)
          && names.add(candidate.toLowerCase(Locale.ROOT))) {
        return candidate;
      }
    }
    throw new IllegalStateException("No name is left for partition " + transform);
  }
}
