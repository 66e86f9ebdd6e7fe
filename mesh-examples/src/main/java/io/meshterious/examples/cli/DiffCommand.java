// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ContractDiff;
import io.meshterious.core.contract.diff.Impact;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what changed between two versions of a contract. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Say what changed between two versions of a contract, and what it means for those who read and write the data.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class DiffCommand implements Callable<Integer> {
  private final Output output;

  @Parameters(index = "0", paramLabel = "OLD", description = "The older version.")
  private Path older = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The newer version.")
  private Path newer = Path.of("");

  @Option(
      names = "--require-bump",
      description =
          "Exit with 1 when the declared version does not rise as far as the changes require.")
  private boolean requireBump;

  @Option(names = "--changelog", description = "Print a changelog entry in Markdown instead.")
  private boolean changelog;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  DiffCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    ContractDiff diff = DataContract.load(newer).diff(DataContract.load(older));
    if (format == Output.Format.JSON) {
      output.json(json(diff));
    } else if (changelog) {
      output.out().print(diff.changelog());
    } else {
      diff.changes().forEach(change -> output.line(text(change)));
      output.line(diff.explain());
    }
    return requireBump && !diff.satisfied() ? MeshCli.BAD_INPUT : MeshCli.OK;
  }

  private String text(Change change) {
    return label(change.impact())
        + " "
        + output.bold(change.path())
        + ": "
        + change.reason()
        + output.dim(
            " [readers " + lower(change.readers()) + ", writers " + lower(change.writers()) + "]");
  }

  private String label(Impact impact) {
    String text = String.format(Locale.ROOT, "%-10s", lower(impact));
    return switch (impact) {
      case BREAKING -> output.red(text);
      case COMPATIBLE -> output.green(text);
      case COSMETIC -> output.dim(text);
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static MapNode json(ContractDiff diff) {
    MapNode.Builder map =
        MapNode.builder()
            .put("older", diff.olderVersion())
            .put("newer", diff.newerVersion())
            .put("impact", lower(diff.impact()))
            .put("requiredBump", lower(diff.requiredBump()));
    diff.declaredBump().ifPresent(bump -> map.put("declaredBump", lower(bump)));
    return map.put("satisfied", diff.satisfied())
        .put("changes", ListNode.of(diff.changes().stream().map(DiffCommand::json).toList()))
        .build();
  }

  private static MapNode json(Change change) {
    MapNode.Builder map =
        MapNode.builder()
            .put("kind", lower(change.kind()).replace('_', '-'))
            .put("path", change.path())
            .put("readers", lower(change.readers()))
            .put("writers", lower(change.writers()))
            .put("bump", lower(change.bump()))
            .put("reason", change.reason());
    change.before().ifPresent(before -> map.put("before", before));
    change.after().ifPresent(after -> map.put("after", after));
    return map.build();
  }
}
