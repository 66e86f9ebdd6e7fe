// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind when a write does not succeed, and writes through other file IOs. */
class WriteFailureTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              required(1, "id", Types.LongType.get()), optional(2, "n", Types.IntegerType.get())),
          Set.of(1));
  private static Engine engine;

  @TempDir Path folder;
  private WriteFixture lake;

  @BeforeAll
  static void startEngine() {
    engine = WriteFixture.newEngine();
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void open() {
    lake = new WriteFixture(folder, engine);
    lake.catalog()
        .create("t", SCHEMA, PartitionSpec.builderFor(SCHEMA).identity("n").build(), Map.of());
    lake.write("t")
        .from("SELECT x AS id, (x % 3)::INTEGER AS n FROM range(6) r(x)")
        .append()
        .run()
        .orThrow();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** A file IO that is not local, so that files are copied to it; its n-th new file fails. */
  private static final class OtherFileIO implements FileIO {
    private static final long serialVersionUID = 1L;

    private final LocalFileIO files = new LocalFileIO();
    private final AtomicInteger left;

    OtherFileIO(int before) {
      this.left = new AtomicInteger(before);
    }

    @Override
    public InputFile newInputFile(String location) {
      return files.newInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
      if (left.getAndDecrement() <= 0) {
        throw new IllegalStateException("disk full");
      }
      return files.newOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
      files.deleteFile(location);
    }
  }

  /** The table of the catalog with another file IO, whose commits may end in the unknown. */
  private static final class OtherOperations implements TableOperations {
    private final TableOperations table;
    private final FileIO io;
    private final boolean lost;

    OtherOperations(Table table, FileIO io, boolean lost) {
      this.table = ((HasTableOperations) table).operations();
      this.io = io;
      this.lost = lost;
    }

    @Override
    public TableMetadata current() {
      return table.current();
    }

    @Override
    public TableMetadata refresh() {
      return table.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (lost) {
        throw new CommitStateUnknownException(new IllegalStateException("no answer"));
      }
      table.commit(base, metadata);
    }

    @Override
    public FileIO io() {
      return io;
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return table.locationProvider();
    }
  }

  private void use(FileIO io, boolean lost) {
    lake.load(table -> new BaseTable(new OtherOperations(table, io, lost), "test.main.t"));
  }

  private static final String ROWS = "SELECT x AS id, (x % 3)::INTEGER AS n FROM range(2, 10) r(x)";

  @Test
  void upsert_throughAnotherFileIO_copiesTheFiles() {
    // Given
    use(new OtherFileIO(100), false);

    // When
    WriteReport report = lake.write("t").from(ROWS).upsert().run().orThrow();

    // Then
    assertThat(report.dataFiles()).isEqualTo(3);
    assertThat(lake.byIceberg("t")).hasSize(10).isEqualTo(lake.byEngine("t"));
    assertThat(lake.orphans("t")).isEmpty();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void upsert_fileThatCannotBeWritten_leavesNothing() {
    for (int before = 0; before < 4; before++) {
      // Given
      use(new OtherFileIO(before), false);

      // When // Then
      assertThatThrownBy(() -> lake.write("t").from(ROWS).upsert().run())
          .as("after " + before)
          .hasMessageContaining("disk full");
      assertThat(lake.orphans("t")).isEmpty();
      assertThat(folder.resolve("scratch")).isEmptyDirectory();
      assertThat(lake.byIceberg("t")).hasSize(6);
    }
  }

  @Test
  void upsert_commitOfUnknownState_keepsEveryFile() {
    // Given
    lake.deadline(Duration.ofMillis(300));
    use(new LocalFileIO(), true);

    // When
    WriteReport report = lake.write("t").from(ROWS).upsert().attempt("load-1").run();

    // Then
    CommitOutcome outcome = report.outcome().orElseThrow();
    assertThat(outcome).isInstanceOf(CommitOutcome.Unknown.class);
    assertThat(lake.orphans("t")).hasSize(4);
    assertThat(outcome.attemptId()).isEqualTo("load-1");
  }

  @Test
  void upsert_batches_areMatchedByNameAsRowsOfSqlAre() {
    // Given
    ColumnBatch batch =
        ColumnBatch.of(
            new Schema(
                required(1, "n", Types.IntegerType.get()),
                required(2, "ID", Types.IntegerType.get())));
    IntColumn n = batch.column("n", IntColumn.class);
    IntColumn id = batch.column("ID", IntColumn.class);
    for (int i = 4; i < 8; i++) {
      n.append(-i);
      id.append(i);
      batch.endRow();
    }

    // When
    WriteReport report =
        lake.write("t").from(List.of(batch, batch.emptyCopy())).upsert().run().orThrow();

    // Then
    assertThat(report.updated()).isEqualTo(2);
    assertThat(report.inserted()).isEqualTo(2);
    assertThat(lake.byIceberg("t"))
        .containsExactly("0|0", "1|1", "2|2", "3|0", "4|-4", "5|-5", "6|-6", "7|-7");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
    ColumnBatch other = ColumnBatch.of(new Schema(required(1, "x", Types.LongType.get())));
    assertThat(other.column("x", LongColumn.class)).isNotNull();
    assertThatThrownBy(() -> lake.write("t").from(List.of(batch, other)))
        .hasMessageContaining("their columns differ");
    assertThatThrownBy(() -> lake.write("t").from(List.of())).hasMessageContaining("there is none");
  }
}
