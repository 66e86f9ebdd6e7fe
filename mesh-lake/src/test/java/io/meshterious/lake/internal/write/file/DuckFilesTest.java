// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings({"NonApiType", "cast"}) // sorted on purpose; the cast says which overload
class DuckFilesTest {
  private static Engine engine;

  @TempDir Path folder;
  private TestCatalog catalog;
  private Session session;

  @BeforeAll
  static void startEngine() {
    engine = Engine.open(EngineOptions.defaults().threads(2));
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
    session = engine.session();
  }

  @AfterEach
  void close() {
    session.close();
    catalog.close();
  }

  private static final Schema EVERYTHING =
      new Schema(
          required(1, "id", Types.LongType.get()),
          optional(2, "i", Types.IntegerType.get()),
          optional(3, "te.\"xt", Types.StringType.get()),
          optional(4, "d9", Types.DecimalType.of(9, 2)),
          optional(5, "d18", Types.DecimalType.of(18, 4)),
          optional(6, "d38", Types.DecimalType.of(38, 10)),
          optional(7, "ts", Types.TimestampType.withoutZone()),
          optional(8, "tz", Types.TimestampType.withZone()),
          optional(9, "day", Types.DateType.get()),
          optional(10, "tm", Types.TimeType.get()),
          optional(11, "uid", Types.UUIDType.get()),
          optional(12, "bin", Types.BinaryType.get()),
          optional(13, "b", Types.BooleanType.get()),
          optional(14, "f", Types.FloatType.get()),
          optional(15, "dbl", Types.DoubleType.get()),
          optional(16, "tags", Types.ListType.ofOptional(17, Types.StringType.get())),
          optional(
              18,
              "lo.c",
              Types.StructType.of(
                  optional(19, "lat", Types.DoubleType.get()),
                  optional(
                      20, "in", Types.StructType.of(optional(21, "x", Types.StringType.get()))))),
          optional(
              22,
              "attrs",
              Types.MapType.ofOptional(23, 24, Types.StringType.get(), Types.LongType.get())),
          optional(25, "ns", Types.TimestampNanoType.withoutZone()));

  private static final String ROWS =
      """
      SELECT x::BIGINT id, CASE WHEN x % 7 > 0 THEN (x - 50)::INTEGER END i,
        CASE WHEN x % 5 = 0 THEN repeat('ü😀', x::INTEGER) WHEN x % 5 < 4 THEN 'n' || x END "te.""xt",
        (x * 1.25 - 60)::DECIMAL(9,2) d9, (x * 1.2345)::DECIMAL(18,4) d18,
        (x * -1.2345)::DECIMAL(38,10) d38,
        TIMESTAMP '1969-12-30 00:00:00.123456' + INTERVAL (x) HOUR ts,
        TIMESTAMPTZ '1969-12-30 00:00:00.123456+00' + INTERVAL (x) HOUR tz,
        DATE '1969-12-20' + x::INTEGER AS day, TIME '10:00:00.5' + INTERVAL (x) SECOND tm,
        md5(x::VARCHAR)::UUID uid, unhex(repeat('ff', x::INTEGER % 20) || '00') bin, x % 2 = 0 b,
        CASE WHEN x = 3 THEN 'nan'::FLOAT ELSE x::FLOAT - 40 END f,
        CASE x WHEN 4 THEN 'nan'::DOUBLE WHEN 5 THEN 'inf'::DOUBLE ELSE x / 3.0 END dbl,
        CASE WHEN x % 3 > 0 THEN ['a', 'b' || x, NULL] END tags,
        CASE WHEN x % 4 > 0 THEN {'lat': x::DOUBLE, 'in': {'x': 'y' || x}} END "lo.c",
        CASE WHEN x % 4 > 0 THEN MAP {'k': x::BIGINT} END attrs,
        make_timestamp_ns(-876543211 + x * 1000000000) ns
      FROM range(100) r(x)""";

  @Test
  void write_everyType_isReadByIceberg() throws Exception {
    // Given
    Table table = catalog.create("everything", EVERYTHING);

    // When
    append(table, DuckFiles.write(session, table, ROWS, options(table)));

    // Then
    List<String> expected =
        session.query(
            "SELECT id, i, \"te.\"\"xt\", d9, d18, d38, epoch_us(ts), epoch_us(tz), uid::VARCHAR,"
                + " hex(bin), f::VARCHAR, dbl::VARCHAR, len(tags), struct_extract(\"lo.c\", 'lat'),"
                + " attrs['k'], epoch_ns(ns) FROM ("
                + ROWS
                + ") ORDER BY id",
            rows -> {
              List<String> texts = new ArrayList<>();
              while (rows.next()) {
                texts.add(rows.getLong(1) + " " + rows.getString(3) + " " + rows.getString(6));
              }
              return texts;
            });
    Map<Long, String> read = new TreeMap<>();
    for (Record record : records(table)) {
      read.put(
          (Long) record.getField("id"),
          record.getField("id") + " " + record.getField("te.\"xt") + " " + record.getField("d38"));
    }
    assertThat(read.values()).containsExactlyElementsOf(expected);
  }

  @Test
  void write_everyType_hasTheMetricsThatIcebergReadsFromTheFile() {
    // Given
    Table table = catalog.create("everything", EVERYTHING);

    // When
    DataFile file = DuckFiles.write(session, table, ROWS, options(table)).get(0);

    // Then
    Metrics read =
        ParquetUtil.fileMetrics(
            table.io().newInputFile(file.location()), MetricsConfig.forTable(table));
    assertThat(file.recordCount()).isEqualTo(read.recordCount());
    assertThat(file.fileSizeInBytes())
        .isEqualTo(table.io().newInputFile(file.location()).getLength());
    assertThat(file.valueCounts()).isEqualTo(read.valueCounts());
    assertThat(file.nullValueCounts()).isEqualTo(read.nullValueCounts());
    assertThat(file.nanValueCounts()).containsEntry(14, 1L).containsEntry(15, 1L);
    assertThat(file.columnSizes()).containsKeys(1, 2, 3, 19, 21);
    read.lowerBounds().remove(11);
    read.upperBounds().remove(11);
    assertThat(texts(table.schema(), file.lowerBounds()))
        .containsAllEntriesOf(texts(table.schema(), read.lowerBounds()))
        .containsEntry(14, "-40.0");
    assertThat(texts(table.schema(), file.upperBounds()))
        .containsAllEntriesOf(texts(table.schema(), read.upperBounds()))
        .containsEntry(15, "Infinity");
  }

  @Test
  void write_zeros_boundsHoldBothSigns() {
    // Given
    Schema schema =
        new Schema(
            optional(1, "d", Types.DoubleType.get()), optional(2, "f", Types.FloatType.get()));
    Table table = catalog.create("zeros", schema);

    // When
    DataFile file =
        DuckFiles.write(session, table, "SELECT 0.0::DOUBLE d, -0.0::FLOAT f", options(table))
            .get(0);

    // Then
    assertThat(texts(schema, file.lowerBounds())).isEqualTo(Map.of(1, "-0.0", 2, "-0.0"));
    assertThat(texts(schema, file.upperBounds())).isEqualTo(Map.of(1, "0.0", 2, "0.0"));
  }

  @Test
  void write_longText_boundsAreShortenedAndStillBounds() {
    // Given
    Schema schema = new Schema(optional(1, "t", Types.StringType.get()));
    Table full =
        catalog.create(
            "full",
            schema,
            PartitionSpec.unpartitioned(),
            Map.of("write.metadata.metrics.default", "full"));
    Table shortened = catalog.create("short", schema);
    String rows = "SELECT repeat('yz', 3000) t UNION ALL SELECT repeat('b', 20000)";

    // When
    DataFile exact = DuckFiles.write(session, full, rows, options(full)).get(0);
    DataFile bounded = DuckFiles.write(session, shortened, rows, options(shortened)).get(0);

    // Then
    assertThat(exact.lowerBounds()).isEmpty();
    assertThat(exact.upperBounds()).isEmpty();
    String upper = texts(schema, bounded.upperBounds()).get(1);
    assertThat(texts(schema, bounded.lowerBounds())).isEqualTo(Map.of(1, "b".repeat(16)));
    assertThat(upper).hasSize(16).isGreaterThan("yz".repeat(3000));
  }

  @Test
  void write_everyTransform_putsEachRowInTheFileOfItsPartition() throws Exception {
    // Given
    List<PartitionSpec> specs =
        List.of(
            spec().identity("i").build(),
            spec().identity("te.\"xt").build(),
            spec().identity("d38").identity("b").build(),
            spec().identity("tm").build(),
            spec().identity("uid").build(),
            spec().identity("bin").build(),
            spec().identity("f").build(),
            spec().identity("lo.c.lat").build(),
            spec().year("day").year("ts").build(),
            spec().month("tz").build(),
            spec().month("day").month("ns").build(),
            spec().day("ts").build(),
            spec().day("tz").day("day").build(),
            spec().day("ns").build(),
            spec().hour("ns").build(),
            spec().hour("ts").hour("tz").build(),
            spec().bucket("id", 5).build(),
            spec().bucket("i", 3).bucket("te.\"xt", 4).build(),
            spec().bucket("d9", 3).bucket("d38", 2).build(),
            spec().bucket("day", 7).bucket("tm", 2).build(),
            spec().bucket("ts", 4).bucket("tz", 3).bucket("ns", 2).build(),
            spec().bucket("uid", 6).bucket("bin", 2).build(),
            spec().truncate("i", 7).truncate("id", 30).build(),
            spec().truncate("te.\"xt", 3).build(),
            spec().truncate("d9", 1000).build(),
            spec().truncate("d38", 7).build(),
            spec().truncate("bin", 2).build(),
            spec().alwaysNull("i").identity("b").build());
    String rows = ROWS.replace("range(100)", "range(0, 100, 5)");
    for (int n = 0; n < specs.size(); n++) {
      Table table = catalog.create("p" + n, EVERYTHING, specs.get(n), Map.of());
      PartitionSpec spec = table.spec();

      // When
      append(table, DuckFiles.write(session, table, rows, options(table)));

      // Then
      InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
      Map<String, Long> expected = new TreeMap<>();
      for (Record record : records(table)) {
        PartitionKey key = new PartitionKey(spec, table.schema());
        key.partition(wrapper.wrap(record));
        expected.merge(spec.partitionToPath(key), 1L, Long::sum);
      }
      Map<String, Long> found = new TreeMap<>();
      try (var tasks = table.newScan().planFiles()) {
        for (var task : tasks) {
          DataFile file = task.file();
          assertThat(found.put(spec.partitionToPath(file.partition()), file.recordCount()))
              .as("one file a partition of " + spec)
              .isNull();
        }
      }
      assertThat(found).as(spec.toString()).isEqualTo(expected);
    }
  }

  @Test
  void write_extremeNumbers_truncateAsIcebergDoes() throws Exception {
    // Given
    Schema schema =
        new Schema(
            optional(1, "l", Types.LongType.get()), optional(2, "s", Types.StringType.get()));
    PartitionSpec spec =
        PartitionSpec.builderFor(schema).truncate("l", 10).truncate("s", 2).build();
    Table table = catalog.create("extreme", schema, spec, Map.of());

    // When
    append(
        table,
        DuckFiles.write(
            session,
            table,
            "SELECT unnest([-9223372036854775808, 9223372036854775807, 0, -1, -10, -11, 9])::BIGINT"
                + " l, unnest(['e\u0301x', 'e\u0301y', '\uD83D\uDE00a', '', NULL, 'n', 't1:x']) s",
            options(table)));

    // Then
    try (var tasks = table.newScan().planFiles()) {
      int files = 0;
      for (var task : tasks) {
        files++;
        assertThat(task.file().recordCount()).isEqualTo(1);
      }
      assertThat(files).isEqualTo(7);
    }
    assertThat(records(table)).hasSize(7);
  }

  @Test
  void write_moreThanTheTargetSize_makesSeveralFiles() {
    // Given
    Schema schema = new Schema(required(1, "id", Types.LongType.get()));
    Table table =
        catalog.create(
            "rolled",
            schema,
            PartitionSpec.unpartitioned(),
            Map.of("write.parquet.compression-codec", "uncompressed"));

    // When
    List<DataFile> files =
        DuckFiles.write(
            session,
            table,
            "SELECT hash(x)::UBIGINT % 9000000000000000000 AS id FROM range(1000000) r(x)"
                .replace("hash(x)::UBIGINT % 9000000000000000000", "(hash(x) // 4)::BIGINT"),
            options(table).targetBytes(1 << 20));

    // Then
    assertThat(files).hasSizeBetween(4, 9);
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(1_000_000);
  }

  @Test
  void write_sortedTable_eachFileIsInOrder() throws Exception {
    // Given
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "v", Types.LongType.get()),
            optional(3, "p", Types.IntegerType.get()));
    Table table =
        catalog.create(
            "sorted", schema, PartitionSpec.builderFor(schema).identity("p").build(), Map.of());
    table.replaceSortOrder().desc("v", org.apache.iceberg.NullOrder.NULLS_FIRST).commit();
    table.refresh();

    // When
    List<DataFile> files =
        DuckFiles.write(
            session,
            table,
            "SELECT x AS id, CASE WHEN x % 100 > 0 THEN (hash(x) // 4)::BIGINT END v, (x % 3)::INTEGER"
                + " p FROM range(300000) r(x)",
            options(table).targetBytes(600_000));
    append(table, files);

    // Then
    assertThat(files).hasSizeBetween(4, 12);
    for (DataFile file : files) {
      assertThat(file.sortOrderId()).isEqualTo(table.sortOrder().orderId());
      assertThat(
              session.number(
                  "SELECT count(*) FROM (SELECT v, lag(v) OVER (ORDER BY file_row_number) b,"
                      + " file_row_number n FROM read_parquet('"
                      + file.location()
                      + "', hive_partitioning = false)) WHERE b < v OR (n > 0 AND b IS NOT NULL AND"
                      + " v IS NULL)"))
          .isZero();
    }
    assertThat(records(table)).hasSize(300_000);
  }

  @Test
  void write_noRows_makesNoFilesAndLeavesNothingBehind() throws Exception {
    // Given
    Table table = catalog.create("none", new Schema(required(1, "id", Types.LongType.get())));

    // When
    List<DataFile> files =
        DuckFiles.write(session, table, "SELECT 1::BIGINT id WHERE false", options(table));

    // Then
    assertThat(files).isEmpty();
    assertThat(filesUnder(folder)).noneMatch(file -> file.endsWith(".parquet"));
  }

  @Test
  void write_nullsInRequiredColumns_areRefusedWithNameAndCount() throws Exception {
    // Given
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()),
            optional(
                2,
                "places",
                Types.ListType.ofRequired(
                    3, Types.StructType.of(required(4, "name", Types.StringType.get())))));
    Table table = catalog.create("strict", schema);

    // When // Then
    assertThatThrownBy(
            () ->
                DuckFiles.write(
                    session,
                    table,
                    "SELECT CASE WHEN x > 2 THEN x END AS id, [{'name': 'a'}] AS places FROM range(5)"
                        + " r(x)",
                    options(table)))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("'id' in 3 of 5 rows")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.REQUIRED_MISSING);
    assertThatThrownBy(
            () ->
                DuckFiles.write(
                    session,
                    table,
                    "SELECT x AS id, [{'name': 'a'}, CASE WHEN x > 2 THEN NULL ELSE {'name':"
                        + " CASE WHEN x > 0 THEN 'b' END} END] AS places FROM range(5) r(x)",
                    options(table)))
        .hasMessageContaining("'places[]' in 2, 'places[].name' in 1 of 5 rows");
    assertThat(filesUnder(folder)).noneMatch(file -> file.endsWith(".parquet"));
  }

  @Test
  void write_infiniteTimes_areRefused() {
    // Given
    Table table = catalog.create("t", new Schema(optional(1, "d", Types.DateType.get())));

    // When // Then
    assertThatThrownBy(
            () -> DuckFiles.write(session, table, "SELECT 'infinity'::DATE d", options(table)))
        .hasMessageContaining("column 'd' has infinite values");
  }

  private FileOptions options(Table table) {
    return FileOptions.of(table, folder.resolve("scratch"));
  }

  private static PartitionSpec.Builder spec() {
    return PartitionSpec.builderFor(EVERYTHING);
  }

  private static void append(Table table, List<DataFile> files) {
    AppendFiles append = table.newAppend();
    files.forEach(append::appendFile);
    append.commit();
  }

  private static List<Record> records(Table table) throws IOException {
    List<Record> records = new ArrayList<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table).build()) {
      all.forEach(records::add);
    }
    return records;
  }

  private static Map<Integer, String> texts(Schema schema, Map<Integer, ByteBuffer> bounds) {
    Map<Integer, String> texts = new TreeMap<>();
    bounds.forEach(
        (id, bound) -> {
          Type type = schema.findType(id);
          texts.put(id, String.valueOf((Object) Conversions.fromByteBuffer(type, bound)));
        });
    return texts;
  }

  private static TreeSet<String> filesUnder(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return new TreeSet<>(walk.map(Path::toString).toList());
    }
  }
}
