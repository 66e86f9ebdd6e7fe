// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.keep.Refs;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an older snapshot of a table the current one. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Make an older snapshot of a table the current one.",
    footer = {"", "What came later can still be read by its snapshot, until that expires."})
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class RollbackCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Option(
      names = "--force",
      description = "Also to a snapshot that is not in the table's current history.")
  private boolean force;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  /** Where to. */
  @SuppressWarnings("FieldCanBeFinal") // the command line sets them
  private static final class Target {
    @Option(
        names = "--to",
        paramLabel = "SNAPSHOT",
        description = "The snapshot; see mesh history.")
    private @Nullable Long snapshot;

    @Option(
        names = "--to-time",
        paramLabel = "TIME",
        converter = Moments.class,
        description = "What was current at this time, such as 2026-01-31T12:00:00Z.")
    private @Nullable Instant time;
  }

  RollbackCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    Refs.Ref now;
    try (Lake lake = lakes.open()) {
      Refs refs = lake.table(table).refs();
      if (target.snapshot == null) {
        now = refs.rollbackTo(Objects.requireNonNull(target.time));
      } else {
        now = force ? refs.forceTo(target.snapshot) : refs.rollbackTo(target.snapshot);
      }
    }
    if (format == Output.Format.JSON) {
      output.json(MapNode.builder().put("table", table).put("snapshot", now.snapshotId()).build());
    } else {
      output.line(table + " is at snapshot " + now.snapshotId());
    }
    return MeshCli.OK;
  }
}
