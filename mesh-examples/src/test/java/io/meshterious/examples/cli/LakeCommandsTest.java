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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about a lake: what they print, as text and for scripts, and how they fail. */
class LakeCommandsTest {
  @TempDir private Path folder;
  private StockLake stock;

  @BeforeEach
  void makeTheTable() throws IOException {
    stock = StockLake.in(folder);
  }

  @Test
  void create_tableThatIsThere_makesNothing() throws IOException {
    // Given
    Path two =
        Files.writeString(
            folder.resolve("two.odcs.yaml"),
            StockLake.CONTRACT.replace(
                "schema:\n",
                "schema:\n  - name: a_first\n    properties:\n      - name: id\n"
                    + "        logicalType: string\n"));
    // When
    CliRun run = stock.run("create", two, "--namespace", "raw");
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("[raw.stock]", "nothing was made", "mesh evolve");
    assertThat(stock.run("tables").out()).doesNotContain("a_first");
  }

  @Test
  void create_json_namesTheTables() {
    CliRun run =
        mesh("create", stock.contract(), "--lake", folder.resolve("new"), "--format", "json");
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
    CliRun run = mesh("create", stock.contract(), "--lake", folder);
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
    CliRun run = stock.run((Object[]) command.split(",", -1));
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("raw.stok").contains("did you mean 'raw.stock'?");
  }

  @Test
  void tables_listNamesRowsAndFiles() {
    // Given
    stock.fill();
    // When
    CliRun text = stock.run("tables");
    CliRun json = stock.run("tables", "--format", "json");
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
    stock.fill();
    // When
    CliRun text = stock.run("describe", "raw.stock");
    CliRun json = stock.run("describe", "raw.stock", "--format", "json");
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
    stock.fill();
    // When
    CliRun all = stock.run("history", "raw.stock");
    CliRun one = stock.run("history", "raw.stock", "--limit", 1);
    // Then
    assertThat(all.out()).containsPattern("(?s)overwrite +1 +1 +3 +main\n.*append +3 +0 +3\n$");
    assertThat(one.out()).endsWith("and 1 older; see --limit\n");
    assertThat(stock.snapshots().get(0).keys())
        .containsExactly(
            "snapshot", "committed", "operation", "current", "refs", "parent", "summary");
  }

  @Test
  void history_ofATableThatWasNeverWrittenTo_saysSo() {
    assertThat(stock.run("history", "raw.stock").out())
        .isEqualTo("nothing was ever written to raw.stock\n");
  }

  @Test
  void evolve_compatibleVersion_isPlannedThenDone() throws IOException {
    // Given
    stock.fill();
    Path newer =
        Files.writeString(
            folder.resolve("newer.odcs.yaml"),
            StockLake.CONTRACT
                .replace("version: 1.0.0", "version: 1.1.0")
                .replace("name: qty\n", "name: pieces\n"));
    // When
    CliRun planned = stock.run("evolve", "raw.stock", newer, "--plan");
    CliRun done = stock.run("evolve", "raw.stock", newer, "--format", "json");
    CliRun again = stock.run("evolve", "raw.stock", newer);
    // Then
    assertThat(planned.out()).contains("would rename").contains("'qty'").contains("'pieces'");
    assertThat(done.json().get("done")).contains(Node.of(true));
    assertThat(done.json().items("steps")).hasSameSizeAs(planned.out().lines().toList());
    assertThat(again.out()).isEqualTo("nothing to do: raw.stock follows version 1.1.0\n");
    assertThat(stock.csv("select sum(pieces) from raw.stock")).isEqualTo("9");
  }

  @Test
  void evolve_breakingVersion_isRefused_andNothingIsDone() throws IOException {
    // Given
    Path broken =
        Files.writeString(
            folder.resolve("broken.odcs.yaml"),
            StockLake.CONTRACT
                .replace("version: 1.0.0", "version: 2.0.0")
                .replace(
                    "id: qty\n        logicalType: integer",
                    "id: qty\n        logicalType: string"));
    // When
    CliRun run = stock.run("evolve", "raw.stock", broken);
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.err()).contains("qty").contains("MESH-61");
    assertThat(stock.run("describe", "raw.stock").out()).containsPattern("qty +int");
  }

  @Test
  void maintain_plan_changesNothing_andRunDoes() {
    // Given
    for (int i = 0; i < 5; i++) {
      stock.write("select 'P-" + i + "' as product_id, 'north' as region, 1 as qty");
    }
    int before = stock.snapshots().size();
    // When
    CliRun planned = stock.run("maintain", "--plan");
    CliRun plannedJson = stock.run("maintain", "raw.stock", "--plan", "--format", "json");
    // Then
    assertThat(planned.code()).as(planned.err()).isZero();
    assertThat(planned.out()).contains("raw.stock", "compact: 5 files", "nothing to do");
    MapNode plan = (MapNode) ((ListNode) plannedJson.node()).items().get(0);
    assertThat(plan.text("table")).contains("raw.stock");
    assertThat(plan.maps("steps").get(0).keys())
        .containsExactly("task", "what", "why", "files", "bytes", "snapshots");
    assertThat(stock.snapshots()).hasSize(before);
    // When
    CliRun done = stock.run("maintain", "--format", "json");
    // Then
    assertThat(done.code()).as(done.err()).isZero();
    MapNode report = (MapNode) ((ListNode) done.node()).items().get(0);
    assertThat(report.keys()).containsExactly("table", "milliseconds", "bytesFreed", "steps");
    assertThat(report.maps("steps").get(0).get("filesAdded")).contains(Node.of(1));
    assertThat(stock.csv("select count(*) from raw.stock")).isEqualTo("5");
  }

  @Test
  void rollback_toASnapshotOrATime_makesItCurrent_andForceGoesForth() {
    // Given
    stock.fill();
    List<MapNode> snapshots = stock.snapshots();
    String newest = StockLake.text(snapshots.get(0), "snapshot");
    String first = StockLake.text(snapshots.get(1), "snapshot");
    String sum = "select sum(qty) from raw.stock";
    // When
    CliRun back = stock.run("rollback", "raw.stock", "--to", first);
    // Then
    assertThat(back.out()).isEqualTo("raw.stock is at snapshot " + first + "\n");
    assertThat(stock.csv(sum)).isEqualTo("3");
    assertThat(stock.run("history", "raw.stock").out()).contains("(not current)");
    // When
    CliRun refused = stock.run("rollback", "raw.stock", "--to", newest);
    CliRun forced =
        stock.run("rollback", "raw.stock", "--to", newest, "--force", "--format", "json");
    // Then
    assertThat(refused.code()).isEqualTo(MeshCli.USAGE);
    assertThat(refused.err()).contains("MESH-6504");
    assertThat(StockLake.text(forced.json(), "snapshot")).isEqualTo(newest);
    assertThat(stock.csv(sum)).isEqualTo("9");
    // When
    CliRun byTime =
        stock.run("rollback", "raw.stock", "--to-time", Instant.now().plus(Duration.ofHours(1)));
    // Then
    assertThat(byTime.code()).as(byTime.err()).isZero();
    assertThat(stock.csv(sum)).isEqualTo("9");
  }

  @Test
  void rollback_wrongTarget_isUsage() {
    stock.fill();
    assertThat(stock.run("rollback", "raw.stock").code()).isEqualTo(MeshCli.USAGE);
    assertThat(stock.run("rollback", "raw.stock", "--to", 12).err()).contains("MESH-6503");
    CliRun noTime = stock.run("rollback", "raw.stock", "--to-time", "yesterday");
    assertThat(noTime.code()).isEqualTo(MeshCli.USAGE);
    assertThat(noTime.err())
        .contains("'yesterday' is not a time such as 2026-01-31T12:00:00Z or 2026-01-31")
        .doesNotContain("java.time");
  }
}
