// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriteTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              required(1, "id", Types.LongType.get()),
              optional(2, "name", Types.StringType.get()),
              optional(3, "n", Types.IntegerType.get())),
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
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void create(String name, int version) {
    lake.catalog()
        .create(
            name,
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", String.valueOf(version)));
    lake.write(name)
        .from("SELECT x AS id, 'n' || x AS name, x::INTEGER AS n FROM range(5) r(x)")
        .append()
        .run()
        .orThrow();
  }

  private List<String> rows(String table) {
    List<String> rows = lake.byIceberg(table);
    assertThat(lake.byEngine(table)).isEqualTo(rows);
    return rows;
  }

  @Test
  void append_columnsInAnyOrder_areMatchedByName() {
    // Given
    create("t", 3);

    // When
    WriteReport report =
        lake.write("t").from("SELECT ? AS \"NAME\", 9 AS id", "it's").append().run().orThrow();

    // Then
    assertThat(rows("t")).contains("9|it's|null").hasSize(6);
    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.dataFiles()).isEqualTo(1);
    assertThat(report.outcome().orElseThrow()).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(report.toString()).startsWith("append main.t: Committed; 1 inserted");
  }

  @Test
  void append_wrongColumns_areRefusedByName() {
    // Given
    create("t", 3);

    // When // Then
    assertThatThrownBy(() -> lake.write("t").from("SELECT 1 AS id, 'x' AS nam").append().run())
        .hasMessage(
            "Cannot write rows to 'main.t': the table has no column 'nam' (did you mean 'name'?);"
                + " its columns are [id, name, n] [table=main.t]")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.COLUMN_MISMATCH);
    assertThatThrownBy(() -> lake.write("t").from("SELECT 'x' AS name").append().run())
        .hasMessageContaining("do not have column 'id', which is required");
    assertThatThrownBy(
            () -> lake.write("t").from("SELECT 1 AS id, 'a' AS name, 'b' AS NAME").append().run())
        .hasMessageContaining("two columns 'NAME'");
    assertThatThrownBy(() -> lake.write("t").from("SELECT 1 AS id, 2.5 AS n").append().run())
        .hasMessageContaining(
            "column 'n' is of type int and the rows have DECIMAL(2,1), which does not become it"
                + " without loss; say how with CAST")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.TYPE_MISMATCH);
    assertThatThrownBy(() -> lake.write("t").from("SELECT 1 AS id, 3000000000 AS n").append().run())
        .hasMessageContaining("out of range");
    assertThat(rows("t")).hasSize(5);
    assertThat(lake.orphans("t")).isEmpty();
  }

  @Test
  void append_noRows_makesNoSnapshot() {
    // Given
    create("t", 3);
    long before = lake.table("t").currentSnapshot().snapshotId();

    // When
    WriteReport report = lake.write("t").from("SELECT 1 AS id WHERE false").append().run();

    // Then
    assertThat(report.outcome()).isEmpty();
    assertThat(lake.table("t").currentSnapshot().snapshotId()).isEqualTo(before);
  }

  @Test
  void append_sameAttempt_happensOnce() {
    // Given
    create("t", 3);
    var write =
        lake.write("t").from("SELECT 7 AS id").append().attempt("load-7").summary("app.run", "x");
    write.run().orThrow();

    // When
    WriteReport again = write.run().orThrow();

    // Then
    assertThat(rows("t")).hasSize(6);
    assertThat(again.inserted()).isZero();
    assertThat(lake.table("t").currentSnapshot().summary()).containsEntry("app.run", "x");
    assertThat(lake.orphans("t")).isEmpty();
  }

  @Test
  void append_toBranch_leavesMainAlone() {
    // Given
    create("t", 3);
    lake.table("t")
        .manageSnapshots()
        .createBranch("audit", lake.table("t").currentSnapshot().snapshotId())
        .commit();

    // When
    lake.write("t").from("SELECT 7 AS id").upsert().branch("audit").run().orThrow();

    // Then
    assertThat(rows("t")).hasSize(5);
    assertThat(lake.table("t").snapshot("audit").summary()).containsEntry("total-records", "6");
    assertThatThrownBy(() -> lake.write("t").from("SELECT 7 AS id").upsert().branch("audti").run())
        .hasMessageContaining("did you mean 'audit'?");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void upsert_existingAndNew_replacesAndAdds(int version) {
    // Given
    create("t", version);

    // When
    WriteReport report =
        lake.write("t")
            .from("SELECT unnest([3, 4, 5]) AS id, 'new' AS name")
            .upsert()
            .run()
            .orThrow();

    // Then
    assertThat(rows("t"))
        .containsExactly("0|n0|0", "1|n1|1", "2|n2|2", "3|new|null", "4|new|null", "5|new|null");
    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.updated()).isEqualTo(2);
    assertThat(report.deleted()).isZero();
    assertThat(report.deleteFiles()).isEqualTo(1);
    assertThat(lake.orphans("t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void upsert_everyRowOfAFile_removesTheFile(int version) {
    // Given
    create("t", version);

    // When
    WriteReport report =
        lake.write("t").from("SELECT x AS id, 'all' AS name FROM range(5) r(x)").upsert().run();

    // Then
    assertThat(rows("t")).hasSize(5).allMatch(row -> row.contains("|all|"));
    assertThat(report.removedFiles()).isEqualTo(1);
    assertThat(report.deleteFiles()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void upsert_againAndAgain_appliesEarlierDeletesToo(int version) {
    // Given
    create("t", version);

    // When
    for (int i = 0; i < 4; i++) {
      lake.write("t").from("SELECT ? AS id, 'v' || ? AS name", i, i).upsert("id").run().orThrow();
    }

    // Then
    assertThat(rows("t"))
        .containsExactly("0|v0|null", "1|v1|null", "2|v2|null", "3|v3|null", "4|n4|4");
  }

  @Test
  void upsert_v3_keepsRowIdsOfUpdatedRows() {
    // Given
    create("t", 3);
    List<String> before = lake.byEngine("t", "SELECT id, _row_id FROM t", Extra.ROW_ID);

    // When
    lake.write("t").from("SELECT unnest([1, 7]) AS id, 'new' AS name").upsert().run().orThrow();
    lake.write("t").from("SELECT 1 AS id, 'newer' AS name").upsert().run().orThrow();

    // Then
    List<String> after = lake.byEngine("t", "SELECT id, _row_id FROM t", Extra.ROW_ID);
    assertThat(after).hasSize(6).containsAll(before);
    assertThat(
            lake.byEngine(
                "t",
                "SELECT _last_updated_sequence_number FROM t WHERE id IN (0, 1, 7)",
                Extra.LAST_UPDATED_SEQUENCE_NUMBER))
        .containsExactly("1", "2", "3");
  }

  @Test
  void upsert_repeatedKeys_areRefusedOrTheLatestIsTaken() {
    // Given
    create("t", 3);
    String twice = "SELECT unnest([1, 1, 8]) AS id, unnest(['a', 'b', 'c']) AS name";

    // When
    lake.write("t").from(twice).upsert("id").latestBy("name").run().orThrow();

    // Then
    assertThat(rows("t")).contains("1|b|null", "8|c|null").hasSize(6);
    assertThatThrownBy(() -> lake.write("t").from(twice).upsert("id").run())
        .hasMessageContaining("1 keys are in several of the rows, such as [1]")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.DUPLICATE_KEY);
    assertThatThrownBy(
            () -> lake.write("t").from("SELECT NULL AS name, 5 AS id").upsert("name").run())
        .hasMessageContaining("the key has no value in 1 rows");
    assertThatThrownBy(() -> lake.write("t").from("SELECT 5 AS id").upsert("nme").run())
        .hasMessageContaining("it is not a column; did you mean 'name'?");
  }

  @Test
  void upsert_keyThatTheTableHasTwice_leavesOneRow() {
    // Given
    create("t", 3);
    lake.write("t").from("SELECT 1 AS id, 'double' AS name").append().run().orThrow();

    // When
    WriteReport report =
        lake.write("t").from("SELECT 1 AS id, 'one' AS name").upsert().run().orThrow();

    // Then
    assertThat(rows("t")).contains("1|one|null").hasSize(5);
    assertThat(report.updated()).isEqualTo(1);
    assertThat(report.deleted()).isEqualTo(1);
  }

  @Test
  void upsert_skipUnchanged_writesOnlyWhatDiffers() {
    // Given
    create("t", 3);
    String rows = "SELECT x AS id, 'n' || x AS name, x::INTEGER AS n FROM range(%d) r(x)";

    // When
    WriteReport same = lake.write("t").from(String.format(rows, 5)).upsert().skipUnchanged().run();
    WriteReport one = lake.write("t").from(String.format(rows, 6)).upsert().skipUnchanged().run();

    // Then
    assertThat(same.outcome()).isEmpty();
    assertThat(same.unchanged()).isEqualTo(5);
    assertThat(one.inserted()).isEqualTo(1);
    assertThat(one.unchanged()).isEqualTo(5);
    assertThat(one.deleteFiles()).isZero();
    assertThat(rows("t")).hasSize(6);
  }

  @Test
  void upsert_keysOfOneFile_looksIntoThatFileOnly() {
    // Given
    create("t", 3);
    lake.write("t").from("SELECT 1000 AS id").append().run().orThrow();

    // When
    WritePlan plan = lake.write("t").from("SELECT 1000 AS id, 'x' AS name").upsert().plan();

    // Then
    assertThat(plan.scannedFiles()).isEqualTo(1);
    assertThat(plan.updated()).isEqualTo(1);
    assertThat(plan.toString())
        .isEqualTo(
            "upsert main.t [main]: 1 rows given: 0 inserted, 1 updated, 0 deleted, 0 unchanged; 1"
                + " files looked into");
    assertThat(rows("t")).hasSize(6).contains("1000|null|null");
    assertThat(lake.orphans("t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void merge_everyClause_firstThatFitsIsApplied(int version) {
    // Given
    create("t", version);

    // When
    WriteReport report =
        lake.write("t")
            .from("SELECT unnest([0, 1, 2, 8, 9]) AS k, unnest([10, 20, 30, 40, NULL]) AS add")
            .merge("t.id = s.k")
            .whenMatched("s.k = 0")
            .delete()
            .whenMatched("s.k = 1")
            .doNothing()
            .whenMatched()
            .update(Map.of("n", "t.n + s.add", "name", "upper(t.name)"))
            .whenNotMatched("s.add IS NOT NULL")
            .insert(Map.of("id", "s.k", "n", "s.add"))
            .whenNotMatchedBySource("t.id = 4")
            .delete()
            .whenNotMatchedBySource()
            .update(Map.of("name", "'alone'"))
            .run()
            .orThrow();

    // Then
    assertThat(rows("t")).containsExactly("1|n1|1", "2|N2|32", "3|alone|3", "8|null|40");
    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.updated()).isEqualTo(2);
    assertThat(report.deleted()).isEqualTo(2);
    assertThat(report.unchanged()).isEqualTo(2);
  }

  @Test
  void merge_severalRowsForOne_isRefused() {
    // Given
    create("t", 3);

    // When // Then
    assertThatThrownBy(
            () ->
                lake.write("t")
                    .from("SELECT unnest([1, 1]) AS id, unnest(['a', 'b']) AS name")
                    .mergeOnKeys()
                    .whenMatched()
                    .updateAll()
                    .run())
        .hasMessageContaining("1 rows of the table belong to several rows of the source")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.AMBIGUOUS_MERGE);
    assertThatThrownBy(() -> lake.write("t").from("SELECT 1 AS id").merge("true").run())
        .hasMessageContaining("no clause");
  }

  @Test
  void merge_valuesOfOtherTypes_areHeldToTheColumns() {
    // Given
    create("t", 3);

    // When // Then
    assertThatThrownBy(
            () ->
                lake.write("t")
                    .from("SELECT 1 AS id")
                    .mergeOnKeys("id")
                    .whenMatched()
                    .update(Map.of("n", "'text'"))
                    .run())
        .hasMessageContaining("column 'n' is of type int and the rows have VARCHAR");
    assertThatThrownBy(
            () ->
                lake.write("t")
                    .from("SELECT 1 AS id")
                    .mergeOnKeys("id")
                    .whenMatched()
                    .update(Map.of("nmae", "'text'"))
                    .run())
        .hasMessageContaining("no column 'nmae' (did you mean 'name'?)");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void deleteWhere_conditionOrExpression_deletesWhatMatches(int version) {
    // Given
    create("t", version);

    // When
    lake.write("t").deleteWhere("n = ? OR name IS NULL", 1).run().orThrow();
    WriteReport report =
        lake.write("t")
            .deleteWhere(
                Expressions.or(
                    Expressions.greaterThan("id", 3L),
                    Expressions.not(Expressions.startsWith("name", "n"))))
            .run()
            .orThrow();

    // Then
    assertThat(rows("t")).containsExactly("0|n0|0", "2|n2|2", "3|n3|3");
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(lake.write("t").deleteWhere("id = 99").run().outcome()).isEmpty();
  }

  @Test
  void overwrite_wholeTable_leavesOnlyTheNewRows() {
    // Given
    create("t", 3);

    // When
    WriteReport report =
        lake.write("t").from("SELECT id + 100 AS id FROM main_t WHERE id > 2").overwrite().run();

    // Then
    assertThat(rows("t")).containsExactly("103|null|null", "104|null|null");
    assertThat(report.deleted()).isEqualTo(5);
    assertThat(report.removedFiles()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void overwrite_condition_replacesPartsOfFiles(int version) {
    // Given
    create("t", version);

    // When
    lake.write("t").from("SELECT 4 AS id, 'x' AS name").overwrite("id >= ?", 3).run().orThrow();
    lake.write("t")
        .from("SELECT 0 AS id, 'y' AS name")
        .overwrite(Expressions.lessThanOrEqual("id", 1L))
        .run()
        .orThrow();

    // Then
    assertThat(rows("t")).containsExactly("0|y|null", "2|n2|2", "4|x|null");
    assertThatThrownBy(() -> lake.write("t").from("SELECT 1 AS id").overwrite("id >= ?", 3).run())
        .hasMessageContaining("1 of 1 new rows do not meet the condition")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.OUTSIDE_OVERWRITE);
    assertThat(lake.orphans("t")).isEmpty();
  }

  @Test
  void overwritePartitions_onlyThoseWithNewRows() {
    // Given
    lake.catalog()
        .create("p", SCHEMA, PartitionSpec.builderFor(SCHEMA).identity("n").build(), Map.of());
    lake.write("p")
        .from("SELECT x AS id, (x % 3)::INTEGER AS n FROM range(9) r(x)")
        .append()
        .run()
        .orThrow();

    // When
    lake.write("p").from("SELECT 77 AS id, 1 AS n").overwritePartitions().run().orThrow();

    // Then
    assertThat(rows("p")).contains("77|null|1").hasSize(7).noneMatch(row -> row.equals("4|null|1"));
  }

  @Test
  void write_formatVersionOne_refusesDeletes() {
    // Given
    create("old", 1);

    // When // Then
    assertThatThrownBy(() -> lake.write("old").deleteWhere("id = 1").run())
        .hasMessageContaining("format version 1")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.TABLE_UNSUPPORTED);
    assertThat(rows("old")).hasSize(5);
  }

  @Test
  void write_tableUpgradedFromTwo_keepsItsOldDeletes() {
    // Given
    create("t", 2);
    lake.write("t").deleteWhere("id = 1").run().orThrow();
    lake.table("t").updateProperties().set("format-version", "3").commit();

    // When
    lake.write("t").deleteWhere("id = 3").run().orThrow();

    // Then
    assertThat(rows("t")).containsExactly("0|n0|0", "2|n2|2", "4|n4|4");
  }
}
