// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.MapColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.batch.WideColumn;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Files;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetEncoderTest {
  @TempDir Path folder;

  private static final Schema FLAT =
      new Schema(
          Types.NestedField.required(1, "i", Types.IntegerType.get()),
          Types.NestedField.optional(2, "l", Types.LongType.get()),
          Types.NestedField.optional(3, "f", Types.FloatType.get()),
          Types.NestedField.optional(4, "d", Types.DoubleType.get()),
          Types.NestedField.optional(5, "s", Types.StringType.get()),
          Types.NestedField.optional(6, "code", Types.StringType.get()),
          Types.NestedField.optional(7, "u", Types.UUIDType.get()),
          Types.NestedField.optional(8, "b", Types.BooleanType.get()),
          Types.NestedField.optional(9, "d9", Types.DecimalType.of(9, 2)),
          Types.NestedField.optional(10, "d18", Types.DecimalType.of(18, 4)),
          Types.NestedField.optional(11, "d38", Types.DecimalType.of(38, 10)),
          Types.NestedField.optional(12, "day", Types.DateType.get()),
          Types.NestedField.optional(13, "t", Types.TimeType.get()),
          Types.NestedField.optional(14, "ts", Types.TimestampType.withoutZone()),
          Types.NestedField.optional(15, "tz", Types.TimestampType.withZone()),
          Types.NestedField.optional(16, "fx", Types.FixedType.ofLength(5)),
          Types.NestedField.optional(17, "bin", Types.BinaryType.get()));

  private static final Schema NESTED =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(
              2, "tags", Types.ListType.ofOptional(3, Types.StringType.get())),
          Types.NestedField.optional(
              4,
              "at",
              Types.StructType.of(
                  Types.NestedField.required(5, "x", Types.DoubleType.get()),
                  Types.NestedField.optional(
                      6,
                      "m",
                      Types.MapType.ofOptional(
                          7,
                          8,
                          Types.StringType.get(),
                          Types.ListType.ofRequired(9, Types.IntegerType.get()))))));

  @Test
  void flatTypes_withNulls_areReadBack() throws Exception {
    // Given
    Dictionary dictionary = Dictionary.of(List.of("north", "south", "east"));
    ColumnBatch batch = ColumnBatch.of(FLAT, Map.of("code", dictionary));
    for (int i = 0; i < 5000; i++) {
      batch.column("i", IntColumn.class).append(i * 7919);
      if (i % 3 != 0) {
        batch.column("l", LongColumn.class).append(i * 1_000_003L * i);
        batch.column("f", FloatColumn.class).append(i / 3f);
        batch.column("d", DoubleColumn.class).append(i % 50 == 1 ? Double.NaN : i / 7.0);
        batch.column("s", BytesColumn.class).append("row " + i);
        batch.column("code", CodeColumn.class).append(i % 3);
        batch.column("u", WideColumn.class).append(i * 0x9E3779B97F4A7C15L, ~i);
        batch.column("b", BooleanColumn.class).append(i % 5 == 0);
        batch.column("d9", LongColumn.class).append(i * 1000L - 99);
        batch.column("d18", LongColumn.class).append(-i * 1000_000L);
        batch.column("d38", WideColumn.class).append(i % 2 == 0 ? 0 : -1, i * 31L - 7);
        batch.column("day", IntColumn.class).append(20000 - i);
        batch.column("t", LongColumn.class).append(i * 1000L);
        batch.column("ts", LongColumn.class).append(i * 1_000_000L);
        batch.column("tz", LongColumn.class).append(-i * 1_000_000L);
        batch.column("fx", BytesColumn.class).append(String.format("%05d", i));
        batch.column("bin", BytesColumn.class).append(new byte[] {(byte) i, (byte) -1});
      }
      batch.endRow();
    }

    // When
    EncodedFile file = write(FLAT, List.of(batch, batch));

    // Then
    List<Record> rows = read(FLAT, file);
    assertThat(rows).hasSize(10_000);
    assertThat(rows.get(1).getField("s")).isEqualTo("row 1");
    assertThat(rows.get(5004).getField("code")).isEqualTo("south");
    assertThat(rows.get(0).getField("code")).isNull();
    assertThat(rows.get(4999)).isEqualTo(rows.get(9999));
    print(file);
  }

  @Test
  void nestedTypes_areReadBack() throws Exception {
    // Given
    ColumnBatch batch = ColumnBatch.of(NESTED);
    LongColumn id = batch.column("id", LongColumn.class);
    ListColumn tags = batch.column("tags", ListColumn.class);
    StructColumn at = batch.column("at", StructColumn.class);
    DoubleColumn x = (DoubleColumn) at.children().get(0);
    MapColumn m = (MapColumn) at.children().get(1);
    ListColumn numbers = (ListColumn) m.value();
    for (int i = 0; i < 3000; i++) {
      id.append(i);
      for (int k = 0; k < i % 4; k++) {
        if (k == 2) {
          tags.element().appendNull();
        } else {
          ((BytesColumn) tags.element()).append("t" + i + k);
        }
      }
      tags.append();
      if (i % 5 == 0) {
        at.appendNull();
      } else {
        x.append(i / 2.0);
        for (int k = 0; k < i % 3; k++) {
          ((BytesColumn) m.key()).append("k" + k);
          if (k == 1) {
            numbers.appendNull();
          } else {
            for (int n = 0; n < i % 7; n++) {
              ((IntColumn) numbers.element()).append(n * i);
            }
            numbers.append();
          }
        }
        if (i % 11 == 0) {
          m.appendNull();
        } else {
          m.append();
        }
        at.append();
      }
      batch.endRow();
    }

    // When
    EncodedFile file = write(NESTED, List.of(batch));

    // Then
    List<Record> rows = read(NESTED, file);
    assertThat(rows).hasSize(3000);
    for (Record row : rows.subList(0, 12)) {
      System.out.println(row);
    }
    print(file);
  }

  private void print(EncodedFile file) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      for (String sql :
          List.of(
              "select * from read_parquet('%s') limit 5",
              "select count(*), min(columns(*))::varchar from read_parquet('%s')",
              "select path_in_schema,type,stats_min_value,stats_max_value,stats_null_count,"
                  + "compression,encodings,total_compressed_size from parquet_metadata('%s')",
              "select name,type,repetition_type,converted_type,logical_type,field_id"
                  + " from parquet_schema('%s')")) {
        try (ResultSet r = s.executeQuery(String.format(sql, file.location()))) {
          while (r.next()) {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
              line.append(r.getObject(i)).append(" | ");
            }
            System.out.println(line);
          }
        }
      }
    }
    Metrics theirs =
        ParquetUtil.fileMetrics(Files.localInput(file.location()), MetricsConfig.getDefault());
    assertThat(file.metrics().columnSizes()).isEqualTo(theirs.columnSizes());
    assertThat(file.metrics().valueCounts()).isEqualTo(theirs.valueCounts());
    assertThat(file.metrics().nullValueCounts()).isEqualTo(theirs.nullValueCounts());
    assertThat(file.metrics().lowerBounds()).isEqualTo(theirs.lowerBounds());
    assertThat(file.metrics().upperBounds()).isEqualTo(theirs.upperBounds());
  }

  private EncodedFile write(Schema schema, List<ColumnBatch> batches) {
    File file = folder.resolve("a.parquet").toFile();
    try (ParquetEncoder encoder =
        new ParquetEncoder(schema, EncoderOptions.USUAL, Files.localOutput(file))) {
      for (ColumnBatch batch : batches) {
        encoder.append(batch);
      }
      return encoder.finish();
    }
  }

  private static List<Record> read(Schema schema, EncodedFile file) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all =
        Parquet.read(Files.localInput(file.location()))
            .project(schema)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
            .build()) {
      all.forEach(rows::add);
    }
    return rows;
  }
}
