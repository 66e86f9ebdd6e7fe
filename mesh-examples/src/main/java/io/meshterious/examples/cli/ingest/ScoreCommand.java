// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.examples.score.Score;
import io.meshterious.examples.score.ScoreReport;
import io.meshterious.lake.Lake;
import io.meshterious.producers.fault.TruthLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares what became of events with what is true about them. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Compare what became of events with what a log says is true about their faults.",
    footer = {"", "Exits with 1 when a fault was missed, or another event was rejected."})
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class ScoreCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description = "A log of faults, as 'mesh produce --truth' writes it; can be repeated.")
  private List<Path> truth = List.of();

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Where the tables are; default: where there is one of that name.")
  private @Nullable String namespace;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  ScoreCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    ScoreReport report;
    try (Lake lake = lakes.open()) {
      Score score = new Score(lake, Optional.ofNullable(namespace));
      truth.forEach(it -> TruthLog.read(it, score));
      report = score.report();
    }
    if (format == Output.Format.JSON) {
      output.json(json(report));
    } else {
      print(report, output);
    }
    return report.perfect() ? MeshCli.OK : MeshCli.BAD_INPUT;
  }

  private static void print(ScoreReport report, Output output) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("fault", "should be", "labelled", "found", "missed"));
    for (ScoreReport.Line line : report.lines()) {
      rows.add(
          List.of(
              line.kind(),
              line.expect(),
              Numbers.of(line.labelled()),
              Numbers.of(line.found()),
              Numbers.of(line.missed())));
    }
    output.table(rows);
    report
        .invented()
        .forEach(
            (reason, count) ->
                output.line(
                    output.red("invented: ")
                        + Output.count(count, "event")
                        + " without a fault rejected as "
                        + reason));
    report.problems().forEach(it -> output.line(output.red("wrong: ") + it));
    report.notes().forEach(it -> output.line(output.dim("note: " + it)));
    output.line(
        Numbers.of(report.found())
            + " of "
            + Output.count(report.labelled(), "fault")
            + " found, "
            + Numbers.of(report.inventions())
            + " invented");
  }

  private static MapNode json(ScoreReport report) {
    MapNode.Builder invented = MapNode.builder();
    report.invented().forEach(invented::put);
    return MapNode.builder()
        .put("labelled", report.labelled())
        .put("found", report.found())
        .put("perfect", report.perfect())
        .put(
            "kinds",
            ListNode.of(
                report.lines().stream()
                    .map(
                        it ->
                            MapNode.builder()
                                .put("kind", it.kind())
                                .put("expect", it.expect())
                                .put("labelled", it.labelled())
                                .put("found", it.found())
                                .put("missed", it.missed())
                                .build())
                    .toList()))
        .put("invented", invented.build())
        .put("problems", ListNode.of(report.problems()))
        .put("notes", ListNode.of(report.notes()))
        .build();
  }
}
