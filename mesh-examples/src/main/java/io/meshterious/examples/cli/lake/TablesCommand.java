// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the tables of a lake. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "List the tables of a lake, and how large they are.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class TablesCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  TablesCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    List<TableDescription> tables;
    try (Lake lake = lakes.open()) {
      tables = lake.tables().stream().map(name -> lake.table(name).description()).toList();
    }
    if (format == Output.Format.JSON) {
      output.json(ListNode.of(tables.stream().map(TablesCommand::json).toList()));
    } else if (tables.isEmpty()) {
      output.line("no tables; make some with: mesh create CONTRACT");
    } else {
      print(tables);
    }
    return MeshCli.OK;
  }

  private void print(List<TableDescription> tables) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "rows", "files", "bytes", "last commit"));
    for (TableDescription table : tables) {
      rows.add(
          List.of(
              table.name().toString(),
              String.format(Locale.ROOT, "%,d", table.counts().rows()),
              String.valueOf(table.counts().files()),
              String.format(Locale.ROOT, "%,d", table.counts().bytes()),
              table.snapshot().map(it -> it.time().toString()).orElse("")));
    }
    output.table(rows);
  }

  private static MapNode json(TableDescription table) {
    MapNode.Builder node =
        MapNode.builder()
            .put("table", table.name().toString())
            .put("rows", table.counts().rows())
            .put("files", table.counts().files())
            .put("bytes", table.counts().bytes());
    table
        .snapshot()
        .ifPresent(it -> node.put("snapshot", it.id()).put("committed", it.time().toString()));
    return node.build();
  }
}
