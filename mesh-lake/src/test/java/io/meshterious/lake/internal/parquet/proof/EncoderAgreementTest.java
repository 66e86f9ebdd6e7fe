// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.SeededRandom;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers that know nothing of the encoder read what went in, and agree with what it says of it.
 */
class EncoderAgreementTest {
  private static final int ROUNDS = 300;

  /** Iceberg's own writer takes ten times as long as all else, so it is asked now and then. */
  private static final int ROUNDS_OF_A_COMPARISON = 10;

  private static final int MOST_FAILURES = 10;

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
  void randomFiles_areReadAsTheyWereWritten_withTheMetricsThatWereTold() throws Exception {
    SeededRandom random = SeededRandom.forTest("encoder agreement");
    List<String> failures = new ArrayList<>();
    long values = 0;
    int rounds = SeededRandom.rounds(ROUNDS);
    for (int round = 0; round < rounds && failures.size() < MOST_FAILURES; round++) {
      SeededRandom own = random.fork();
      try {
        values += assertAgreement(own, round % ROUNDS_OF_A_COMPARISON == 0);
      } catch (Exception | AssertionError e) {
        failures.add("Round " + round + ", repeat with seed " + own.seed() + ": " + told(e));
      }
    }
    assertThat(failures).isEmpty();
    assertThat(values).isGreaterThan(ROUNDS * 200L);
  }

  /** Repeats one round of the test above: {@code -Dmesh.round=<its own seed>}. */
  @Test
  @EnabledIfSystemProperty(named = "mesh.round", matches = "-?\\d+")
  void oneRandomFile_isReadAsItWasWritten() throws Exception {
    assertThat(assertAgreement(SeededRandom.of(Long.getLong("mesh.round")), true)).isNotNegative();
  }

  /** Writes a random file and gives the number of values that were compared. */
  private long assertAgreement(SeededRandom random, boolean besideIcebergsWriter) throws Exception {
    // When
    Path path = folder.resolve("mesh.parquet");
    Files.deleteIfExists(path);
    WrittenFile file = new RandomFiles(random).next(path);

    // Then
    assertSame("DuckDB", file, duck.read(path, file.schema()));
    assertSame("Iceberg", file, IcebergFiles.read(path, file.schema()));
    assertFooter(file);
    if (besideIcebergsWriter && !file.rows().isEmpty()) {
      Metrics theirs =
          IcebergFiles.write(
              folder.resolve("iceberg.parquet"),
              file.schema(),
              file.rows(),
              file.options().metrics());
      assertThat(MetricsText.besideWriter(file.schema(), file.encoded().metrics(), theirs))
          .as("metrics beside Iceberg's writer; " + file.story())
          .isEmpty();
    }
    return (long) file.rows().size() * file.schema().columns().size();
  }

  private static String told(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static void assertFooter(WrittenFile file) throws Exception {
    String where = file.story();
    assertThat(file.encoded().length()).as(where).isEqualTo(Files.size(file.path()));
    assertThat(file.encoded().location()).as(where).isEqualTo(file.path().toString());
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file.path()))) {
      ParquetMetadata footer = reader.getFooter();
      Metrics read = ParquetUtil.footerMetrics(footer, Stream.empty(), file.options().metrics());
      assertThat(MetricsText.besideFooter(file.schema(), file.encoded().metrics(), read))
          .as("metrics beside the footer's; " + where)
          .isEmpty();
      assertThat(reader.getRecordCount()).as(where).isEqualTo(file.rows().size());
      assertThat(file.encoded().splitOffsets())
          .as(where)
          .isEqualTo(ParquetUtil.getSplitOffsets(footer));
    }
  }

  /** Like an assertion on the lists, with a message that can be read. */
  static void assertSame(String reader, WrittenFile file, List<List<@Nullable Object>> read) {
    List<List<@Nullable Object>> written = file.rows();
    assertThat(read.size()).as(reader + ", rows; " + file.story()).isEqualTo(written.size());
    for (int row = 0; row < written.size(); row++) {
      for (int i = 0; i < file.schema().columns().size(); i++) {
        Object in = written.get(row).get(i);
        Object out = read.get(row).get(i);
        if (!Objects.equals(in, out)) {
          assertThat(out)
              .as(
                  reader
                      + ", row "
                      + row
                      + " of "
                      + file.schema().columns().get(i)
                      + "; "
                      + file.story())
              .isEqualTo(in);
        }
      }
    }
  }
}
