// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.MapNode;
import io.meshterious.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions in SQL, and options that several commands of the lake have. */
class SqlCommandTest {
  @TempDir private Path folder;
  private StockLake stock;

  @BeforeEach
  void makeTheTable() throws IOException {
    stock = StockLake.in(folder);
  }

  @Test
  void sql_table_showsRowsToTheLimit() {
    // Given
    stock.fill();
    // When
    CliRun all = stock.run("sql", "select product_id, qty from raw.stock order by 1");
    CliRun one = stock.run("sql", "select product_id, qty from raw.stock order by 1", "--limit", 1);
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
    CliRun csv =
        stock.run("sql", "select 'a,ü' as x, i as n from range(2) t(i)", "--format", "csv");
    CliRun json =
        stock.run(
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
    CliRun run =
        stock.run("sql", "select repeat('🚚ü€', 5000) as t from range(9)", "--format", "csv");
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
    CliRun run = stock.run("sql", statement);
    assertThat(run.code()).as(run.err() + run.out()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains(code).contains(why).doesNotContain("\tat ");
  }

  @Test
  void sql_asOf_readsASnapshotATimeATagAndABranch() {
    // Given
    stock.fill();
    MapNode first = stock.snapshots().get(1);
    Instant between =
        Instant.parse(StockLake.text(first, "committed").replace("\"", ""))
            .truncatedTo(ChronoUnit.MILLIS);
    try (Lake open = Lake.open(stock.lake())) {
      open.table("raw.stock").refs().tag("before");
      open.table("raw.stock").refs().branch("trial");
    }
    String sum = "select sum(qty) as pieces from raw.stock";
    // When
    String bySnapshot = stock.csv(sum, "--as-of", StockLake.text(first, "snapshot"));
    String byTime = stock.csv(sum, "--as-of", between);
    String byTag = stock.csv(sum, "--as-of", "before");
    String byBranch = stock.csv(sum, "--as-of", "trial");
    // Then
    assertThat(List.of(bySnapshot, byTime, byTag, byBranch)).containsExactly("3", "3", "9", "9");
    assertThat(stock.csv(sum)).isEqualTo("9");
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
    stock.fill();
    // When
    CliRun run = stock.run("sql", "select * from raw.stock", "--as-of", state);
    // Then
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("Cannot read 'raw.stock' as of").contains("(MESH-6304)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "899999999999999999", "9090110823776216288", "9223372036854775807"})
  void sql_asOf_numbersThatFit_areSnapshots(String id) {
    stock.fill();
    CliRun run = stock.run("sql", "select * from raw.stock", "--as-of", id);
    assertThat(run.err()).contains("snapshot " + id + ": the table has no such snapshot");
  }

  @ParameterizedTest
  @CsvSource({"sql,select 1,xml", "tables,,csv", "history,raw.stock,table"})
  void format_unknown_listsTheKnownOnes(String command, String argument, String format) {
    CliRun run =
        argument == null
            ? stock.run(command, "--format", format)
            : stock.run(command, argument, "--format", format);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("expected one of", "JSON", "'" + format + "'");
  }

  @ParameterizedTest
  @CsvSource({"sql,select 1,0", "sql,select 1,-1", "history,raw.stock,0", "history,raw.stock,-1"})
  void limit_belowOne_isUsage(String command, String argument, String limit) {
    CliRun run = stock.run(command, argument, "--limit", limit);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("Invalid --limit: " + limit + " (at least 1)");
  }
}
