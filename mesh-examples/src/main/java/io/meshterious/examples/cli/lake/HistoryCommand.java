// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.keep.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the snapshots of a table. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "List the snapshots of a table, the newest first.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class HistoryCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show so many snapshots at most; default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  HistoryCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    if (Limits.refused(limit, output)) {
      return MeshCli.USAGE;
    }
    List<HistoryEntry> history;
    try (Lake lake = lakes.open()) {
      history = lake.table(table).refs().history();
    }
    List<HistoryEntry> shown = history.stream().limit(limit).toList();
    if (format == Output.Format.JSON) {
      output.json(ListNode.of(shown.stream().map(HistoryCommand::json).toList()));
    } else if (history.isEmpty()) {
      output.line("nothing was ever written to " + table);
    } else {
      print(shown);
      if (shown.size() < history.size()) {
        output.line("and " + (history.size() - shown.size()) + " older; see --limit");
      }
    }
    return MeshCli.OK;
  }

  private void print(List<HistoryEntry> history) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("snapshot", "committed", "operation", "added", "deleted", "rows", "named"));
    for (HistoryEntry entry : history) {
      rows.add(
          List.of(
              String.valueOf(entry.snapshotId()),
              entry.at().toString(),
              entry.operation() + (entry.inCurrentHistory() ? "" : " (not current)"),
              String.valueOf(number(entry, "added-records")),
              String.valueOf(
                  number(entry, "deleted-records")
                      + number(entry, "added-position-deletes")
                      - number(entry, "removed-position-deletes")),
              String.valueOf(
                  number(entry, "total-records") - number(entry, "total-position-deletes")),
              String.join(", ", entry.refs())));
    }
    output.table(rows);
  }

  /** A count of the summary; what position deletes take away is counted apart from the records. */
  private static long number(HistoryEntry entry, String key) {
    String said = entry.summary().getOrDefault(key, "0");
    return said.matches("[0-9]{1,18}") ? Long.parseLong(said) : 0;
  }

  private static MapNode json(HistoryEntry entry) {
    MapNode.Builder node =
        MapNode.builder()
            .put("snapshot", entry.snapshotId())
            .put("committed", entry.at().toString())
            .put("operation", entry.operation())
            .put("current", entry.inCurrentHistory())
            .put("refs", ListNode.of(entry.refs()));
    entry.parentId().ifPresent(parent -> node.put("parent", parent));
    MapNode.Builder summary = MapNode.builder();
    entry.summary().forEach(summary::put);
    return node.put("summary", summary.build()).build();
  }
}
