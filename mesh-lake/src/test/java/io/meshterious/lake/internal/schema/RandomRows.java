// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Rows made by chance, written by Iceberg's own writer and read back by its own reader. */
final class RandomRows {
  private final SeededRandom random;

  RandomRows(SeededRandom random) {
    this.random = random;
  }

  /** Appends rows, a file for each partition. */
  void append(Table table, int rows) {
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    for (int i = 0; i < rows; i++) {
      Record row = record(table.schema().asStruct());
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(wrapper.wrap(row));
      partitions.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
    }
    AppendFiles append = table.newFastAppend();
    partitions.forEach((key, records) -> append.appendFile(write(table, records, key)));
    append.commit();
  }

  private static DataFile write(Table table, List<Record> rows, PartitionKey key) {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try {
      DataWriter<Record> writer =
          Parquet.writeData(table.io().newOutputFile(location))
              .forTable(table)
              .createWriterFunc(GenericParquetWriter::create)
              .withPartition(table.spec().isUnpartitioned() ? null : key)
              .build();
      try (writer) {
        rows.forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All rows as maps from field id to value, sorted by their text. */
  static List<Map<Integer, Object>> read(Table table) {
    List<Map<Integer, Object>> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      records.forEach(record -> rows.add(byId(table.schema().asStruct(), record)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    rows.sort((a, b) -> key(a).compareTo(key(b)));
    return rows;
  }

  private static String key(Map<Integer, Object> row) {
    return String.valueOf(row.get(1));
  }

  private static Map<Integer, Object> byId(Types.StructType type, Record record) {
    Map<Integer, Object> row = new LinkedHashMap<>();
    for (NestedField field : type.fields()) {
      Object value = record.getField(field.name());
      if (value != null) {
        row.put(field.fieldId(), comparable(field.type(), value));
      }
    }
    return row;
  }

  /** A value in a form that is the same before and after widening. */
  private static Object comparable(Type type, Object value) {
    if (value instanceof Record record) {
      return byId(type.asStructType(), record);
    } else if (value instanceof List<?> list) {
      Type element = type.asListType().elementType();
      return list.stream().map(item -> item == null ? "null" : comparable(element, item)).toList();
    } else if (value instanceof Integer || value instanceof Float) {
      return value instanceof Float number ? number.doubleValue() : ((Integer) value).longValue();
    }
    return value;
  }

  private Record record(Types.StructType type) {
    GenericRecord record = GenericRecord.create(type);
    for (NestedField field : type.fields()) {
      record.setField(
          field.name(), field.isOptional() && random.oneIn(3) ? null : value(field.type()));
    }
    return record;
  }

  private Object value(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> random.oneIn(2);
      case INTEGER -> random.between(0, 100);
      case LONG -> (long) random.below(1_000_000_000);
      case FLOAT -> random.below(1000) / 4f;
      case DOUBLE -> random.below(1000) / 4.0;
      case DATE -> LocalDate.of(2026, 1, 1).plusDays(random.below(60));
      case TIME -> LocalTime.of(random.below(24), random.below(60));
      case TIMESTAMP, TIMESTAMP_NANO -> moment(type);
      case STRING -> "text " + random.below(1000);
      case UUID -> new UUID(random.anyLong(), random.anyLong());
      case BINARY -> ByteBuffer.wrap(new byte[] {1, 2, (byte) random.below(100)});
      case DECIMAL ->
          new BigDecimal(
              BigInteger.valueOf(random.below(1000)), ((Types.DecimalType) type).scale());
      case STRUCT -> record(type.asStructType());
      case LIST -> list(type.asListType());
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private Object moment(Type type) {
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(random.below(2_000_000_000)), ZoneOffset.UTC);
    boolean zoned =
        type instanceof Types.TimestampType micros
            ? micros.shouldAdjustToUTC()
            : ((Types.TimestampNanoType) type).shouldAdjustToUTC();
    return zoned ? local.atOffset(ZoneOffset.UTC) : local;
  }

  private List<@Nullable Object> list(Types.ListType type) {
    List<@Nullable Object> items = new ArrayList<>();
    Stream.generate(() -> type.isElementOptional() && random.oneIn(4))
        .limit(random.below(3))
        .forEach(empty -> items.add(empty ? null : value(type.elementType())));
    return items;
  }
}
