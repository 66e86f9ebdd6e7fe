// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a table follow a newer version of its contract. */
@Command(
    name = "evolve",
    mixinStandardHelpOptions = true,
    description = "Let a table follow a newer version of its contract.",
    footer = {"", "What would break somebody is refused, and nothing is done."})
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class EvolveCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Parameters(index = "1", paramLabel = "CONTRACT", description = "The file of the newer contract.")
  private Path file = Path.of("");

  @Option(names = "--plan", description = "Say what would be done, and do nothing.")
  private boolean plan;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  EvolveCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    DataContract newer = DataContract.load(file);
    List<String> steps;
    try (Lake lake = lakes.open()) {
      steps = plan ? lake.planEvolution(table, newer) : lake.evolve(table, newer);
    }
    if (format == Output.Format.JSON) {
      output.json(MapNode.builder().put("done", !plan).put("steps", ListNode.of(steps)).build());
    } else if (steps.isEmpty()) {
      output.line("nothing to do: " + table + " follows version " + newer.version());
    } else {
      steps.forEach(step -> output.line((plan ? "would " : "") + step));
    }
    return MeshCli.OK;
  }
}
