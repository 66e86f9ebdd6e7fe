// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.internal.TestCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringSplitter") // the parts are counted
class TableWriterTest {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "at", Types.TimestampType.withZone()),
          Types.NestedField.optional(3, "day", Types.DateType.get()),
          Types.NestedField.optional(4, "name", Types.StringType.get()),
          Types.NestedField.optional(5, "kind", Types.StringType.get()),
          Types.NestedField.optional(6, "price", Types.DecimalType.of(12, 2)),
          Types.NestedField.optional(7, "key", Types.UUIDType.get()),
          Types.NestedField.optional(8, "nanos", Types.TimestampNanoType.withoutZone()),
          Types.NestedField.optional(9, "count", Types.IntegerType.get()));

  @TempDir Path folder;
  private TestCatalog catalog;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  /** Writers use the buffers of those before them; nothing of the earlier rows may show. */
  @Test
  void rows_writtenAgainByOtherWriters_areTheSameBytes() throws Exception {
    // Given
    Table table = catalog.create("again", SCHEMA);
    List<byte[]> files = new ArrayList<>();

    // When
    for (int rows : new int[] {300, 20, 300, 20}) {
      try (TableWriter writer = TableWriter.of(table)) {
        writer.append(batch(table, rows));
        files.add(Files.readAllBytes(Path.of(writer.finish().get(0).location())));
      }
    }

    // Then
    assertThat(files.get(2)).isEqualTo(files.get(0));
    assertThat(files.get(3)).isEqualTo(files.get(1)).isNotEqualTo(files.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id/identity",
        "id/bucket",
        "id/truncate",
        "at/year",
        "at/month",
        "at/day",
        "at/hour",
        "at/bucket",
        "day/identity",
        "day/month",
        "day/bucket",
        "name/truncate",
        "name/bucket",
        "kind/identity",
        "price/identity",
        "price/bucket",
        "price/truncate",
        "key/bucket",
        "nanos/day",
        "nanos/bucket",
        "count/truncate"
      })
  void append_partitionedTable_rowsAreInTheirPartitions(String field) {
    // Given
    String[] parts = field.split("/");
    PartitionSpec.Builder spec = PartitionSpec.builderFor(SCHEMA);
    switch (parts[1]) {
      case "identity" -> spec.identity(parts[0]);
      case "bucket" -> spec.bucket(parts[0], 5);
      case "truncate" -> spec.truncate(parts[0], parts[0].equals("name") ? 5 : 100);
      case "year" -> spec.year(parts[0]);
      case "month" -> spec.month(parts[0]);
      case "day" -> spec.day(parts[0]);
      default -> spec.hour(parts[0]);
    }
    Table table = catalog.create("parted", SCHEMA, spec.bucket("kind", 2, "k").build(), Map.of());

    // When
    List<DataFile> files = written(table, batch(table, 300), WriterOptions.USUAL);

    // Then
    assertThat(files).hasSizeGreaterThan(3);
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(300);
    Set<Long> ids = new HashSet<>();
    for (DataFile file : files) {
      for (Record row : rows(table, file)) {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        for (int i = 0; i < table.spec().fields().size(); i++) {
          assertThat(String.valueOf(file.partition().get(i, Object.class)))
              .isEqualTo(String.valueOf(key.get(i, Object.class)));
        }
        ids.add((Long) row.getField("id"));
      }
    }
    assertThat(ids).hasSize(300);
  }

  @Test
  void append_onePartition_makesOneFileThatCommits() {
    // Given
    Table table = catalog.create("plain", SCHEMA);

    // When
    List<DataFile> files = written(table, batch(table, 5000), WriterOptions.USUAL);
    commit(table, files);

    // Then
    assertThat(files).hasSize(1);
    assertThat(files.get(0).fileSizeInBytes()).isEqualTo(size(files.get(0)));
    assertThat(rows(table)).hasSize(5000);
  }

  @Test
  void append_beyondTargetSize_rollsFiles() {
    // Given
    Table table =
        catalog.create(
            "rolled",
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("write.target-file-size-bytes", "100000"));
    ColumnBatch batch = batch(table, 5000);

    // When
    List<DataFile> files = written(table, List.of(batch, batch, batch, batch));

    // Then
    assertThat(files).hasSizeGreaterThan(1);
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(20_000);
    assertThat(files.subList(0, files.size() - 1))
        .allSatisfy(file -> assertThat(file.fileSizeInBytes()).isBetween(100_000L, 200_000L));
  }

  @Test
  void append_morePartitionsThanOpenFiles_completesTheOldest() {
    // Given
    PartitionSpec spec = PartitionSpec.builderFor(SCHEMA).bucket("id", 10).build();
    Table table = catalog.create("many", SCHEMA, spec, Map.of());

    // When
    List<DataFile> files =
        written(table, batch(table, 200), WriterOptions.USUAL.openFiles(3).sorted());

    // Then
    assertThat(files).hasSize(10);
    assertThat(files).allSatisfy(file -> assertThat(file.sortOrderId()).isEqualTo(0));
  }

  @Test
  void append_beyondBuffer_writesRowGroupsEarly() {
    // Given
    Table table = catalog.create("buffered", SCHEMA);
    ColumnBatch batch = batch(table, 3000);

    // When
    List<DataFile> files;
    try (TableWriter writer = TableWriter.of(table, WriterOptions.USUAL.bufferBytes(1))) {
      writer.append(batch);
      writer.append(batch);
      files = writer.finish();
    }

    // Then
    assertThat(files).hasSize(1);
    assertThat(files.get(0).splitOffsets()).hasSize(2);
  }

  @Test
  void close_withoutFinish_deletesEverything() throws IOException {
    // Given
    Table table =
        catalog.create(
            "aborted",
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("write.target-file-size-bytes", "1000"));
    ColumnBatch batch = batch(table, 2000);

    // When
    try (TableWriter writer = TableWriter.of(table)) {
      writer.append(batch);
      writer.append(batch);
    }

    // Then
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void append_nullInRequired_saysWhichAndOnlyClosingIsLeft() {
    // Given
    Table table = catalog.create("strict", SCHEMA);
    ColumnBatch batch = ColumnBatch.of(table.schema());
    for (io.meshterious.lake.batch.Column column : batch.columns()) {
      column.appendNull();
    }
    batch.endRows(1);

    // When
    try (TableWriter writer = TableWriter.of(table)) {
      // Then
      assertThatThrownBy(() -> writer.append(batch))
          .isInstanceOfSatisfying(
              MeshException.class,
              e -> assertThat(e.code()).isEqualTo(EncodeError.NULL_IN_REQUIRED))
          .hasMessageContaining("'id'")
          .hasMessageContaining("[table=test.main.strict]");
      assertThatThrownBy(writer::finish)
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("has failed");
    }
  }

  @Test
  void of_unknownCodec_isRefusedWithTheKnownOnes() {
    Table table =
        catalog.create(
            "codec",
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("write.parquet.compression-codec", "lzo"));
    assertThatThrownBy(() -> TableWriter.of(table))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("'lzo' (zstd, gzip or uncompressed) [table=test.main.codec]");
  }

  @Test
  void append_batchOfOtherSchema_isRefused() {
    // Given
    Table table = catalog.create("one", SCHEMA);
    ColumnBatch other =
        ColumnBatch.of(new Schema(Types.NestedField.required(1, "id", Types.StringType.get())));
    other.column("id", BytesColumn.class).append("x");
    other.endRow();

    // When
    try (TableWriter writer = TableWriter.of(table)) {
      // Then
      assertThatThrownBy(() -> writer.append(other))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("column 'id' is string instead of long");
    }
  }

  @Test
  void finish_sortedOption_keepsTheSortOrder() {
    // Given
    Table table = catalog.create("ordered", SCHEMA);
    table.replaceSortOrder().asc("id").commit();

    // When
    List<DataFile> files = written(table, batch(table, 10), WriterOptions.USUAL.sorted());

    // Then
    SortOrder order = table.sortOrder();
    assertThat(order.isSorted()).isTrue();
    assertThat(files.get(0).sortOrderId()).isEqualTo(order.orderId());
  }

  private static List<DataFile> written(Table table, ColumnBatch batch, WriterOptions options) {
    try (TableWriter writer = TableWriter.of(table, options)) {
      writer.append(batch);
      return writer.finish();
    }
  }

  private static List<DataFile> written(Table table, List<ColumnBatch> batches) {
    try (TableWriter writer = TableWriter.of(table)) {
      batches.forEach(writer::append);
      return writer.finish();
    }
  }

  private static void commit(Table table, List<DataFile> files) {
    AppendFiles append = table.newFastAppend();
    files.forEach(append::appendFile);
    append.commit();
  }

  private static List<Record> rows(Table table) {
    try (CloseableIterable<Record> all = IcebergGenerics.read(table).build()) {
      return Stream.of(all).flatMap(rows -> stream(rows)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Record> stream(Iterable<Record> rows) {
    return java.util.stream.StreamSupport.stream(rows.spliterator(), false);
  }

  private static List<Record> rows(Table table, DataFile file) {
    try (CloseableIterable<Record> all =
        org.apache.iceberg.parquet.Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(
                type ->
                    org.apache.iceberg.data.parquet.GenericParquetReaders.buildReader(
                        table.schema(), type))
            .build()) {
      return stream(all).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private static long size(DataFile file) {
    try {
      return Files.size(Path.of(file.location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnBatch batch(Table table, int rows) {
    Dictionary kinds = Dictionary.of(List.of("new", "used", "lost"));
    ColumnBatch batch = ColumnBatch.of(table.schema(), Map.of("kind", kinds));
    for (int i = 0; i < rows; i++) {
      batch.column("id", LongColumn.class).append(i - 70L);
      if (i % 13 != 0) {
        batch.column("at", LongColumn.class).append((i - 20) * 12_345_678_901L);
        batch.column("day", IntColumn.class).append(i - 20);
        batch.column("name", BytesColumn.class).append("nämé" + i % 40);
        batch.column("kind", CodeColumn.class).append(i % 3);
        batch.column("price", LongColumn.class).append(i * 17L - 200);
        batch.column("key", WideColumn.class).append(i * 0x9E3779B97F4A7C15L, i);
        batch.column("nanos", LongColumn.class).append((i - 20) * 12_345_678_901_234L);
        batch.column("count", IntColumn.class).append(i - 150);
      }
      batch.endRow();
    }
    return batch;
  }
}
