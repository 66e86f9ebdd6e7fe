// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.uuid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.Rows;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.Row;
import io.meshterious.lake.query.UuidScan;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UuidScanTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: seen
      version: 1.0.0
      status: active
      schema:
        - name: seen
          logicalType: object
          properties:
            - name: who
              logicalType: object
              properties:
                - {name: name, logicalType: string}
                - {name: key, logicalType: string, logicalTypeOptions: {format: uuid}}
            - {name: id, logicalType: string, logicalTypeOptions: {format: uuid}}
            - {name: at, logicalType: timestamp}
            - {name: note, logicalType: string}
      """;

  @TempDir private Path folder;
  private Lake lake;
  private LakeTable table;

  @BeforeEach
  void make() {
    lake = Lake.open(folder);
    table =
        lake.create(DataContract.parse(CONTRACT, DocumentFormat.YAML, "seen"), "seen", "raw.seen");
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void read_randomTables_givesWhatSqlGives() {
    SeededRandom random = SeededRandom.forTest("columns of UUIDs");
    for (int round = 0; round < SeededRandom.rounds(6); round++) {
      lake.write("raw.seen").deleteWhere("true").run();
      int files = random.below(6);
      for (int i = 0; i < files; i++) {
        switch (random.below(3)) {
          case 0 -> ours(random);
          case 1 -> theirs(random);
          default -> engines(random);
        }
        if (random.oneIn(3)) {
          lake.write("raw.seen").deleteWhere("hash(note) % 10 = ?", random.below(10)).run();
        }
      }
      assertSame(Long.MIN_VALUE);
      assertSame(random.below(1_000_000));
      assertSame(2_000_000);
    }
  }

  private void assertSame(long micros) {
    UuidScan scan = table.uuids("id");
    String condition = "";
    if (micros != Long.MIN_VALUE) {
      scan = scan.since("at", micros);
      condition =
          " and \"at\" >= timestamptz '" + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + "'";
    }
    List<String> expected;
    try (Stream<Row> rows =
        lake.sql("select id from raw.seen where id is not null" + condition).rows()) {
      expected = rows.map(row -> String.valueOf(row.map().get("id"))).sorted().toList();
    }
    assertThat(read(scan)).isEqualTo(expected);
    assertThat(scan.mostRows()).isGreaterThanOrEqualTo(expected.size());
  }

  private static List<String> read(UuidScan scan) {
    ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
    scan.read(
        3,
        (high, low, count) -> {
          for (int i = 0; i < count; i++) {
            ids.add(new UUID(high[i], low[i]).toString());
          }
        });
    return ids.stream().sorted().toList();
  }

  /** A file of our writer; ids that resemble each other are compressed. */
  private List<DataFile> ours(SeededRandom random) {
    table.setProperties(
        Map.of(
            "write.parquet.row-group-size-bytes", random.oneOf("4096", "100000", "10000000"),
            "write.parquet.page-row-limit", random.oneOf("10", "1000", "100000")));
    ColumnBatch batch = ColumnBatch.of(table.iceberg().schema());
    int rows = random.between(1, 12_000);
    int nulls = random.oneOf(1, 2, 10, Integer.MAX_VALUE);
    boolean alike = random.oneIn(2);
    try (TableWriter writer = table.writer()) {
      while (rows > 0) {
        int some = Math.min(rows, random.between(1, 5_000));
        batch.clear();
        for (int i = 0; i < some; i++) {
          row(batch, random, nulls, alike);
        }
        writer.append(batch);
        rows -= some;
      }
      List<DataFile> files = writer.finish();
      table.commit(TableChange.append(files));
      return files;
    }
  }

  private static void row(ColumnBatch batch, SeededRandom random, int nulls, boolean alike) {
    StructColumn who = batch.column("who", StructColumn.class);
    if (random.oneIn(3)) {
      who.appendNull();
    } else {
      ((BytesColumn) who.children().get(0)).append("n" + random.below(5));
      ((WideColumn) who.children().get(1)).append(random.anyLong(), random.anyLong());
      who.append();
    }
    WideColumn id = batch.column("id", WideColumn.class);
    if (random.oneIn(nulls)) {
      id.appendNull();
    } else {
      id.append(alike ? random.below(100) : random.anyLong(), random.anyLong());
    }
    LongColumn at = batch.column("at", LongColumn.class);
    if (random.oneIn(1000)) {
      at.appendNull();
    } else {
      at.append(random.below(1_000_000) + (alike ? 900_000 : 0));
    }
    batch.column("note", BytesColumn.class).append("note " + random.below(1000));
    batch.endRow();
  }

  /** A file of Iceberg's generic writer. */
  private void theirs(SeededRandom random) {
    List<Record> rows = new ArrayList<>();
    int different = random.oneOf(3, 1_000_000);
    for (int i = random.between(1, 3000); i > 0; i--) {
      rows.add(
          Rows.row(
              table.iceberg(),
              "id",
              random.oneIn(20) ? null : new UUID(different, random.below(different)),
              "at",
              Instant.EPOCH
                  .plus(random.below(1_000_000), ChronoUnit.MICROS)
                  .atOffset(ZoneOffset.UTC),
              "note",
              "note " + i));
    }
    Rows.append(table.iceberg(), rows);
  }

  /** A file that the engine writes. */
  private void engines(SeededRandom random) {
    lake.write("raw.seen")
        .from(
            "select case when i % 7 > 0 then "
                + random.oneOf("uuid()", "'00000000-0000-4000-8000-000000000001'::uuid")
                + " end as id, make_timestamptz(i) as \"at\", 'x' || i as note from range("
                + random.between(1, 5000)
                + ") as r(i)")
        .append()
        .run()
        .orThrow();
  }

  @Test
  void chunks_fileOfOurWriter_areReadDirectly() throws IOException {
    int id = table.iceberg().schema().findField("id").fieldId();
    SeededRandom random = SeededRandom.forTest("direct columns");
    for (int i = 0; i < 5; i++) {
      for (DataFile file : ours(random)) {
        try (FileChannel channel = FileChannel.open(LocalFileIO.path(file.location()))) {
          Optional<List<UuidChunk>> chunks = UuidChunk.of(channel, id);
          assertThat(chunks).isPresent();
          assertThat(chunks.get().stream().mapToLong(UuidChunk::entries).sum())
              .isEqualTo(file.recordCount());
          assertThat(UuidChunk.of(channel, id + 100)).isEmpty();
          int inside = table.iceberg().schema().findField("who.key").fieldId();
          assertThat(UuidChunk.of(channel, inside)).isEmpty();
        }
      }
    }
  }

  @Test
  void read_damagedFiles_endsWithWords() throws IOException {
    // Given
    SeededRandom random = SeededRandom.forTest("damaged columns");
    Path file = LocalFileIO.path(ours(random).get(0).location());
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < SeededRandom.rounds(60); i++) {
      byte[] bytes = whole.clone();
      for (int changes = random.between(1, 4); changes > 0; changes--) {
        bytes[random.below(bytes.length)] = (byte) random.below(256);
      }
      Files.write(
          file, random.oneIn(10) ? Arrays.copyOf(bytes, random.below(bytes.length)) : bytes);
      // When, then: other ids, or words
      try {
        read(table.uuids("id"));
      } catch (MeshException e) {
        assertThat(e).hasMessageContaining("Cannot");
      }
    }
  }

  @Test
  void uuids_otherColumns_areRefused() {
    assertThatThrownBy(() -> table.uuids("note"))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("Cannot read column 'note' as UUID: its type is string")
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(QueryError.RESULT_MISMATCH);
    assertThatThrownBy(() -> table.uuids("nothing"))
        .hasMessageContaining("the table has the columns [who, id, at, note]");
    assertThatThrownBy(() -> table.uuids("id").since("note", 0))
        .hasMessageContaining("Cannot read column 'note' as TIMESTAMP");
    assertThat(read(table.uuids("id"))).isEmpty();
    assertThat(table.uuids("id").mostRows()).isZero();
  }
}
