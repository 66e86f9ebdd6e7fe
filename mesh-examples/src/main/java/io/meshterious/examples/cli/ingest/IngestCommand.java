// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.lineage.LineageFile;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestBuilder;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestReport;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.Route;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
        "Bring events into tables: checked, deduplicated, booked, and committed before they are"
            + " acknowledged.",
    footer = {
      "",
      "  mesh ingest orders.odcs.yaml --from amqp://localhost/?queue=orders --into raw.orders",
      "  mesh ingest orders.odcs.yaml --from events/ --into raw.orders --until-drained",
      "  mesh ingest orders.odcs.yaml returns.odcs.yaml --from amqp://localhost/?queue=shop"
          + " --route type --into raw.orders --into raw.returns",
      "",
      "It runs until it is interrupted, and ends gracefully then."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class IngestCommand implements Callable<Integer> {
  private static final Duration SHOWN_EVERY = Duration.ofMillis(250);
  private static final String FIELD = "field:";

  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "CONTRACT",
      description = "The contract of the events; several with --route.")
  private List<Path> contracts = List.of();

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
      description =
          "The table, such as raw.orders; made if it is not there. Once for each contract, in the"
              + " same order.")
  private List<String> into = List.of();

  @Option(
      names = "--route",
      paramLabel = "BY",
      description =
          "What says to which contract an event belongs: type, or field:NAME. It has the"
              + " contract's mesh.eventType.")
  private @Nullable String route;

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
    List<DataContract> events = contracts.stream().map(DataContract::load).toList();
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

  private IngestBuilder builder(List<DataContract> events, Lake lake, @Nullable LineageFile facts) {
    Ingest.Named named =
        Ingest.named(name == null ? into.get(0).replaceAll("[^A-Za-z0-9_-]", "-") : name);
    Ingest.Sourced sourced = named.from(from.get(0));
    from.stream().skip(1).forEach(sourced::from);
    IngestBuilder builder = tables(sourced, events, lake).lanes(lanes).commitEvery(commitEvery);
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

  private IngestBuilder tables(Ingest.Sourced sourced, List<DataContract> events, Lake lake) {
    if (into.size() != events.size()) {
      throw invalid(
          "--into",
          String.join(", ", into),
          "one table for each of the contracts, of which there are " + events.size());
    }
    String by = route;
    if (by == null && events.size() > 1) {
      throw invalid("--route", "", "several contracts need one: type, or field:NAME");
    } else if (by == null) {
      Ingest.Contracted contracted =
          table == null ? sourced.contract(events.get(0)) : sourced.contract(events.get(0), table);
      return contracted.into(lake, into.get(0));
    }
    String only = table;
    if (only != null && events.size() > 1) {
      throw invalid("--table", only, "it is for one contract");
    }
    Route[] routes = new Route[events.size()];
    for (int i = 0; i < routes.length; i++) {
      Route of = only == null ? Route.of(events.get(i)) : Route.of(events.get(i), only);
      routes[i] = of.into(into.get(i));
    }
    if (by.equals("type")) {
      return sourced.byType(routes).into(lake);
    } else if (by.startsWith(FIELD)) {
      return sourced.byField(by.substring(FIELD.length()), routes).into(lake);
    }
    throw invalid("--route", by, "type, or field:NAME");
  }

  private static MeshException invalid(String option, String value, String rule) {
    return new MeshException(
        IngestError.INGEST_OPTION_INVALID,
        "Invalid option of a pipeline: " + option + " '" + value + "' (" + rule + ")");
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
    String worst =
        Collections.max(
                ingest.status().tables().entrySet(),
                Comparator.comparingLong(it -> it.getValue().rejected()))
            .getKey();
    return new MeshException(
        IngestError.TOO_MANY_REJECTS,
        "Cannot go on with pipeline into '"
            + String.join("', '", into)
            + "': "
            + ingest.status().why()
            + " ("
            + Numbers.of(ingest.status().counts())
            + "); see: mesh rejects show "
            + worst);
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
                String.join(", ", report.tables().keySet()),
                Output.count(report.counts().received(), "event"),
                report.took().toNanos() / 1e9,
                report.rate(),
                Numbers.of(report.counts()),
                Output.count(report.counts().commits(), "commit")));
        if (report.tables().size() > 1) {
          report.tables().forEach((name, counts) -> output.line(line(name, counts)));
        }
      }
      output.out().flush();
    }
    return MeshCli.OK;
  }

  private static String line(String table, IngestCounts counts) {
    return "  "
        + table
        + ": "
        + Output.count(counts.received(), "event")
        + ": "
        + Numbers.of(counts)
        + "; "
        + Output.count(counts.commits(), "commit");
  }

  private static MapNode json(IngestReport report) {
    MapNode.Builder json = MapNode.builder();
    json.put("pipeline", report.name());
    json.put("table", report.table());
    put(json, report.counts());
    json.put("seconds", report.took().toNanos() / 1e9);
    List<Node> tables = new ArrayList<>();
    report
        .tables()
        .forEach(
            (name, counts) -> {
              MapNode.Builder one = MapNode.builder();
              one.put("table", name);
              put(one, counts);
              tables.add(one.build());
            });
    json.put("tables", ListNode.of(tables));
    return json.build();
  }

  private static void put(MapNode.Builder json, IngestCounts counts) {
    json.put("received", counts.received());
    json.put("stored", counts.stored());
    json.put("deduplicated", counts.deduplicated());
    json.put("rejected", counts.rejected());
    json.put("late", counts.late());
    json.put("bytes", counts.bytes());
    json.put("commits", counts.commits());
  }

  private static void removeUnlessItRuns(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook does its work.
    }
  }
}
