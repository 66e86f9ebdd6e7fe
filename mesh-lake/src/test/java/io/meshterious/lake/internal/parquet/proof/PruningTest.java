// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.proof.Condition.Rules;
import io.meshterious.testkit.SeededRandom;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * No reader leaves out a row that a condition is true for, whatever it looks at first: the metrics
 * of the file, the statistics of row groups, dictionaries, Bloom filters, or the indexes of pages.
 */
class PruningTest {
  private static final int ROUNDS = 100;
  private static final int MOST_FAILURES = 10;

  private static DuckFiles duck;

  @TempDir private Path folder;

  private int conditions;
  private int filesSkipped;
  private int filesTakenWhole;
  private int filesWithoutRowGroups;
  private int filesWithoutPages;

  @BeforeAll
  static void openDuck() throws SQLException {
    duck = new DuckFiles();
  }

  @AfterAll
  static void closeDuck() throws SQLException {
    duck.close();
  }

  @Test
  void randomConditions_everyReader_findsTheRowsOfAPlainScan() {
    SeededRandom random = SeededRandom.forTest("pruning");
    List<String> failures = new ArrayList<>();
    int rounds = SeededRandom.rounds(ROUNDS);
    for (int round = 0; round < rounds && failures.size() < MOST_FAILURES; round++) {
      SeededRandom own = random.fork();
      try {
        assertPruning(own);
      } catch (Exception | AssertionError e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        failures.add("Round " + round + ", repeat with seed " + own.seed() + ": " + text);
      }
    }
    assertThat(failures).isEmpty();
    // Most conditions are about values that are there, so most files have to be read.
    assertThat(conditions).isGreaterThan(rounds);
    assertThat(filesSkipped).as("files skipped").isGreaterThan(conditions / 50);
    assertThat(filesTakenWhole).as("files all of whose rows match").isGreaterThan(conditions / 50);
    assertThat(filesWithoutRowGroups).as("row groups skipped").isGreaterThan(conditions / 20);
    assertThat(filesWithoutPages).as("pages skipped").isGreaterThan(conditions / 20);
  }

  /** Repeats one round of the test above: {@code -Dmesh.round=<its own seed>}. */
  @Test
  @EnabledIfSystemProperty(named = "mesh.round", matches = "-?\\d+")
  void oneRandomFile_everyReader_findsTheRowsOfAPlainScan() throws Exception {
    assertPruning(SeededRandom.of(Long.getLong("mesh.round")));
    assertThat(conditions).isNotNegative();
  }

  /** Bounds leave NaN out, so a reader that believes them has to be told how many there are. */
  @Test
  void aNotANumberAmongNumbers_isFound() throws Exception {
    // Given
    Schema schema =
        new Schema(
            NestedField.required(1, "d", Types.DoubleType.get()),
            NestedField.optional(2, "f", Types.FloatType.get()),
            NestedField.required(3, RandomSchemas.ROW, Types.LongType.get()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 10; i++) {
      rows.add(Arrays.asList(i == 4 ? Double.NaN : (double) i, i == 7 ? Float.NaN : (float) i, i));
    }

    // When
    WrittenFile file =
        new RandomFiles(SeededRandom.of(1))
            .write(folder.resolve("nan.parquet"), schema, rows, EncoderOptions.USUAL);

    // Then
    assertThat(duck.rowNumbers(file.path(), "isnan(d)")).containsExactly(4L);
    assertThat(duck.rowNumbers(file.path(), "isnan(f)")).containsExactly(7L);
    assertThat(duck.rowNumbers(file.path(), "d > 8.5")).containsExactlyInAnyOrder(4L, 9L);
    assertThat(duck.rowNumbers(file.path(), "d < -1")).isEmpty();
  }

  private void assertPruning(SeededRandom random) throws Exception {
    Path path = folder.resolve("mesh.parquet");
    Files.deleteIfExists(path);
    WrittenFile file = new RandomFiles(random).next(path);
    List<Condition> some = new RandomConditions(random).on(file.schema(), file.rows());
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      for (Condition condition : some) {
        conditions++;
        assertDuckDb(file, condition);
        assertIceberg(file, condition);
        assertMetrics(file, condition);
        if (PageFilter.understands(condition)) {
          assertPages(reader, file, condition);
        }
      }
    }
  }

  private static void assertDuckDb(WrittenFile file, Condition condition) throws SQLException {
    if (isNanosecondsInUtc(condition.type())) {
      return;
    }
    String sql = SqlConditions.of(condition, file.schema());
    assertThat(duck.rowNumbers(file.path(), sql))
        .as("DuckDB, " + sql + "; " + file.story())
        .containsExactlyElementsOf(rows(file, row -> condition.matches(row, Rules.SQL)));
  }

  /** DuckDB has no such type. */
  private static boolean isNanosecondsInUtc(Type type) {
    return type instanceof Types.TimestampNanoType nanos && nanos.shouldAdjustToUTC();
  }

  private void assertIceberg(WrittenFile file, Condition condition) throws Exception {
    if (condition.type().typeId() == Type.TypeID.UUID) {
      // Iceberg 1.12 compares UUIDs as if they had signs, and Parquet's statistics do not.
      return;
    }
    Set<Long> found = new HashSet<>();
    List<List<@Nullable Object>> read =
        IcebergFiles.read(file.path(), file.schema(), condition.iceberg());
    read.forEach(row -> found.add((Long) row.get(row.size() - 1)));
    if (read.size() < file.rows().size()) {
      filesWithoutRowGroups++;
    }
    assertThat(found)
        .as("Iceberg, " + condition + "; " + file.story())
        .containsAll(certain(file, condition));
  }

  private void assertMetrics(WrittenFile file, Condition condition) {
    Expression expression = condition.iceberg();
    DataFile dataFile =
        DataFiles.builder(PartitionSpec.unpartitioned())
            .withPath(file.path().toString())
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(file.encoded().length())
            .withMetrics(file.encoded().metrics())
            .build();
    if (!new InclusiveMetricsEvaluator(file.schema(), expression).eval(dataFile)) {
      filesSkipped++;
      assertThat(certain(file, condition))
          .as("rows of a file that metrics rule out, " + condition + "; " + file.story())
          .isEmpty();
    }
    if (new StrictMetricsEvaluator(file.schema(), expression).eval(dataFile)) {
      filesTakenWhole++;
      assertThat(rows(file, row -> condition.matches(row, Rules.JAVA)))
          .as("rows of a file whose metrics say that all match, " + condition + "; " + file.story())
          .hasSameSizeAs(file.rows());
    }
  }

  private void assertPages(ParquetFileReader reader, WrittenFile file, Condition condition) {
    Set<Long> kept = PageFilter.rows(reader, file.schema(), condition);
    if (kept.size() < file.rows().size()) {
      filesWithoutPages++;
    }
    assertThat(kept)
        .as("rows of pages that parquet-java reads, " + condition + "; " + file.story())
        .containsAll(certain(file, condition));
  }

  /**
   * The rows that must be found. Bounds leave NaN out, so that a reader which looks at them first
   * may miss a NaN that is greater than something.
   */
  private static List<Long> certain(WrittenFile file, Condition condition) {
    return rows(
        file,
        row -> {
          Object cell = condition.cell(row);
          return condition.matches(row, Rules.JAVA)
              && !(condition.isOrder() && cell != null && Condition.isNan(cell));
        });
  }

  private static List<Long> rows(WrittenFile file, Predicate<List<@Nullable Object>> condition) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < file.rows().size(); i++) {
      if (condition.test(file.rows().get(i))) {
        numbers.add((long) i);
      }
    }
    return numbers;
  }
}
