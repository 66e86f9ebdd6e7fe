// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.ingest.reject.Rejects;
import io.meshterious.ingest.reject.Replay;
import io.meshterious.ingest.reject.ReplayReport;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays rejected events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Send rejected events once more, under a contract that allows more of them.",
    footer = {
      "",
      "  mesh rejects replay raw.orders --contract orders.odcs.yaml --where \"field = 'channel'\"",
      "",
      "Exits with 1 when events were rejected again."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class RejectsReplayCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      required = true,
      description = "What the events should be.")
  private Path contract = Path.of("");

  @Option(names = "--table", paramLabel = "NAME", description = "The table in the contract.")
  private @Nullable String events;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "Only those; a condition about the columns of TABLE__rejects.")
  private @Nullable String where;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  RejectsReplayCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    DataContract loaded = DataContract.load(contract);
    ReplayReport report;
    try (Lake lake = lakes.open()) {
      Rejects rejects = Rejects.of(lake, table);
      Replay replay = events == null ? rejects.replay(loaded) : rejects.replay(loaded, events);
      report = (where == null ? replay : replay.where(where)).run();
    }
    if (format == Output.Format.JSON) {
      output.json(json(report));
    } else {
      output.line(text(report));
    }
    return report.complete() ? MeshCli.OK : MeshCli.BAD_INPUT;
  }

  private static String text(ReplayReport report) {
    StringBuilder text = new StringBuilder(report.table());
    text.append(
        String.format(
            Locale.ROOT,
            ": %s taken: %,d replayed, %,d known already, %,d rejected again",
            Output.count(report.taken(), "event"),
            report.replayed(),
            report.known(),
            report.stillRejected()));
    if (!report.rejectedAgain().isEmpty()) {
      text.append(
          report.rejectedAgain().entrySet().stream()
              .map(it -> it.getKey() + " " + Numbers.of(it.getValue()))
              .collect(Collectors.joining(", ", " (", ")")));
    }
    if (report.left() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d to be replayed once more", report.left()));
    }
    return text.toString();
  }

  private static MapNode json(ReplayReport report) {
    MapNode.Builder again = MapNode.builder();
    report.rejectedAgain().forEach(again::put);
    return MapNode.builder()
        .put("table", report.table())
        .put("taken", report.taken())
        .put("replayed", report.replayed())
        .put("known", report.known())
        .put("rejectedAgain", again.build())
        .put("left", report.left())
        .build();
  }
}
