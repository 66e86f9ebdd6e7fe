// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.internal.parquet.EncodedFile;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.ParquetEncoder;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are empty, long, wide, or hold nothing but nulls or very long values. */
class ExtremeFilesTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int BATCH = 8192;
  private static final int ROWS = 1_000_000;

  /** More would say nothing new, and take minutes. */
  private static final int MOST_ROWS = 20_000_000;

  private static final List<Type> PRIMITIVES =
      List.of(
          Types.BooleanType.get(),
          Types.IntegerType.get(),
          Types.LongType.get(),
          Types.FloatType.get(),
          Types.DoubleType.get(),
          Types.DateType.get(),
          Types.TimeType.get(),
          Types.TimestampType.withoutZone(),
          Types.TimestampType.withZone(),
          Types.TimestampNanoType.withoutZone(),
          Types.TimestampNanoType.withZone(),
          Types.StringType.get(),
          Types.UUIDType.get(),
          Types.FixedType.ofLength(5),
          Types.BinaryType.get(),
          Types.DecimalType.of(9, 2),
          Types.DecimalType.of(18, 3),
          Types.DecimalType.of(38, 38));

  private static DuckFiles duck;

  @TempDir private Path folder;

  @BeforeAll
  static void openDuck() throws SQLException {
    duck = new DuckFiles();
  }

  @AfterAll
  static void closeDuck() throws SQLException {
    duck.close();
  }

  @Test
  void noRows_isAFileOfNoRows() throws Exception {
    assertAgreement(write(everyType(), List.of(), EncoderOptions.USUAL));
  }

  @Test
  void oneRow_ofEveryValueAtTheEdge_isReadAsItWasWritten() throws Exception {
    RandomValues values = new RandomValues(SeededRandom.forTest("one row"));
    Schema schema = everyType();
    for (int i = 0; i < 20; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      schema.columns().forEach(it -> row.add(values.extreme(it.type())));
      assertAgreement(write(schema, List.of(row), EncoderOptions.USUAL));
    }
  }

  @Test
  void nothingButNulls_inEveryColumn_isReadAsItWasWritten() throws Exception {
    // Given
    Schema schema = everyType();
    List<@Nullable Object> nulls = Collections.nCopies(schema.columns().size(), null);

    // When
    WrittenFile file = write(schema, Collections.nCopies(30_000, nulls), EncoderOptions.USUAL);

    // Then
    assertAgreement(file);
    assertThat(file.encoded().length()).isLessThan(30_000);
    assertThat(file.encoded().metrics().nullValueCounts().values()).containsOnly(30_000L);
    assertThat(file.encoded().metrics().lowerBounds()).isEmpty();
  }

  @Test
  void valuesOf16Megabytes_areReadAsTheyWereWritten() throws Exception {
    // Given
    Schema schema =
        new Schema(
            NestedField.optional(1, "text", Types.StringType.get()),
            NestedField.required(2, "bytes", Types.BinaryType.get()),
            NestedField.required(3, "list", Types.ListType.ofRequired(4, Types.StringType.get())));
    String text = "sixteen bytes é".repeat(MEGABYTE);
    byte[] bytes = new byte[2 * MEGABYTE];
    new java.util.Random(1).nextBytes(bytes);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(Arrays.asList(text, java.nio.ByteBuffer.wrap(bytes), List.of("a", text, "")));
    rows.add(Arrays.asList(null, java.nio.ByteBuffer.allocate(0), List.of()));
    rows.add(Arrays.asList("", java.nio.ByteBuffer.wrap(bytes), List.of(text + "!")));

    // When
    WrittenFile file = write(schema, rows, EncoderOptions.USUAL);

    // Then
    assertAgreement(file);
    assertThat(file.encoded().metrics().lowerBounds().get(2).remaining()).isLessThan(17);
  }

  @Test
  void aThousandColumns_areReadAsTheyWereWritten() throws Exception {
    // Given
    List<NestedField> fields = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      fields.add(NestedField.optional(i, "c" + i, PRIMITIVES.get(i % PRIMITIVES.size())));
    }
    Schema schema = new Schema(fields);
    RandomRows random = new RandomRows(SeededRandom.forTest("wide"));

    // When
    WrittenFile file = write(schema, random.next(schema, 30), EncoderOptions.USUAL);

    // Then
    assertAgreement(file);
  }

  @Test
  void millionsOfRows_everyOneIsReadAsItWasWritten() throws Exception {
    // Given
    Schema schema =
        new Schema(
            NestedField.required(1, RandomSchemas.ROW, Types.LongType.get()),
            NestedField.optional(2, "number", Types.LongType.get()),
            NestedField.required(3, "text", Types.StringType.get()),
            NestedField.required(4, "part", Types.DoubleType.get()));
    long rows = Math.min(MOST_ROWS, (long) SeededRandom.rounds(ROWS));
    Path path = folder.resolve("long.parquet");

    // When
    EncodedFile encoded;
    ColumnBatch batch = ColumnBatch.of(schema);
    try (ParquetEncoder encoder =
        new ParquetEncoder(
            schema,
            EncoderOptions.USUAL.withSizes(MEGABYTE / 4, MEGABYTE, 20_000),
            RandomFiles.undurable().newOutputFile(path.toString()))) {
      for (long row = 0; row < rows; row++) {
        batch.column(RandomSchemas.ROW, LongColumn.class).append(row);
        if (row % 11 != 0) {
          batch.column("number", LongColumn.class).append(row * 7919 % 1_000_003);
        }
        batch.column("text", BytesColumn.class).append("customer-" + row % 50_021);
        batch.column("part", DoubleColumn.class).append(row / 8.0);
        batch.endRow();
        if (batch.rows() == BATCH) {
          encoder.append(batch);
          batch.clear();
        }
      }
      encoder.append(batch);
      encoded = encoder.finish();
    }

    // Then
    assertThat(encoded.splitOffsets()).hasSizeGreaterThan(1);
    assertThat(encoded.metrics().recordCount()).isEqualTo(rows);
    assertThat(duck.number("SELECT count(DISTINCT row_number)" + DuckFiles.from(path)))
        .isEqualTo(rows);
    assertThat(
            duck.number(
                "SELECT count(*)"
                    + DuckFiles.from(path)
                    + " WHERE number IS DISTINCT FROM"
                    + " CASE WHEN row_number % 11 = 0 THEN NULL ELSE row_number * 7919 % 1000003 END"
                    + " OR text <> 'customer-' || (row_number % 50021)"
                    + " OR part <> row_number / 8.0"))
        .isZero();
    if (rows == ROWS) {
      long[] next = {0};
      for (List<@Nullable Object> row : IcebergFiles.read(path, schema)) {
        long number = next[0]++;
        List<@Nullable Object> expected =
            Arrays.asList(
                number,
                number % 11 == 0 ? null : number * 7919 % 1_000_003,
                "customer-" + number % 50_021,
                number / 8.0);
        if (!row.equals(expected)) {
          assertThat(row).isEqualTo(expected);
        }
      }
      assertThat(next[0]).isEqualTo(rows);
    }
  }

  private static Schema everyType() {
    List<NestedField> fields = new ArrayList<>();
    for (Type type : PRIMITIVES) {
      int id = fields.size() + 1;
      fields.add(NestedField.optional(id, "c" + id, type));
    }
    return new Schema(fields);
  }

  private WrittenFile write(
      Schema schema, List<List<@Nullable Object>> rows, EncoderOptions options) {
    Path path = folder.resolve("file-" + System.nanoTime() + ".parquet");
    return new RandomFiles(SeededRandom.of(rows.size())).write(path, schema, rows, options);
  }

  private static void assertAgreement(WrittenFile file) throws Exception {
    assertThat(file.encoded().metrics().recordCount()).isEqualTo(file.rows().size());
    EncoderAgreementTest.assertSame("DuckDB", file, duck.read(file.path(), file.schema()));
    EncoderAgreementTest.assertSame("Iceberg", file, IcebergFiles.read(file.path(), file.schema()));
  }
}
