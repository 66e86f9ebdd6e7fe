// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.proof.Condition.Operator;
import io.meshterious.testkit.SeededRandom;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers leave alone what they need not read. All row groups but one are overwritten with rubbish:
 * who reads them fails.
 */
class SkippingTest {
  private static final int ROWS = 20_000;
  private static final int PAGE_ROWS = 500;
  private static final int SOUGHT = 12_345;
  private static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "day", Types.DateType.get()),
          NestedField.optional(2, "name", Types.StringType.get()),
          NestedField.required(3, "price", Types.DecimalType.of(20, 2)),
          NestedField.optional(4, "code", Types.StringType.get()),
          NestedField.required(5, "id", Types.UUIDType.get()),
          NestedField.optional(6, "sum", Types.LongType.get()),
          NestedField.required(7, RandomSchemas.ROW, Types.LongType.get()));

  @TempDir private static Path folder;
  private static DuckFiles duck;
  private static WrittenFile file;
  private static int rowGroups;

  @BeforeAll
  static void writeAndDamage() throws Exception {
    duck = new DuckFiles();
    SeededRandom random = SeededRandom.of(7);
    RandomValues values = new RandomValues(random);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (NestedField field : SCHEMA.columns()) {
        boolean grows = List.of(1, 2, 3, 7).contains(field.fieldId());
        row.add(grows ? values.ordinal(field.type(), i) : values.any(field.type()));
      }
      row.set(3, "code-" + random.anyLong());
      rows.add(row);
    }
    ColumnOptions bloom = new ColumnOptions(ColumnOptions.Hint.DATA, true, 0.0001, 0, 1 << 20);
    EncoderOptions options =
        EncoderOptions.USUAL
            .withSizes(120_000, 1 << 20, PAGE_ROWS)
            .withColumns(Map.of("code", bloom, "id", bloom, "sum", bloom));
    file = new RandomFiles(random).write(folder.resolve("f.parquet"), SCHEMA, rows, options);
    rowGroups = damage();
  }

  @AfterAll
  static void closeDuck() throws SQLException {
    duck.close();
  }

  @Test
  void rowGroups_areAsManyAsTheTestNeeds() {
    assertThat(rowGroups).isGreaterThan(4);
    assertThat(file.encoded().splitOffsets()).hasSize(rowGroups);
  }

  @Test
  void wholeFile_isRubbish() {
    assertThatThrownBy(() -> duck.read(file.path(), SCHEMA)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> IcebergFiles.read(file.path(), SCHEMA)).isInstanceOf(Exception.class);
  }

  @Test
  void bounds_ofColumnsThatGrow_ruleOutRowGroups() throws Exception {
    assertFound(0);
    assertFound(1);
    assertFound(2);
    assertFound(6);
  }

  @Test
  void bloomFilters_ofRandomValues_ruleOutRowGroups() throws Exception {
    assertFound(3);
    assertFound(4);
    assertFound(5);
  }

  @Test
  void pageIndexes_ofColumnsThatGrow_leaveOnePage() throws Exception {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file.path()))) {
      for (int column : List.of(0, 1, 2, 6)) {
        assertThat(PageFilter.rows(reader, SCHEMA, sought(column)))
            .as(SCHEMA.columns().get(column).name())
            .hasSizeLessThanOrEqualTo(PAGE_ROWS)
            .contains((long) SOUGHT);
      }
    }
  }

  /** DuckDB and Iceberg find the row by one of its values, and read nothing else. */
  private static void assertFound(int column) throws Exception {
    Condition condition = sought(column);
    assertThat(duck.rowNumbers(file.path(), SqlConditions.of(condition, SCHEMA)))
        .as("DuckDB, " + condition)
        .containsExactly((long) SOUGHT);
    // Iceberg 1.12 compares the bounds of UUIDs as if they had signs.
    if (condition.type().typeId() != Type.TypeID.UUID) {
      List<List<@Nullable Object>> read =
          IcebergFiles.read(file.path(), SCHEMA, condition.iceberg());
      assertThat(read).as("Iceberg, " + condition).contains(file.rows().get(SOUGHT));
      assertThat(read).hasSizeLessThan(ROWS / 3);
    }
  }

  private static Condition sought(int column) {
    NestedField field = SCHEMA.columns().get(column);
    Object value = file.rows().get(SOUGHT).get(column);
    return new Condition(
        List.of(column), field.name(), field.type(), Operator.EQUAL, List.of(value));
  }

  /** Overwrites the pages of all row groups but the one of the row that is sought. */
  private static int damage() throws Exception {
    List<BlockMetaData> blocks;
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file.path()))) {
      blocks = reader.getRowGroups();
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.path().toFile(), "rw")) {
      long first = 0;
      for (BlockMetaData block : blocks) {
        long end = first + block.getRowCount();
        if (SOUGHT < first || SOUGHT >= end) {
          byte[] rubbish = new byte[Math.toIntExact(block.getCompressedSize())];
          Arrays.fill(rubbish, (byte) 0xFF);
          bytes.seek(block.getStartingPos());
          bytes.write(rubbish);
        }
        first = end;
      }
    }
    return blocks.size();
  }
}
