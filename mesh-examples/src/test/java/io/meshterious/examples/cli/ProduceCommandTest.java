// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that produces events: what it sends, what it says of it, and how it fails. */
class ProduceCommandTest {
  @TempDir private Path folder;

  @Test
  void burst_ofARegion_isTheSameEventsEachTime() throws IOException {
    // When
    Path one = folder.resolve("one.ndjson");
    Path two = folder.resolve("two.ndjson");
    CliRun run = mesh("produce", "orders", "--region", "north", "--burst", 50, "--to", one);
    mesh("produce", "warehouse.events.orders", "--region", "north", "--burst", 50, "--to", two);

    // Then
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).matches("orders.north: 50 events in [0-9.]+ s, rows 0 to 49\\R");
    assertThat(Files.readAllLines(one)).hasSize(50).allMatch(it -> it.contains("\"north\""));
    assertThat(one).hasSameBinaryContentAs(two);
  }

  @Test
  void burst_fromARow_isThatPartOfTheWhole() throws IOException {
    Path whole = folder.resolve("whole.ndjson");
    Path part = folder.resolve("part.ndjson");
    mesh("produce", "restocks", "--burst", 90, "--to", whole);
    mesh("produce", "restocks", "--burst", 20, "--from-row", 60, "--to", part);
    assertThat(Files.readAllLines(part)).isEqualTo(Files.readAllLines(whole).subList(60, 80));
  }

  @Test
  void all_makesAFileForEachStreamOfTheWarehouseAndTheShop() throws IOException {
    // When
    CliRun run = mesh("produce", "--all", "--burst", 20, "--to", folder + "/", "--format", "json");

    // Then
    assertThat(run.code()).as(run.err()).isZero();
    List<MapNode> reports =
        ((ListNode) run.node()).items().stream().map(MapNode.class::cast).toList();
    List<String> names = reports.stream().map(it -> it.text("stream").orElseThrow()).toList();
    assertThat(names).doesNotHaveDuplicates().hasSize(6 * 4 + 6 + 7 + 7);
    assertThat(names)
        .contains("orders.west", "returns.north", "vehicle_tracking", "sla_risk", "dim_product")
        .contains("order_items", "payments")
        .doesNotContain("fact_orders");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString().replace(".ndjson", "")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void faults_withALog_areToldByKind() throws IOException {
    // When
    Path truth = folder.resolve("truth.ndjson");
    CliRun run =
        mesh(
            "produce",
            "orders",
            "--region",
            "east",
            "--burst",
            1000,
            "--faults",
            "wrong-type=0.1",
            "--truth",
            truth,
            "--to",
            folder.resolve("orders.ndjson"));

    // Then
    int faults = Files.readAllLines(truth).size();
    assertThat(faults).isBetween(60, 140);
    assertThat(run.out()).contains(faults + " faults (wrong-type " + faults + ")");
  }

  @Test
  void replay_ofWhatWasProduced_isTheSame() throws IOException {
    // Given
    Path made = folder.resolve("made.ndjson");
    mesh("produce", "returns", "--region", "south", "--burst", 30, "--to", made);
    Files.writeString(made, "no event\n", java.nio.file.StandardOpenOption.APPEND);

    // When
    Path again = folder.resolve("again.ndjson");
    CliRun run = mesh("produce", "returns", "--replay", made, "--to", again);

    // Then
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.out()).contains("30 events", "1 row passed over");
    assertThat(run.err()).contains("passed over line 31: ").doesNotContain("no event");
    assertThat(Files.readAllLines(again)).isEqualTo(Files.readAllLines(made).subList(0, 30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "produce | Cannot tell what to produce: give the name of a contract, or --all",
        "produce orders --all | Cannot tell what to produce",
        "produce ordrs | did you mean 'orders'?",
        "produce orders --region nrth | did you mean 'north'?",
        "produce shop --table item | known are [customers, sellers, products",
        "produce --all --to all.ndjson | needs {name} in it, or a / at its end",
        "produce shop --to - --truth t.ndjson | --truth 't.ndjson' needs {name} in it",
        "produce orders --speed 2 | use --rate",
        "produce orders --rate fast | Invalid rate: 'fast'",
        "produce orders --to ampq://localhost | did you mean 'amqp'?",
        "produce orders --faults lost=0.1 --to x.ndjson | lost",
        "produce orders --burst 0 --to x.ndjson | Invalid number of rows: 0 (1 or above)",
        "produce shop --replay x.csv | say which with --table",
        "produce orders --live --burst | mutually exclusive",
      })
  void wrongUse_isTold(String command, String message) {
    CliRun run = mesh((Object[]) command.split(" ", -1));
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
  }
}
