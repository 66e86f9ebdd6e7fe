// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import io.meshterious.core.error.NearMiss;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./mesh bench}. */
@Command(
    name = "mesh bench",
    mixinStandardHelpOptions = true,
    description = "Measures ours beside its baselines, in turn, in one run.",
    footerHeading = "%nBenchmarks:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it ran", "2:the command was used wrongly", "3:a benchmark failed"})
public final class BenchCli implements Callable<Integer> {
  private static final int FAILED = 3;
  private static final int MOST_ROUNDS = 1000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "The benchmarks to run, or 'all'.")
  private @Nullable List<String> names;

  @Option(names = "--quick", description = "A rough answer in under a minute.")
  private boolean quick;

  @Option(names = "--json", description = "One JSON object per case, each on a line of its own.")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often ours and its baselines take turns (default: 5; with --quick: 3).")
  private @Nullable Integer rounds;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Run on the first N cores only (default: all; Linux, with taskset).")
  private @Nullable Integer cores;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to write what is measured (default: the system's folder for such).")
  private @Nullable Path folder;

  @Option(
      names = "--source",
      paramLabel = "KIND",
      description = "Where ingest reads: memory, queue or stream (default: memory).")
  private @Nullable String source;

  @Option(
      names = "--ids",
      paramLabel = "N",
      description = "How many ids dedupe knows (default: 10000000; with --quick: 1000000).")
  private @Nullable Integer ids;

  BenchCli() {}

  /** Runs benchmarks and exits with a code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  /** Runs benchmarks and returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new BenchCli());
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.getCommandSpec()
        .usageMessage()
        .footer(
            Benches.all().stream()
                .map(bench -> String.format("  %-10s %s", bench.name(), bench.about()))
                .toArray(String[]::new));
    line.setParameterExceptionHandler(
        (problem, parsed) -> {
          problem.getCommandLine().getErr().println("mesh: " + problem.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          problem.printStackTrace(command.getErr());
          return FAILED;
        });
    int code = args.length == 0 ? line.execute("--help") : line.execute(args);
    out.flush();
    return code;
  }

  @Override
  public Integer call() throws Exception {
    List<String> wanted = names == null ? List.of() : names;
    List<Bench> chosen =
        wanted.equals(List.of("all")) ? Benches.all() : wanted.stream().map(this::bench).toList();
    if (chosen.isEmpty()) {
      throw wrong("Missing NAME: known benchmarks are " + Benches.names());
    }
    BenchSize size = quick ? BenchSize.QUICK : BenchSize.FULL;
    int count = rounds == null ? size.rounds() : rounds;
    if (count < 1 || count > MOST_ROUNDS) {
      throw wrong("Invalid --rounds: " + count + " (from 1 to " + MOST_ROUNDS + ")");
    }
    BenchOptions options = options(chosen);
    if (cores != null) {
      pin(cores);
    }
    PrintWriter out = command().commandLine().getOut();
    for (Bench bench : chosen) {
      run(bench, size, count, options, folder, json ? new JsonReport(out) : new TextReport(out));
    }
    return CommandLine.ExitCode.OK;
  }

  private BenchOptions options(List<Bench> chosen) {
    if (source != null) {
      only("--source", "ingest", chosen);
      if (!BenchOptions.SOURCES.contains(source)) {
        throw wrong("Invalid --source: " + source + " (one of " + BenchOptions.SOURCES + ")");
      }
    }
    if (ids != null) {
      only("--ids", "dedupe", chosen);
      if (ids < 1 || ids > BenchOptions.MOST_IDS) {
        throw wrong("Invalid --ids: " + ids + " (from 1 to " + BenchOptions.MOST_IDS + ")");
      }
    }
    return new BenchOptions(
        Optional.ofNullable(source), ids == null ? OptionalInt.empty() : OptionalInt.of(ids));
  }

  private void only(String option, String name, List<Bench> chosen) {
    if (chosen.stream().noneMatch(bench -> bench.name().equals(name))) {
      throw wrong("Invalid " + option + ": only benchmark '" + name + "' has it");
    }
  }

  /** Runs one benchmark in a folder of its own, which is deleted afterwards. */
  static void run(
      Bench bench,
      BenchSize size,
      int rounds,
      BenchOptions options,
      @Nullable Path parent,
      BenchReport report)
      throws Exception {
    String prefix = "mesh-bench-" + bench.name() + "-";
    Path scratch =
        parent == null
            ? Files.createTempDirectory(prefix)
            : Files.createTempDirectory(Files.createDirectories(parent), prefix);
    try {
      bench.run(new BenchRun(bench, size, rounds, options, scratch, report));
    } finally {
      BenchRun.delete(scratch);
    }
  }

  private Bench bench(String name) {
    return Benches.named(name)
        .orElseThrow(
            () ->
                wrong(
                    "Cannot find benchmark '"
                        + name
                        + "': known are "
                        + Benches.names()
                        + NearMiss.of(name, Benches.names())
                            .map(it -> "; did you mean '" + it + "'?")
                            .orElse("")));
  }

  private void pin(int count) throws InterruptedException {
    int there = Cores.available();
    if (count < 1 || count > there) {
      throw wrong("Invalid --cores: " + count + " (from 1 to " + there + ")");
    }
    try {
      Cores.use(count);
    } catch (IOException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("Cannot run outside of a command line");
    }
    return spec;
  }
}
