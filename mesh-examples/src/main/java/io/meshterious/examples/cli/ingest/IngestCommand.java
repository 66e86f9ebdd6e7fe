// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.lineage.LineageFile;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestBuilder;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestReport;
import io.meshterious.ingest.IngestState;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Bring events into a table: checked, deduplicated, booked, and committed before they are"
            + " acknowledged.",
    footer = {
      "",
      "  mesh ingest orders.odcs.yaml --from amqp://localhost/?queue=orders --into raw.orders",
      "  mesh ingest orders.odcs.yaml --from events/ --into raw.orders --until-drained",
      "",
      "It runs until it is interrupted, and ends gracefully then."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class IngestCommand implements Callable<Integer> {
  private static final Duration SHOWN_EVERY = Duration.ofMillis(250);

  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The contract of the events.")
  private Path contract = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "URI",
      required = true,
      description = "Where events come from: amqp://…, a file, a folder, …; can be repeated.")
  private List<String> from = List.of();

  @Option(
      names = "--into",
      paramLabel = "TABLE",
      required = true,
      description = "The table, such as raw.orders; made if it is not there.")
  private String into = "";

  @Option(names = "--table", paramLabel = "NAME", description = "The table in the contract.")
  private @Nullable String table;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the pipeline in commits and connections; default: by the table.")
  private @Nullable String name;

  @Option(names = "--until-drained", description = "End when all there is has been committed.")
  private boolean untilDrained;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many threads read; default: ${DEFAULT-VALUE}.")
  private int lanes = 1;

  @Option(
      names = "--commit-every",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = Durations.class,
      description = "How often to commit, such as 500ms, 5s or 1m; default: ${DEFAULT-VALUE}.")
  private Duration commitEvery = Duration.ofSeconds(5);

  @Option(names = "--reject-late", description = "Reject late events instead of storing them.")
  private boolean rejectLate;

  @Option(
      names = "--pause-above",
      paramLabel = "SHARE",
      description = "End when more than this share of the events is rejected, such as 0.2.")
  private @Nullable Double pauseAbove;

  @Option(
      names = "--lineage",
      paramLabel = "FILE",
      description = "Append to this file, for each commit, what was made of what: lines of JSON.")
  private @Nullable Path lineage;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  private boolean told;

  IngestCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    DataContract events = DataContract.load(contract);
    try (Lake lake = lakes.openOrMake();
        LineageFile facts = lineage == null ? null : LineageFile.open(lineage);
        Ingest ingest = builder(events, lake, facts).start()) {
      Thread hook = new Thread(() -> endHere(ingest), "stop-ingest");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        watch(ingest);
        return tell(ingest.stop());
      } finally {
        removeUnlessItRuns(hook);
      }
    }
  }

  private IngestBuilder builder(DataContract events, Lake lake, @Nullable LineageFile facts) {
    Ingest.Named named = Ingest.named(name == null ? into.replaceAll("[^A-Za-z0-9_-]", "-") : name);
    Ingest.Sourced sourced = named.from(from.get(0));
    from.stream().skip(1).forEach(sourced::from);
    Ingest.Contracted contracted =
        table == null ? sourced.contract(events) : sourced.contract(events, table);
    IngestBuilder builder = contracted.into(lake, into).lanes(lanes).commitEvery(commitEvery);
    if (rejectLate) {
      builder.rejectLate();
    }
    if (pauseAbove != null) {
      builder.pauseAbove(pauseAbove);
    }
    if (facts != null) {
      builder.lineage(facts);
    }
    return builder;
  }

  private void watch(Ingest ingest) throws InterruptedException {
    StatusLine line = new StatusLine(output.err());
    StatusLog log = new StatusLog(output.err(), Instant.now());
    try {
      boolean done = false;
      while (!done && ingest.status().state() != IngestState.STOPPED) {
        if (output.progress()) {
          line.show(ingest.status());
        } else {
          log.show(ingest.status(), Instant.now());
        }
        if (untilDrained) {
          done = ingest.awaitDrained(SHOWN_EVERY);
        } else {
          Thread.sleep(SHOWN_EVERY.toMillis());
        }
        if (ingest.status().state() == IngestState.PAUSED) {
          throw tooMany(ingest);
        }
      }
    } finally {
      line.clear();
    }
  }

  private MeshException tooMany(Ingest ingest) {
    return new MeshException(
        IngestError.TOO_MANY_REJECTS,
        "Cannot go on with pipeline into '"
            + into
            + "': "
            + ingest.status().why()
            + " ("
            + Numbers.of(ingest.status().counts())
            + "); see: mesh rejects show "
            + into);
  }

  /** Ends the pipeline when the process is told to end. */
  private void endHere(Ingest ingest) {
    try {
      tell(ingest.stop());
    } catch (MeshException problem) {
      output.error(problem.getMessage() + " (" + problem.code().label() + ")");
    }
  }

  private synchronized int tell(IngestReport report) {
    if (!told) {
      told = true;
      if (format == Output.Format.JSON) {
        output.json(json(report));
      } else {
        output.line(
            String.format(
                Locale.ROOT,
                "%s: %s in %.1f s (%,.0f/s): %s; %s",
                report.table(),
                Output.count(report.counts().received(), "event"),
                report.took().toNanos() / 1e9,
                report.rate(),
                Numbers.of(report.counts()),
                Output.count(report.counts().commits(), "commit")));
      }
      output.out().flush();
    }
    return MeshCli.OK;
  }

  private static MapNode json(IngestReport report) {
    return MapNode.builder()
        .put("pipeline", report.name())
        .put("table", report.table())
        .put("received", report.counts().received())
        .put("stored", report.counts().stored())
        .put("deduplicated", report.counts().deduplicated())
        .put("rejected", report.counts().rejected())
        .put("late", report.counts().late())
        .put("bytes", report.counts().bytes())
        .put("commits", report.counts().commits())
        .put("seconds", report.took().toNanos() / 1e9)
        .build();
  }

  private static void removeUnlessItRuns(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook does its work.
    }
  }
}
