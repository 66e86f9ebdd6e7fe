// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static io.meshterious.examples.cli.CliRun.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshCliTest {
  private static final Path EXAMPLES = CliRun.HOME.resolve("mesh-examples").resolve("contracts");
  private static final Path ORDERS =
      EXAMPLES.resolve(Path.of("warehouse", "events", "orders.odcs.yaml"));

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
          properties:
            - name: product_id
              id: product_id
              logicalType: string
              primaryKey: true
              primaryKeyPosition: 1
            - name: qty
              id: qty
              logicalType: integer
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "contract",
        "contract lint",
        "contract diff",
        "contract render",
        "contract migrate",
        "create",
        "evolve",
        "sql",
        "tables",
        "describe",
        "history",
        "maintain",
        "rollback",
        "ingest",
        "rejects",
        "rejects show",
        "rejects replay",
        "books",
        "score",
        "plugins",
        "demo"
      })
  void help_everyCommand_hasIt(String command) {
    Stream<String> words = Stream.of(command.split(" ")).filter(word -> !word.isEmpty());
    CliRun run = mesh(Stream.concat(words, Stream.of("--help")).toArray());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Usage: mesh" + (command.isEmpty() ? "" : " " + command))
        .contains("--help");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void noArguments_showsTheHelpWithTheExitCodes() {
    CliRun run = mesh();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Exit codes:", "1   the input is bad, or a check failed");
  }

  @Test
  void unknownCommand_isUsage() {
    CliRun run = mesh("contarct");
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("contarct").contains("contract");
  }

  @Test
  void lint_examples_areClean() {
    CliRun run = mesh("contract", "lint", "--strict", EXAMPLES);
    assertThat(run.out()).isEqualTo("28 contracts: 0 errors, 0 warnings, 0 of style\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void lint_brokenContract_saysWhere_andExitsWith1() throws IOException {
    Path file =
        file("broken.odcs.yaml", STOCK.replace("logicalType: integer", "logicalType: intejer"));
    CliRun run = mesh("contract", "lint", "--severity", "error", file);
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.out())
        .startsWith(file + ":18:")
        .contains("error")
        .contains("intejer")
        .contains("integer");
  }

  @Test
  void lint_json_holdsEveryPart() throws IOException {
    Path file =
        file("broken.odcs.yaml", STOCK.replace("logicalType: integer", "logicalType: intejer"));
    CliRun run = mesh("contract", "lint", "--format", "json", file);
    MapNode finding =
        run.json().maps("findings").stream()
            .filter(it -> it.text("severity").filter("error"::equals).isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(finding.keys())
        .contains(
            "severity",
            "rule",
            "file",
            "line",
            "column",
            "path",
            "found",
            "allowed",
            "suggestion",
            "message");
    assertThat(finding.get("line")).contains(Node.of(18));
    assertThat(run.json().get("contracts")).contains(Node.of(1));
  }

  @Test
  void lint_missingFile_isUsage() {
    CliRun run = mesh("contract", "lint", folder.resolve("nowhere.yaml"));
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("nowhere.yaml").contains("no such file");
    assertThat(mesh("contract", "lint", folder.resolve("nowhere")).err()).contains("no such file");
  }

  @Test
  void lint_unreadableYaml_isAFinding_inAFolder_andAnErrorAlone() throws IOException {
    Path file = file("torn.odcs.yaml", "a: [1, 2\nb: }");
    CliRun alone = mesh("contract", "lint", file);
    CliRun inFolder = mesh("contract", "lint", folder);
    assertThat(alone.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(inFolder.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(inFolder.out()).contains("torn.odcs.yaml:2:").contains("1 error");
  }

  @Test
  void diff_breakingChange_withRequiredBump_exitsWith1() throws IOException {
    Path older = file("older.odcs.yaml", STOCK);
    Path newer = file("newer.odcs.yaml", STOCK.replace("name: qty\n", "name: quantity\n"));
    assertThat(mesh("contract", "diff", older, newer).code()).isZero();
    CliRun run = mesh("contract", "diff", "--require-bump", older, newer);
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.out()).contains("breaking").contains("stock.quantity");
    Path bumped =
        file(
            "bumped.odcs.yaml",
            STOCK
                .replace("name: qty\n", "name: quantity\n")
                .replace("version: 1.0.0", "version: 2.0.0"));
    assertThat(mesh("contract", "diff", "--require-bump", older, bumped).code()).isZero();
  }

  @Test
  void diff_json_andChangelog() throws IOException {
    Path older = file("older.odcs.yaml", STOCK);
    Path newer =
        file(
            "newer.odcs.yaml",
            STOCK
                .replace("name: qty\n", "name: quantity\n")
                .replace("version: 1.0.0", "version: 2.0.0"));
    MapNode json = mesh("contract", "diff", "--format", "json", older, newer).json();
    assertThat(json.text("requiredBump")).contains("major");
    assertThat(json.get("satisfied")).contains(Node.of(true));
    assertThat(json.maps("changes"))
        .extracting(change -> change.text("kind").orElse(""))
        .contains("property-renamed");
    assertThat(mesh("contract", "diff", "--changelog", older, newer).out()).startsWith("## 2.0.0");
  }

  @Test
  void diff_same_saysSo() throws IOException {
    Path file = file("same.odcs.yaml", STOCK);
    assertThat(mesh("contract", "diff", "--require-bump", file, file).code()).isZero();
  }

  @Test
  void render_toStandardOutput_andToAFolder_isTheSame() throws IOException {
    CliRun printed = mesh("contract", "render", ORDERS, "--to", "json-schema");
    assertThat(printed.code()).isZero();
    Path out = folder.resolve("out");
    CliRun written = mesh("contract", "render", ORDERS, "--to", "json-schema", "--out", out);
    assertThat(written.out()).isEqualTo("Wrote 1 file to " + out + "\n");
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(1);
      assertThat(Files.readString(all.get(0))).isEqualTo(printed.out());
    }
    assertThat(
            mesh("contract", "render", ORDERS, "--to", "json-schema", "--format", "json")
                .json()
                .maps("files"))
        .hasSize(1);
  }

  @Test
  void render_intoAFile_saysWhatIsInTheWay() throws IOException {
    Path taken = file("taken", "");
    CliRun run = mesh("contract", "render", ORDERS, "--to", "avro", "--out", taken);
    assertThat(run.code()).isEqualTo(MeshCli.ENVIRONMENT);
    assertThat(run.err())
        .isEqualTo(
            "mesh: Cannot write '%s': '%s' is a file, and has to be a folder\n"
                .formatted(taken.resolve("orders.avsc"), taken));
    CliRun below =
        mesh("contract", "render", ORDERS, "--to", "avro", "--out", taken.resolve("sub"));
    assertThat(below.code()).isEqualTo(MeshCli.ENVIRONMENT);
    assertThat(below.err()).startsWith("mesh: Cannot write '").doesNotContain("\tat ");
  }

  @Test
  void render_tablesOfOneNameInTwoContracts_areBothWritten() throws IOException {
    file("a.odcs.yaml", STOCK);
    file("b.odcs.yaml", STOCK.replace("id: stock\nname", "id: other\nname").replace("qty", "sum"));
    Path out = folder.resolve("out");
    CliRun run = mesh("contract", "render", folder, "--to", "avro", "--out", out);
    assertThat(run.out()).as(run.err()).isEqualTo("Wrote 2 files to " + out + "\n");
    assertThat(Files.readString(out.resolve(Path.of("stock-1.0.0", "stock.avsc")))).contains("qty");
    assertThat(Files.readString(out.resolve(Path.of("other-1.0.0", "stock.avsc")))).contains("sum");
  }

  @Test
  void folderWithoutContracts_isUsage() {
    CliRun linted = mesh("contract", "lint", folder);
    CliRun rendered = mesh("contract", "render", folder, "--to", "avro");
    assertThat(linted.code()).isEqualTo(MeshCli.USAGE);
    assertThat(linted.err()).contains("there is no contract in this folder");
    assertThat(rendered.code()).isEqualTo(MeshCli.USAGE);
    assertThat(rendered.err()).contains("there is no contract in this folder");
  }

  @Test
  void errors_showControlCharactersInNames() throws IOException {
    Path file = file("steer.odcs.yaml", STOCK.replace("- name: qty", "- name: \"q\\e[2Jty\""));
    CliRun run = mesh("contract", "render", file, "--to", "avro");
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.err()).contains("q\\u001b[2Jty").doesNotContain("\u001b");
  }

  @Test
  void diff_folder_isUsage() {
    CliRun run = mesh("contract", "diff", folder, ORDERS);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("it is a directory; name a file in it");
  }

  @Test
  void render_unknownRenderer_listsTheKnownOnes() {
    CliRun run = mesh("contract", "render", ORDERS, "--to", "jsonschema");
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err())
        .contains("Cannot resolve ContractRenderer 'jsonschema': known names are [avro, ")
        .contains("json-schema");
  }

  @Test
  void render_unknownOption_listsTheKnownOnes() {
    CliRun run = mesh("contract", "render", ORDERS, "--to", "ddl:postgres", "-o", "colour=red");
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("option 'colour' is not known");
  }

  @Test
  void render_invalidContract_saysEverything_andExitsWith1() throws IOException {
    Path file =
        file(
            "broken.odcs.yaml",
            STOCK
                .replace("logicalType: integer", "logicalType: intejer")
                .replace("status: active\n", ""));
    CliRun run = mesh("contract", "render", file, "--to", "avro");
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.err()).contains("2 errors").contains("line 17").contains("status");
  }

  @Test
  void migrate_destructiveChange_isRefusedWithoutTheFlag() throws IOException {
    Path older = file("older.odcs.yaml", STOCK);
    Path newer = file("newer.odcs.yaml", STOCK.substring(0, STOCK.indexOf("      - name: qty")));
    CliRun refused = mesh("contract", "migrate", older, newer, "--dialect", "postgres");
    assertThat(refused.code()).isEqualTo(MeshCli.USAGE);
    assertThat(refused.err()).contains("qty");
    CliRun allowed =
        mesh("contract", "migrate", older, newer, "--dialect", "postgres", "--allow-destructive");
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out()).contains("DROP COLUMN \"qty\"").contains("-- destructive");
    MapNode json =
        mesh(
                "contract",
                "migrate",
                older,
                newer,
                "--dialect",
                "postgres",
                "--allow-destructive",
                "--format",
                "json")
            .json();
    assertThat(json.get("destructive")).contains(Node.of(true));
  }

  @Test
  void plugins_listEveryRenderer_withVersionAndOrigin() {
    CliRun run = mesh("plugins", "--options");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "ContractRenderer",
            "json-schema",
            "ddl:duckdb",
            "ddl:spark",
            "avro",
            "dbt",
            "great-expectations",
            "warehouse",
            "rabbitmq-stream");
    MapNode json = mesh("plugins", "--format", "json").json();
    assertThat(json.maps("plugins"))
        .hasSizeGreaterThan(17)
        .allSatisfy(
            plugin -> assertThat(plugin.keys()).contains("interface", "name", "version", "origin"));
    assertThat(json.items("problems")).isEmpty();
  }

  @Test
  void colours_onlyOnATerminal() {
    assertThat(run(true, "plugins").out()).contains("\u001b[1m");
    assertThat(run(false, "plugins").out()).doesNotContain("\u001b[");
  }
}
