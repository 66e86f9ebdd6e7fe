// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about a lake: what they print, as text and for scripts, and how they fail. */
class LakeCommandsTest {
  private static final String STOCK =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: stock
      name: Stock
      version: 1.0.0
      status: active
      schema:
        - name: stock
          id: stock
          description: What lies where.
          customProperties:
            - property: mesh.partitioning
              value: [identity(region)]
          properties:
            - name: product_id
              id: product_id
              logicalType: string
              description: The product.
              required: true
              primaryKey: true
              primaryKeyPosition: 1
            - name: region
              id: region
              logicalType: string
            - name: qty
              id: qty
              logicalType: integer
            - name: shelf
              id: shelf
              logicalType: object
              description: Where it lies.
              properties:
                - name: row
                  id: row
                  logicalType: integer
                - name: labels
                  id: labels
                  logicalType: array
                  items:
                    logicalType: string
      """;

  @TempDir private Path folder;
  private Path contract;
  private Path lake;

  @BeforeEach
  void makeTheTable() throws IOException {
    contract = Files.writeString(folder.resolve("stock.odcs.yaml"), STOCK);
    lake = folder.resolve("lake");
    CliRun made = mesh("create", contract, "--namespace", "raw", "--lake", lake);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).isEqualTo("created raw.stock\n");
  }

  private void write(String rows) {
    try (Lake open = Lake.open(lake)) {
      open.write("raw.stock").from(rows).upsert("product_id").run().orThrow();
    }
  }

  /** Two commits: three rows, then one of them changed. */
  private void fill() {
    write("select 'P-' || i as product_id, 'north' as region, i as qty from range(3) as n(i)");
    write("select 'P-1' as product_id, 'north' as region, 7 as qty");
  }

  private CliRun onLake(Object... args) {
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    all.add("--lake");
    all.add(lake);
    return mesh(all.toArray());
  }

  private List<MapNode> snapshots() {
    return ((ListNode) onLake("history", "raw.stock", "--format", "json").node())
        .items().stream().map(MapNode.class::cast).toList();
  }

  private static String text(MapNode node, String key) {
    return node.get(key).orElseThrow().toString();
  }

  @Test
  void create_tableThatIsThere_makesNothing() throws IOException {
    // Given
    Path two =
        Files.writeString(
            folder.resolve("two.odcs.yaml"),
            STOCK.replace(
                "schema:\n",
                "schema:\n  - name: a_first\n    properties:\n      - name: id\n"
                    + "        logicalType: string\n"));
    // When
    CliRun run = onLake("create", two, "--namespace", "raw");
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("[raw.stock]", "nothing was made", "mesh evolve");
    assertThat(onLake("tables").out()).doesNotContain("a_first");
  }

  @Test
  void create_json_namesTheTables() {
    CliRun run = mesh("create", contract, "--lake", folder.resolve("new"), "--format", "json");
    assertThat(run.json().items("created")).containsExactly(Node.of("main.stock"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables",
        "sql,select 1",
        "describe,raw.stock",
        "history,raw.stock",
        "maintain",
        "rollback,raw.stock,--to,1",
      })
  void lake_thatIsNotThere_isUsage_andIsNotMade(String command) {
    // Given
    List<Object> args = new ArrayList<>(Arrays.asList((Object[]) command.split(",", -1)));
    args.addAll(List.of("--lake", folder.resolve("none")));
    // When
    CliRun run = mesh(args.toArray());
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err())
        .contains("none': there is none; name another with --lake, or make it with: mesh create")
        .contains("(MESH-6012)");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void lake_folderOfOtherThings_isRefused() {
    CliRun run = mesh("create", contract, "--lake", folder);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("it holds other things").contains("(MESH-6013)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sql,select * from raw.stok",
        "describe,raw.stok",
        "history,raw.stok",
        "maintain,raw.stok",
        "rollback,raw.stok,--to,1",
      })
  void table_thatIsNotThere_isUsage_withTheNearestOne(String command) {
    CliRun run = onLake((Object[]) command.split(",", -1));
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("raw.stok").contains("did you mean 'raw.stock'?");
  }

  @Test
  void sql_table_showsRowsToTheLimit() {
    // Given
    fill();
    // When
    CliRun all = onLake("sql", "select product_id, qty from raw.stock order by 1");
    CliRun one = onLake("sql", "select product_id, qty from raw.stock order by 1", "--limit", 1);
    // Then
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out())
        .isEqualTo(
            """
            product_id | qty
            -----------+----
            P-0        |   0
            P-1        |   7
            P-2        |   2
            3 rows
            """);
    assertThat(one.out())
        .contains("P-0")
        .doesNotContain("P-1")
        .endsWith("3 rows, the first 1 shown\n");
  }

  @Test
  void sql_csvAndJson_holdEveryRow_whateverTheLimit() {
    CliRun csv = onLake("sql", "select 'a,ü' as x, i as n from range(2) t(i)", "--format", "csv");
    CliRun json =
        onLake(
            "sql",
            "select 'a,ü' as x, [i] as n, null as z from range(2) t(i)",
            "--format",
            "json",
            "--limit",
            1);
    assertThat(csv.out()).isEqualToNormalizingNewlines("x,n\n\"a,ü\",0\n\"a,ü\",1\n");
    assertThat(json.out())
        .isEqualTo("{\"x\":\"a,ü\",\"n\":[0],\"z\":null}\n{\"x\":\"a,ü\",\"n\":[1],\"z\":null}\n");
  }

  @Test
  void sql_charactersOfSeveralBytes_surviveTheBuffers() {
    CliRun run = onLake("sql", "select repeat('🚚ü€', 5000) as t from range(9)", "--format", "csv");
    assertThat(run.out().lines().skip(1).toList())
        .isEqualTo(Collections.nCopies(9, "🚚ü€".repeat(5000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "selec 1; MESH-6300; syntax error at or near",
        "select nothing from raw.stock; MESH-6300; nothing",
        "drop table raw.stock; MESH-6301; only statements that read",
        "select * from read_csv('/etc/passwd'); MESH-6301; read_csv",
      })
  void sql_wrongStatement_isUsage(String statement, String code, String why) {
    CliRun run = onLake("sql", statement);
    assertThat(run.code()).as(run.err() + run.out()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains(code).contains(why).doesNotContain("\tat ");
  }

  @Test
  void sql_asOf_readsASnapshotATimeATagAndABranch() {
    // Given
    fill();
    MapNode first = snapshots().get(1);
    Instant between =
        Instant.parse(text(first, "committed").replace("\"", "")).truncatedTo(ChronoUnit.MILLIS);
    try (Lake open = Lake.open(lake)) {
      open.table("raw.stock").refs().tag("before");
      open.table("raw.stock").refs().branch("trial");
    }
    String sum = "select sum(qty) as pieces from raw.stock";
    // When
    String bySnapshot = csv(sum, "--as-of", text(first, "snapshot"));
    String byTime = csv(sum, "--as-of", between);
    String byTag = csv(sum, "--as-of", "before");
    String byBranch = csv(sum, "--as-of", "trial");
    // Then
    assertThat(List.of(bySnapshot, byTime, byTag, byBranch)).containsExactly("3", "3", "9", "9");
    assertThat(csv(sum)).isEqualTo("9");
  }

  private String csv(String statement, Object... options) {
    List<Object> args = new ArrayList<>(List.of("sql", statement, "--format", "csv"));
    args.addAll(List.of(options));
    CliRun run = onLake(args.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().skip(1).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-13-01",
        "2020-01-01",
        "2020-01-01T00:00:00Z",
        "12",
        "9999999999999999999",
        "99999999999999999999999"
      })
  void sql_asOf_whatTheTableDoesNotHave_isUsage(String state) {
    // Given
    fill();
    // When
    CliRun run = onLake("sql", "select * from raw.stock", "--as-of", state);
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("Cannot read 'raw.stock' as of").contains("(MESH-6304)");
  }

  @ParameterizedTest
  @CsvSource({"sql,select 1,xml", "tables,,csv", "history,raw.stock,table"})
  void format_unknown_listsTheKnownOnes(String command, String argument, String format) {
    CliRun run =
        argument == null
            ? onLake(command, "--format", format)
            : onLake(command, argument, "--format", format);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("expected one of", "JSON", "'" + format + "'");
  }

  @ParameterizedTest
  @CsvSource({"sql,select 1,0", "sql,select 1,-1", "history,raw.stock,0", "history,raw.stock,-1"})
  void limit_belowOne_isUsage(String command, String argument, String limit) {
    CliRun run = onLake(command, argument, "--limit", limit);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("Invalid --limit: " + limit + " (at least 1)");
  }

  @Test
  void tables_listNamesRowsAndFiles() {
    // Given
    fill();
    // When
    CliRun text = onLake("tables");
    CliRun json = onLake("tables", "--format", "json");
    // Then
    assertThat(text.out().lines().toList()).hasSize(2).noneMatch(line -> line.endsWith(" "));
    assertThat(text.out()).containsPattern("raw\\.stock +3 +2 ");
    MapNode table = (MapNode) ((ListNode) json.node()).items().get(0);
    assertThat(table.keys())
        .containsExactly("table", "rows", "files", "bytes", "snapshot", "committed");
    assertThat(table.get("rows")).contains(Node.of(3));
  }

  @Test
  void tables_ofAnEmptyLake_sayHowToMakeSome() {
    Path empty = folder.resolve("empty");
    Lake.open(empty).close();
    assertThat(mesh("tables", "--lake", empty).out())
        .isEqualTo("no tables; make some with: mesh create CONTRACT\n");
  }

  @Test
  void describe_tellsColumnsAndWhatTheyConsistOf() {
    // Given
    fill();
    // When
    CliRun text = onLake("describe", "raw.stock");
    CliRun json = onLake("describe", "raw.stock", "--format", "json");
    // Then
    assertThat(text.out())
        .startsWith("raw.stock\n3 rows in 2 files, ")
        .containsPattern("product_id +string +yes +The product\\.")
        .containsPattern("shelf +struct +Where it lies\\.")
        .containsPattern("shelf\\.row +int")
        .containsPattern("shelf\\.labels +list<string>")
        .contains("partitioned by identity(region) as region", "mesh.contract.version = 1.0.0");
    assertThat(json.json().keys())
        .containsExactly(
            "table",
            "uuid",
            "location",
            "formatVersion",
            "rows",
            "files",
            "bytes",
            "deleteFiles",
            "snapshot",
            "committed",
            "columns",
            "partitioning",
            "sortOrder",
            "properties");
  }

  @Test
  void history_listsSnapshotsNewestFirst_withTheRowsThatReadersSaw() {
    // Given
    fill();
    // When
    CliRun all = onLake("history", "raw.stock");
    CliRun one = onLake("history", "raw.stock", "--limit", 1);
    // Then
    assertThat(all.out()).containsPattern("(?s)overwrite +1 +1 +3 +main\n.*append +3 +0 +3\n$");
    assertThat(one.out()).endsWith("and 1 older; see --limit\n");
    assertThat(snapshots().get(0).keys())
        .containsExactly(
            "snapshot", "committed", "operation", "current", "refs", "parent", "summary");
  }

  @Test
  void history_ofATableThatWasNeverWrittenTo_saysSo() {
    assertThat(onLake("history", "raw.stock").out())
        .isEqualTo("nothing was ever written to raw.stock\n");
  }

  @Test
  void evolve_compatibleVersion_isPlannedThenDone() throws IOException {
    // Given
    fill();
    Path newer =
        Files.writeString(
            folder.resolve("newer.odcs.yaml"),
            STOCK
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace("name: qty\n", "name: pieces\n"));
    // When
    CliRun planned = onLake("evolve", "raw.stock", newer, "--plan");
    CliRun done = onLake("evolve", "raw.stock", newer, "--format", "json");
    CliRun again = onLake("evolve", "raw.stock", newer);
    // Then
    assertThat(planned.out()).contains("would rename").contains("'qty'").contains("'pieces'");
    assertThat(done.json().get("done")).contains(Node.of(true));
    assertThat(done.json().items("steps")).hasSameSizeAs(planned.out().lines().toList());
    assertThat(again.out()).isEqualTo("nothing to do: raw.stock follows version 1.1.0\n");
    assertThat(csv("select sum(pieces) from raw.stock")).isEqualTo("9");
  }

  @Test
  void evolve_breakingVersion_isRefused_andNothingIsDone() throws IOException {
    // Given
    Path broken =
        Files.writeString(
            folder.resolve("broken.odcs.yaml"),
            STOCK
                .replace("version: 1.0.0", "version: 2.0.0")
                .replace(
                    "id: qty\n        logicalType: integer",
                    "id: qty\n        logicalType: string"));
    // When
    CliRun run = onLake("evolve", "raw.stock", broken);
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.err()).contains("qty").contains("MESH-61");
    assertThat(onLake("describe", "raw.stock").out()).containsPattern("qty +int");
  }

  @Test
  void maintain_plan_changesNothing_andRunDoes() {
    // Given
    for (int i = 0; i < 5; i++) {
      write("select 'P-" + i + "' as product_id, 'north' as region, 1 as qty");
    }
    int before = snapshots().size();
    // When
    CliRun planned = onLake("maintain", "--plan");
    CliRun plannedJson = onLake("maintain", "raw.stock", "--plan", "--format", "json");
    // Then
    assertThat(planned.code()).as(planned.err()).isZero();
    assertThat(planned.out()).contains("raw.stock", "compact: 5 files", "nothing to do");
    MapNode plan = (MapNode) ((ListNode) plannedJson.node()).items().get(0);
    assertThat(plan.text("table")).contains("raw.stock");
    assertThat(plan.maps("steps").get(0).keys())
        .containsExactly("task", "what", "why", "files", "bytes", "snapshots");
    assertThat(snapshots()).hasSize(before);
    // When
    CliRun done = onLake("maintain", "--format", "json");
    // Then
    assertThat(done.code()).as(done.err()).isZero();
    MapNode report = (MapNode) ((ListNode) done.node()).items().get(0);
    assertThat(report.keys()).containsExactly("table", "milliseconds", "bytesFreed", "steps");
    assertThat(report.maps("steps").get(0).get("filesAdded")).contains(Node.of(1));
    assertThat(csv("select count(*) from raw.stock")).isEqualTo("5");
  }

  @Test
  void rollback_toASnapshotOrATime_makesItCurrent_andForceGoesForth() {
    // Given
    fill();
    List<MapNode> snapshots = snapshots();
    String newest = text(snapshots.get(0), "snapshot");
    String first = text(snapshots.get(1), "snapshot");
    String sum = "select sum(qty) from raw.stock";
    // When
    CliRun back = onLake("rollback", "raw.stock", "--to", first);
    // Then
    assertThat(back.out()).isEqualTo("raw.stock is at snapshot " + first + "\n");
    assertThat(csv(sum)).isEqualTo("3");
    assertThat(onLake("history", "raw.stock").out()).contains("(not current)");
    // When
    CliRun refused = onLake("rollback", "raw.stock", "--to", newest);
    CliRun forced = onLake("rollback", "raw.stock", "--to", newest, "--force", "--format", "json");
    // Then
    assertThat(refused.code()).isEqualTo(MeshCli.USAGE);
    assertThat(refused.err()).contains("MESH-6504");
    assertThat(text(forced.json(), "snapshot")).isEqualTo(newest);
    assertThat(csv(sum)).isEqualTo("9");
    // When
    CliRun byTime =
        onLake("rollback", "raw.stock", "--to-time", Instant.now().plus(Duration.ofHours(1)));
    // Then
    assertThat(byTime.code()).as(byTime.err()).isZero();
    assertThat(csv(sum)).isEqualTo("9");
  }

  @Test
  void rollback_wrongTarget_isUsage() {
    fill();
    assertThat(onLake("rollback", "raw.stock").code()).isEqualTo(MeshCli.USAGE);
    assertThat(onLake("rollback", "raw.stock", "--to", 12).err()).contains("MESH-6503");
    CliRun noTime = onLake("rollback", "raw.stock", "--to-time", "yesterday");
    assertThat(noTime.code()).isEqualTo(MeshCli.USAGE);
    assertThat(noTime.err())
        .contains("'yesterday' is not a time such as 2026-01-31T12:00:00Z or 2026-01-31")
        .doesNotContain("java.time");
  }
}
