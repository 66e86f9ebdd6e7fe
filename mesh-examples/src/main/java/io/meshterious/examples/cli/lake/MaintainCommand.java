// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps tables in shape. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description =
        "Keep tables in shape: compact files, fold deletes, rewrite manifests, expire snapshots,"
            + " remove orphans.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class MaintainCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(arity = "0..*", paramLabel = "TABLE", description = "The tables; default: all.")
  private List<String> tables = List.of();

  @Option(names = "--plan", description = "Say what would be done, and do nothing.")
  private boolean plan;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  MaintainCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    int code = MeshCli.OK;
    List<Node> nodes = new ArrayList<>();
    try (Lake lake = lakes.open()) {
      List<TableName> names =
          tables.isEmpty() ? lake.tables() : tables.stream().map(TableName::of).toList();
      for (TableName name : names) {
        MaintenancePlan planned = lake.table(name).maintenance().plan();
        if (plan) {
          nodes.add(json(name, planned));
          text(planned.toString());
        } else {
          MaintenanceReport report = planned.run();
          for (MaintenanceReport.Step step : report.steps()) {
            if (step.failure().isPresent()) {
              code = Math.max(code, MeshCli.code(step.failure().get().category()));
            }
          }
          nodes.add(json(name, report));
          text(report.toString());
        }
      }
    }
    if (format == Output.Format.JSON) {
      output.json(ListNode.of(nodes));
    }
    return code;
  }

  private void text(String text) {
    if (format == Output.Format.TEXT) {
      output.line(text.strip());
    }
  }

  private static MapNode json(TableName name, MaintenancePlan plan) {
    return MapNode.builder()
        .put("table", name.toString())
        .put(
            "steps",
            ListNode.of(
                plan.steps().stream()
                    .map(
                        step ->
                            MapNode.builder()
                                .put("task", step.task())
                                .put("what", step.what())
                                .put("why", step.why())
                                .put("files", step.files())
                                .put("bytes", step.bytes())
                                .put("snapshots", step.snapshots())
                                .build())
                    .toList()))
        .build();
  }

  private static MapNode json(TableName name, MaintenanceReport report) {
    return MapNode.builder()
        .put("table", name.toString())
        .put("milliseconds", report.took().toMillis())
        .put("bytesFreed", report.bytesFreed())
        .put(
            "steps",
            ListNode.of(
                report.steps().stream()
                    .map(
                        step -> {
                          MapNode.Builder node =
                              MapNode.builder()
                                  .put("task", step.task())
                                  .put("filesRemoved", step.filesRemoved())
                                  .put("filesAdded", step.filesAdded())
                                  .put("bytesFreed", step.bytesFreed())
                                  .put("snapshotsRemoved", step.snapshotsRemoved())
                                  .put("commits", step.commits());
                          step.failure().ifPresent(why -> node.put("failure", why.getMessage()));
                          return node.build();
                        })
                    .toList()))
        .build();
  }
}
