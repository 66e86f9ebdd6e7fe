// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.ingest.reject.RejectGroup;
import io.meshterious.ingest.reject.Rejects;
import io.meshterious.lake.Lake;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with rejected events. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Say what is wrong with the events that did not get into a table.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class RejectsShowCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  RejectsShowCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    List<RejectGroup> groups;
    try (Lake lake = lakes.open()) {
      groups = Rejects.of(lake, table).inspect();
    }
    if (format == Output.Format.JSON) {
      output.json(ListNode.of(groups.stream().map(RejectsShowCommand::json).toList()));
    } else if (groups.isEmpty()) {
      output.line("nothing was ever rejected from " + table);
    } else {
      print(groups);
    }
    return MeshCli.OK;
  }

  private void print(List<RejectGroup> groups) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("events", "open", "reason", "field", "first", "last"));
    for (RejectGroup group : groups) {
      rows.add(
          List.of(
              Numbers.of(group.count()),
              Numbers.of(group.open()),
              group.reason() + " " + group.code(),
              group.field(),
              group.first().truncatedTo(ChronoUnit.SECONDS).toString(),
              group.last().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    output.table(rows);
    for (RejectGroup group : groups) {
      output.line();
      output.line(
          output.bold(group.reason() + (group.field().isEmpty() ? "" : " " + group.field())));
      for (RejectGroup.Example it : group.examples()) {
        output.line("  " + (it.eventId().isEmpty() ? "" : it.eventId() + ": ") + it.message());
        output.line("    " + output.dim(it.source() + ", " + it.position()));
      }
    }
  }

  private static MapNode json(RejectGroup group) {
    return MapNode.builder()
        .put("reason", group.reason())
        .put("code", group.code())
        .put("field", group.field())
        .put("events", group.count())
        .put("replayed", group.replayed())
        .put("rejectedAgain", group.rejectedAgain())
        .put("first", group.first().toString())
        .put("last", group.last().toString())
        .put(
            "examples",
            ListNode.of(
                group.examples().stream()
                    .map(
                        it ->
                            MapNode.builder()
                                .put("event", it.eventId())
                                .put("source", it.source())
                                .put("position", it.position())
                                .put("message", it.message())
                                .build())
                    .toList()))
        .build();
  }
}
