// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionStepTest {
  private static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()),
          optional(2, "at", Types.TimestampType.withZone()),
          optional(3, "wall", Types.TimestampType.withoutZone()),
          optional(4, "on", Types.DateType.get()));

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

  /** Ten days of January 2026, one row an hour, and three rows without a time. */
  private Table table(int version) {
    Table table =
        catalog.create(
            "events",
            SCHEMA,
            PartitionSpec.builderFor(SCHEMA).day("at").build(),
            Map.of("format-version", "" + version));
    append(
        table,
        "SELECT i AS id, ts::TIMESTAMPTZ AS at, ts AS wall, ts::DATE AS \"on\" FROM (SELECT i,"
            + " TIMESTAMP '2026-01-01' + to_hours(i) AS ts FROM range(240) r(i))");
    append(
        table,
        "SELECT 1000 + i AS id, NULL::TIMESTAMPTZ AS at, NULL::TIMESTAMP AS wall, NULL::DATE AS"
            + " \"on\" FROM range(3) r(i)");
    return table;
  }

  private static void append(Table table, String sql) {
    try (Session session = Keepers.ENGINE.session()) {
      var append = table.newAppend();
      DuckFiles.write(
              session,
              table,
              sql,
              FileOptions.of(table, Path.of(System.getProperty("java.io.tmpdir"))))
          .forEach(append::appendFile);
      append.commit();
      table.refresh();
    }
  }

  @ParameterizedTest
  @CsvSource({"2,at", "3,at", "3,wall", "3,on"})
  void retain_limitInsideADay_deletesOlderRowsOnly(int version, String column) {
    // Given
    Table table = table(version);
    Retention task = Retention.before(column, Instant.parse("2026-01-04T06:30:00Z"));
    int gone = column.equals("on") ? 72 : 72 + 7;
    // When
    MaintenancePlan plan = Keepers.of(table).plan(task);
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(Keepers.ids(table)).hasSize(243 - gone).allMatch(id -> id >= gone);
    assertThat(report.steps().get(0).commits()).isEqualTo(1);
    assertThat(plan.steps().get(0).details().get(0)).contains("3 files as a whole");
    assertThat(table.currentSnapshot().summary()).containsEntry("mesh.task", "retention");
    assertThat(Keepers.of(table).plan(task).isEmpty()).isTrue();
  }

  @Test
  void retain_withArchive_keepsWhatItDeletes() throws IOException {
    // Given
    Table table = table(3);
    Path archive = folder.resolve("archive");
    Retention task =
        Retention.before("at", Instant.parse("2026-01-02T12:00:00Z")).archiveTo(archive.toString());
    // When
    Keepers.of(table).plan(task).run().orThrow();
    // Then
    Path place = Path.of(table.currentSnapshot().summary().get("mesh.archive"));
    JsonNode manifest = new ObjectMapper().readTree(place.resolve("manifest.json").toFile());
    assertThat(manifest.get("rows").asLong()).isEqualTo(36);
    assertThat(manifest.get("table").asText()).isEqualTo("test.main.events");
    assertThat(manifest.get("files")).hasSize(1);
    try (Session session = Keepers.ENGINE.session()) {
      assertThat(session.number("SELECT count(*) * 1000 + max(id) FROM '" + place + "/*.parquet'"))
          .isEqualTo(36 * 1000 + 35);
    }
    assertThat(Keepers.ids(table)).hasSize(207);
    assertThat(folder.resolve("archive")).isDirectoryRecursivelyContaining("glob:**.json");
  }

  @Test
  void retain_archiveCannotBeWritten_deletesNothing() throws IOException {
    // Given
    Table table = table(3);
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Retention task =
        Retention.before("at", Instant.parse("2026-01-02T12:00:00Z")).archiveTo(file.toString());
    // When
    MaintenanceReport report = Keepers.of(table).plan(task).run();
    // Then
    assertThat(report.steps().get(0).failure())
        .hasValueSatisfying(
            why -> {
              assertThat(why.code()).isEqualTo(KeepError.ARCHIVE_FAILED);
              assertThat(why).hasMessageContaining("nothing was deleted");
            });
    assertThat(Keepers.ids(table)).hasSize(243);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void retain_rowsDeletedMeanwhile_archivesAgain(int version) throws IOException {
    // Given
    Table table = table(version);
    KeptRows other = new KeptRows(catalog.table("events"));
    Path archive = folder.resolve("archive");
    Retention task =
        Retention.before("at", Instant.parse("2026-01-02T12:00:00Z")).archiveTo(archive.toString());
    // When
    Keepers.interrupted(table, 1, () -> other.delete(id -> id == 3 || id == 40))
        .plan(task)
        .run()
        .orThrow();
    // Then
    assertThat(Keepers.ids(table)).hasSize(243 - 36 - 1).doesNotContain(40L);
    try (Session session = Keepers.ENGINE.session();
        Stream<Path> files = Files.walk(archive)) {
      assertThat(session.number("SELECT count(*) FROM '" + archive + "/**/*.parquet'"))
          .isEqualTo(35);
      assertThat(files.filter(file -> file.endsWith("manifest.json"))).hasSize(1);
    }
  }

  @Test
  void retain_unknownOrUnfitColumn_isRefused() {
    // Given
    Table table = table(3);
    // When / Then
    assertThatThrownBy(() -> Keepers.of(table).plan(Retention.before("att", Instant.now())))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("did you mean 'at'?");
    assertThatThrownBy(() -> Keepers.of(table).plan(Retention.before("id", Instant.now())))
        .hasMessageContaining("not a date or timestamp");
    assertThat(List.copyOf(Keepers.ids(table))).hasSize(243);
  }
}
