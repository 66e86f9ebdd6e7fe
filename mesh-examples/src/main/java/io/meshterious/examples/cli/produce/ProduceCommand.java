// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.produce;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.produce.EventStreams.EventStream;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.ProducerBuilder;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.ProducerReport;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.pace.Rate;
import io.meshterious.producers.replay.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Produces events: now and then, many at once, or those of a file. */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    description =
        "Produce the events of a contract: now and then, many at once, or those of a file.",
    footer = {
      "",
      "  mesh produce orders --region north --burst 1000 --to orders.ndjson",
      "  mesh produce orders --region north --live 2 --to amqp://localhost",
      "  mesh produce --all --burst 1000 --to events/",
      "",
      "The same command makes the same events, on every machine."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class ProduceCommand implements Callable<Integer> {
  private final Output output;
  private final Path home;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A contract, by its id or the last part of it, or a table.")
  private @Nullable String name;

  @Option(names = "--all", description = "All events of all publishers, and what they refer to.")
  private boolean all;

  @Option(
      names = "--contracts",
      paramLabel = "DIR",
      description = "The folder with the contracts; default: those of the example warehouse.")
  private @Nullable Path contractsFolder;

  @Option(names = "--table", paramLabel = "TABLE", description = "One table of the contract.")
  private @Nullable String table;

  @Option(
      names = {"--region", "--publisher"},
      paramLabel = "NAME",
      description = "The events of one publisher; default: those of all, in turn.")
  private @Nullable String publisher;

  @ArgGroup(heading = "%nOne of:%n")
  private Mode mode = new Mode();

  /** How events are sent. */
  static final class Mode {
    @Option(
        names = "--live",
        arity = "0..1",
        fallbackValue = "10",
        paramLabel = "SECONDS",
        description = "An event each time so many seconds have passed, until it is stopped; 10.")
    private @Nullable Double live;

    @Option(
        names = "--burst",
        arity = "0..1",
        fallbackValue = "100",
        paramLabel = "COUNT",
        description = "So many rows at once; 100. This is the default.")
    private @Nullable Long burst;

    @Option(
        names = "--replay",
        paramLabel = "FILE",
        description = "The events of a file: .csv, .ndjson or .jsonl, also with .gz.")
    private @Nullable Path replay;
  }

  @Option(
      names = "--to",
      paramLabel = "URI",
      defaultValue = "-",
      description = "Where to: a file, a folder that ends in /, amqp://…, …; default: - (output).")
  private String to = "-";

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Other values than the usual.")
  private @Nullable Long seed;

  @Option(names = "--start", paramLabel = "DAY", description = "The day events begin on.")
  private @Nullable LocalDate start;

  @Option(names = "--rows-a-day", paramLabel = "ROWS", description = "Events of a usual day.")
  private @Nullable Double rowsADay;

  @Option(names = "--from-row", paramLabel = "ROW", description = "The first row; default: 0.")
  private long fromRow;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "How fast, such as 500/s, 'ramp 10/s..1000/s in 60s' or 'day 500/s in 10m'.")
  private @Nullable String rate;

  @Option(
      names = "--faults",
      paramLabel = "PLAN",
      description = "Faults to put in: a share, KIND=SHARE,…, or a file.")
  private @Nullable String faults;

  @Option(names = "--truth", paramLabel = "FILE", description = "A log of the faults.")
  private @Nullable String truth;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Says how far it came; a run that finds it goes on from there.")
  private @Nullable String checkpoint;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "How many times as fast a file is replayed; default: as fast as possible.")
  private @Nullable Double speed;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=PROPERTY",
      mapFallbackValue = "",
      description = "What a column of a file is in the contract; nothing: it is left out.")
  private Map<String, String> mapping = new LinkedHashMap<>();

  @Option(names = "--strict", description = "End with the first row that cannot be read.")
  private boolean strict;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  ProduceCommand(Output output, Path home) {
    this.output = output;
    this.home = home;
  }

  @Override
  public Integer call() throws InterruptedException {
    EventStreams contracts = contracts();
    List<EventStream> streams = streams(contracts);
    boolean several = streams.size() > 1;
    refuseOneFileForSeveral(several, "--to", to, !to.contains(":") && !to.endsWith("/"));
    refuseOneFileForSeveral(several, "--truth", truth, true);
    refuseOneFileForSeveral(several, "--checkpoint", checkpoint, true);
    List<EventGenerator> generators = Plugins.load().all(EventGenerator.class);
    List<ProducerBuilder> builders = new ArrayList<>();
    for (EventStream stream : streams) {
      builders.add(builder(contracts.contracts(), stream, generators));
    }
    List<ProducerReport> reports = new Runs(output, this::print).run(builders, mode.live != null);
    return reports.stream().allMatch(ProducerReport::complete) ? MeshCli.OK : MeshCli.BAD_INPUT;
  }

  private void print(List<ProducerReport> reports) {
    boolean eventsPrinted = to.equals("-") || to.startsWith("stdout:");
    if (format == Output.Format.JSON && !eventsPrinted) {
      output.json(ListNode.of(reports.stream().map(ReportText::json).toList()));
      return;
    }
    Output told = eventsPrinted ? output.toError() : output;
    if (reports.size() > 1) {
      ReportText.print(reports, told);
    } else {
      reports.forEach(it -> told.line(ReportText.line(it)));
    }
    for (ProducerReport report : reports) {
      ReportText.problems(report).forEach(it -> output.error(report.name() + ": " + it));
    }
  }

  private EventStreams contracts() {
    Path folder =
        contractsFolder == null
            ? home.resolve(Path.of("mesh-examples", "contracts"))
            : contractsFolder;
    return new EventStreams(DataContracts.loadAll(folder));
  }

  private List<EventStream> streams(EventStreams streams) {
    if (all == (name != null)) {
      throw wrong("Cannot tell what to produce: give the name of a contract, or --all");
    } else if (all && (table != null || publisher != null || mode.replay != null)) {
      throw wrong("Cannot produce --all with --table, --region or --replay: name a contract");
    }
    List<EventStream> found =
        name == null
            ? streams.all()
            : streams.named(name, Optional.ofNullable(table), Optional.ofNullable(publisher));
    if (mode.replay != null && found.size() > 1) {
      throw wrong("Cannot replay a file as several tables: say which with --table");
    }
    return found;
  }

  private static void refuseOneFileForSeveral(
      boolean several, String option, @Nullable String value, boolean oneFile) {
    if (several && oneFile && value != null && !value.equals("-") && !value.contains("{name}")) {
      throw wrong(
          "Cannot write several streams to one file: "
              + option
              + " '"
              + value
              + "' needs {name} in it"
              + (option.equals("--to") ? ", or a / at its end" : ""));
    }
  }

  private static MeshException wrong(String message) {
    return new MeshException(ProducerError.PRODUCER_OPTION_INVALID, message);
  }

  private ProducerBuilder builder(
      DataContracts contracts, EventStream stream, List<EventGenerator> generators) {
    ProducerBuilder builder =
        Producer.of(contracts, stream.id()).table(stream.table().name()).to(to);
    stream.publisher().ifPresent(builder::publisher);
    String streamName = stream.table().name() + stream.publisher().map(it -> "." + it).orElse("");
    if (truth != null) {
      builder.truth(Path.of(truth.replace("{name}", streamName)));
    }
    if (checkpoint != null) {
      builder.checkpoint(Path.of(checkpoint.replace("{name}", streamName)));
    }
    if (faults != null) {
      builder.faults(FaultPlan.parse(faults));
    }
    if (seed != null) {
      builder.seed(seed);
    }
    if (start != null) {
      builder.start(start);
    }
    if (rowsADay != null) {
      builder.rowsADay(rowsADay);
    }
    builder.generators(generators).fromRow(fromRow);
    pace(builder);
    return builder;
  }

  private void pace(ProducerBuilder builder) {
    if (speed != null && mode.replay == null) {
      throw wrong("Cannot set the --speed of generated events: use --rate");
    }
    if (mode.replay != null) {
      Replay file = Replay.of(mode.replay).mapping(mapping);
      builder.replay(strict ? file.strict() : file);
      if (speed != null) {
        builder.spaced(speed);
      }
    } else if (mode.live == null) {
      builder.burst(mode.burst == null ? 100 : mode.burst);
    } else {
      builder.rate(Rate.every(Duration.ofNanos(Math.round(mode.live * 1e9))));
    }
    if (rate != null) {
      builder.rate(Rate.parse(rate));
    }
  }
}
