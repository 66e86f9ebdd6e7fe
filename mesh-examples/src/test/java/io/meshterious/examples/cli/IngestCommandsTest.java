// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.event.MemoryQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that run pipelines and look at what they did. */
class IngestCommandsTest {
  private static final Path ORDERS =
      CliRun.HOME.resolve("mesh-examples/contracts/warehouse/events/orders.odcs.yaml");

  @TempDir private Path folder;
  private final String queue = "cli-" + UUID.randomUUID();

  @AfterEach
  void forget() {
    MemoryQueue.forget(queue);
  }

  private CliRun onLake(Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + 2, Object[].class);
    all[args.length] = "--lake";
    all[args.length + 1] = folder.resolve("lake");
    return mesh(all);
  }

  private Path produce(String faults) {
    Path truth = folder.resolve("truth.ndjson");
    CliRun run =
        mesh(
            "produce",
            "orders",
            "--region",
            "north",
            "--burst",
            2_000,
            "--faults",
            faults,
            "--truth",
            truth,
            "--to",
            "memory:" + queue);
    assertThat(run.code()).as(run.err()).isZero();
    return truth;
  }

  private CliRun ingest(Object... more) {
    Object[] args = {
      "ingest", ORDERS, "--from", "memory:" + queue, "--into", "raw.orders", "--until-drained"
    };
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return onLake(all);
  }

  @Test
  void ingest_untilDrained_isBooked_andScores() {
    // Given
    Path truth = produce("0.1");
    // When
    Path lineage = folder.resolve("lineage.ndjson");
    CliRun run = ingest("--lanes", 1, "--commit-every", "300ms", "--lineage", lineage);
    // Then
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(lineage)
        .content()
        .contains("\"stage\": \"ingest\"", "\"name\": \"memory:" + queue, "raw.orders__rejects");
    assertThat(run.out())
        .matches(
            "raw\\.orders: 2,[0-9]{3} events in [0-9.]+ s \\([0-9,]+/s\\): [0-9,]+ stored, [0-9]+"
                + " deduplicated, [0-9]+ rejected, [0-9]+ late; [0-9]+ commits?\\R");
    assertThat(onLake("books", "raw.orders").out()).contains("the books are balanced");
    MapNode books = onLake("books", "raw.orders", "--format", "json").json();
    assertThat(books.get("balanced")).contains(Node.of(true));
    assertThat(books.get("whole")).contains(Node.of(true));

    CliRun score = onLake("score", "--truth", truth);
    assertThat(score.code()).as(score.out() + score.err()).isZero();
    assertThat(score.out())
        .containsPattern("wrong-type +rejected +([0-9]+) +\\1 +0")
        .containsPattern("([0-9]+) of \\1 faults found, 0 invented");
    MapNode json = onLake("score", "--truth", truth, "--format", "json").json();
    assertThat(json.get("perfect")).contains(Node.of(true));
    assertThat(json.maps("kinds")).hasSizeGreaterThan(10);
  }

  @Test
  void ingest_withRoutes_feedsTheTableOfEachContract() {
    // Given
    produce("wrong-type=0.02");
    assertThat(
            mesh("produce", "vehicle_tracking", "--burst", 500, "--to", "memory:" + queue).code())
        .isZero();
    Path positions = ORDERS.resolveSibling("vehicle_tracking.odcs.yaml");
    // When
    CliRun run =
        ingest(positions, "--route", "type", "--into", "raw.positions", "--commit-every", "300ms");
    // Then
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("^raw\\.orders, raw\\.positions: 2,500 events in ")
        .containsPattern("\\R  raw\\.orders: 2,000 events: [0-9,]+ stored, 0 ded")
        .contains("\n  raw.positions: 500 events: 500 stored, 0 deduplicated, 0 rejected");
    MapNode again =
        ingest(
                positions,
                "--route",
                "field:event_type",
                "--into",
                "raw.positions",
                "--format",
                "json")
            .json();
    assertThat(again.get("received")).contains(Node.of(0));
    assertThat(again.maps("tables"))
        .extracting(it -> it.text("table").orElseThrow())
        .containsExactly("raw.orders", "raw.positions");
  }

  @Test
  void score_ofAnotherTruth_tellsWhatWasMissedAndInvented() throws Exception {
    Path truth = produce("wrong-type=0.02,duplicate=0.02");
    assertThat(ingest().code()).isZero();
    assertThat(onLake("score", "--truth", truth).code()).isZero();
    // A log that knows one fault by another digest.
    var lines = Files.readAllLines(truth);
    String first = lines.stream().filter(it -> it.contains("wrong-type")).findFirst().orElseThrow();
    lines.remove(first);
    lines.add(first.replaceAll("\"digest\":\"....", "\"digest\":\"0000"));
    Files.write(truth, lines);
    CliRun run = onLake("score", "--truth", truth);
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.out())
        .contains("invented: 1 event without a fault rejected as TYPE_WRONG")
        .containsPattern("wrong: orders.north row [0-9]+: wrong-type should be rejected, but was")
        .contains(", 1 invented");
  }

  @Test
  void rejects_areShown_andReplayed() {
    // Given
    produce("wrong-type=0.02");
    MapNode made = ingest("--format", "json").json();
    String rejected = made.get("rejected").orElseThrow().toString();
    // When
    CliRun show = onLake("rejects", "show", "raw.orders");
    // Then
    assertThat(show.code()).isZero();
    assertThat(show.out()).contains("TYPE_WRONG MESH-4013", "memory queue").doesNotContain("{");
    ListNode groups = (ListNode) onLake("rejects", "show", "raw.orders", "--format", "json").node();
    assertThat(groups.items().stream().mapToLong(it -> count((MapNode) it)).sum())
        .isEqualTo(Long.parseLong(rejected));

    CliRun replay =
        onLake(
            "rejects",
            "replay",
            "raw.orders",
            "--contract",
            ORDERS,
            "--where",
            "reason = 'TYPE_WRONG'");
    assertThat(replay.code()).as(replay.err()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(replay.out())
        .isEqualTo(
            "raw.orders: "
                + Output.count(Long.parseLong(rejected), "event")
                + " taken: 0 replayed, 0 known already, "
                + rejected
                + " rejected again (TYPE_WRONG "
                + rejected
                + ")\n");
    MapNode none =
        onLake(
                "rejects",
                "replay",
                "raw.orders",
                "--contract",
                ORDERS,
                "--where",
                "false",
                "--format",
                "json")
            .json();
    assertThat(none.get("taken")).contains(Node.of(0));
  }

  private static long count(MapNode group) {
    return Long.parseLong(group.get("events").orElseThrow().toString());
  }

  @Test
  void ingest_withTooManyRejects_ends_andSaysWhy() {
    produce("wrong-type=0.5");
    CliRun run = ingest("--pause-above", "0.2");
    assertThat(run.code()).isEqualTo(MeshCli.BAD_INPUT);
    assertThat(run.err()).contains("MESH-5012", "more than 20", "mesh rejects show raw.orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingest CONTRACT --from memory:x | Missing required option: '--into=TABLE'",
        "ingest CONTRACT --into raw.x | Missing required option: '--from=URI'",
        "ingest CONTRACT --from memry:x --into raw.x | known are [",
        "ingest CONTRACT --from memory:x --into raw.x --commit-every soon | not a duration such as",
        "ingest CONTRACT --from memory:x --into raw.x --commit-every 1ms | 10 milliseconds to a day",
        "ingest CONTRACT --from memory:x --into raw.x --lanes 0 | Invalid number of lanes",
        "ingest CONTRACT --from memory:x --into raw.x --pause-above 7 | Invalid share of rejects",
        "ingest CONTRACT --from memory:x --into raw.x --table ordrs | [orders]",
        "ingest CONTRACT --from memory:x --into raw.x --name a/b | Invalid name of a pipeline",
        "ingest CONTRACT CONTRACT --from memory:x --into raw.x | one table for each of the contracts",
        "ingest CONTRACT CONTRACT --from memory:x --into raw.x --into raw.y | need one: type, or",
        "ingest CONTRACT --from memory:x --into raw.x --route typ | type, or field:NAME",
        "ingest CONTRACT --from memory:x --into raw.x --route field: | Invalid field",
        "books raw.none | raw.none",
        "rejects show raw.none | raw.none",
        "rejects replay raw.none --contract CONTRACT | raw.none",
        "rejects replay raw.none | Missing required option: '--contract=FILE'",
        "score | Missing required option: '--truth=FILE'",
      })
  void wrongUse_isTold(String command, String message) {
    mesh("create", ORDERS, "--lake", folder.resolve("lake"), "--namespace", "raw");
    Object[] args = command.replace("CONTRACT", ORDERS.toString()).split(" ", -1);
    CliRun run = onLake(args);
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
  }
}
