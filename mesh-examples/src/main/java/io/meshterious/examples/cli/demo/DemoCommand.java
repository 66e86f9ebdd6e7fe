// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.score.ScoreReport;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestReport;
import io.meshterious.lake.Lake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the example warehouse, from its contracts to answers in SQL. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Run the Mesh-terious Warehouse: produce its events, faulty ones among them, bring them"
            + " into a lake, check the books, and ask.",
    footer = {
      "",
      "It needs no server, and with --rabbitmq starts one, if RabbitMQ is installed. With --lake,",
      "tables that an earlier demo made are replaced, others of the same names are not."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class DemoCommand implements Callable<Integer> {
  private final Output output;
  private final Path home;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200000",
      description = "About so many events; default: ${DEFAULT-VALUE}.")
  private long events = 200_000;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "The folder of the lake, which stays; default: one that is deleted at the end.")
  private @Nullable Path lake;

  @Option(names = "--keep", description = "Do not delete the lake at the end.")
  private boolean keep;

  @Option(
      names = "--rabbitmq",
      paramLabel = "URI",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Let the events go through a RabbitMQ, in queues that are deleted at the end: the one at"
              + " this URI; without one, a private one that is started.")
  private @Nullable String rabbitmq;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  DemoCommand(Output output, Path home) {
    this.output = output;
    this.home = home;
  }

  /** What one renderer made of all contracts. */
  private record Driven(String renderer, int files, long bytes) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (events < 1 || events > 100_000_000) {
      output.error("Invalid --events: " + events + " (1 to 100000000)");
      return MeshCli.USAGE;
    }
    Path folder = home.resolve("mesh-examples").resolve("contracts");
    if (!Files.isDirectory(folder)) {
      output.error(
          "Cannot find the example contracts: there is no folder '"
              + folder
              + "'; start with ./mesh from a checkout");
      return MeshCli.ENVIRONMENT;
    }
    if ("".equals(rabbitmq) && !RabbitWay.installed()) {
      output.error(
          "Cannot start RabbitMQ: it is not installed; install it (apt-get install"
              + " rabbitmq-server), set RABBITMQ_BIN to the folder of its programs, or name one"
              + " that runs: --rabbitmq amqp://user:password@localhost");
      return MeshCli.ENVIRONMENT;
    }
    if (json) {
      format = Output.Format.JSON;
    }
    try (Tidying tidying = Tidying.begin()) {
      try {
        return demo(folder);
      } catch (InterruptedException | RuntimeException problem) {
        if (tidying.ending()) {
          return MeshCli.ENVIRONMENT;
        }
        throw problem;
      }
    }
  }

  private int demo(Path folder) throws IOException, InterruptedException {
    DataContracts contracts = DataContracts.loadAll(folder);
    LintReport lint = contracts.lint();
    List<Driven> driven =
        Plugins.load().all(ContractRenderer.class).stream()
            .map(renderer -> drive(renderer, contracts))
            .toList();
    try (Way way = way()) {
      Path lakeFolder = lake == null ? Files.createTempDirectory("mesh-demo-") : lake;
      try {
        return run(contracts, lint, driven, way, lakeFolder);
      } finally {
        if (lake == null && !keep) {
          delete(lakeFolder);
        }
      }
    }
  }

  private Way way() {
    if (rabbitmq == null) {
      return Way.memory();
    }
    return rabbitmq.isEmpty() ? RabbitWay.started() : RabbitWay.at(rabbitmq);
  }

  private int run(
      DataContracts contracts, LintReport lint, List<Driven> driven, Way way, Path lakeFolder)
      throws InterruptedException {
    boolean text = format == Output.Format.TEXT;
    if (text) {
      head(contracts, lint, driven);
    }
    try (Lake open = Lake.open(lakeFolder)) {
      DemoWarehouse.Result result = new DemoWarehouse(contracts, open, way, events).run();
      if (text) {
        print(result, way);
        answers(open);
        next(lakeFolder);
      } else {
        output.json(json(contracts, lint, driven, result, way, lakeFolder));
      }
      return result.good() && !lint.hasErrors() ? MeshCli.OK : MeshCli.BAD_INPUT;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Driven drive(ContractRenderer renderer, DataContracts contracts) {
    int files = 0;
    long bytes = 0;
    for (DataContract contract : contracts.all()) {
      for (Rendering.File file :
          renderer.render(RenderRequest.of(contract).within(contracts)).files()) {
        files++;
        bytes += file.content().getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return new Driven(renderer.name(), files, bytes);
  }

  private void head(DataContracts contracts, LintReport lint, List<Driven> driven) {
    long tables = contracts.all().stream().mapToLong(contract -> contract.tables().size()).sum();
    output.line(output.bold("The Mesh-terious Warehouse"));
    output.line(
        "  "
            + Output.count(contracts.all().size(), "contract")
            + ", "
            + Output.count(tables, "table")
            + "; lint: "
            + Output.count(lint.of(Severity.ERROR).size(), "error")
            + ", "
            + Output.count(lint.of(Severity.WARNING).size(), "warning"));
    output.line(
        String.format(
            Locale.ROOT,
            "  They drive %s: %s, %,d kB",
            Output.count(driven.size(), "renderer"),
            Output.count(driven.stream().mapToInt(Driven::files).sum(), "file"),
            driven.stream().mapToLong(Driven::bytes).sum() / 1000));
    output.line();
    output.out().flush();
  }

  private void print(DemoWarehouse.Result result, Way way) {
    output.line(
        output.bold(
            "Events, two of a hundred with a fault, on their way into tables, through "
                + way.shown()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "received", "stored", "rejected", "deduplicated", "late"));
    result.tables().forEach(it -> rows.add(row(it.table(), it.counts())));
    rows.add(row("all", result.counts()));
    output.table(rows);
    output.line();
    IngestCounts counts = result.counts();
    double seconds = result.took().toNanos() / 1e9;
    output.line(
        String.format(
            Locale.ROOT,
            "  %s produced, checked, deduplicated and committed in %.1f s: %,.0f/s, in %s",
            Output.count(counts.received(), "event"),
            seconds,
            counts.received() / seconds,
            Output.count(counts.commits(), "snapshot")));
    output.line(
        result.problems().isEmpty()
            ? "  The books are balanced: received = stored + deduplicated + rejected, in every"
                + " snapshot"
            : "  " + output.red("The books are not balanced:"));
    result.problems().forEach(it -> output.line("    " + it));
    ScoreReport score = result.score();
    output.line(
        String.format(
            Locale.ROOT,
            "  Score: %,d of %s found, %,d missed, %,d invented",
            score.found(),
            Output.count(score.labelled(), "fault"),
            score.labelled() - score.found(),
            score.inventions()));
    score.problems().forEach(it -> output.line("    " + output.red("wrong: ") + it));
    output.line();
  }

  private static List<String> row(String name, IngestCounts counts) {
    return Stream.concat(
            Stream.of(name),
            Stream.of(
                    counts.received(),
                    counts.stored(),
                    counts.rejected(),
                    counts.deduplicated(),
                    counts.late())
                .map(it -> String.format(Locale.ROOT, "%,d", it)))
        .toList();
  }

  private void answers(Lake open) {
    for (Answers.Question question : Answers.ALL) {
      output.line(output.bold(question.title()));
      question.sql().lines().forEach(line -> output.line("  " + output.dim(line)));
      open.sql(question.sql()).table(10, 100).lines().forEach(line -> output.line("  " + line));
      output.line();
    }
  }

  private void next(Path lakeFolder) {
    boolean stays = lake != null || keep;
    Path shown = stays ? relative(lakeFolder) : Path.of("mesh-examples/target/demo-lake");
    String inLake = " --lake " + shown;
    output.line(output.bold("Go on with"));
    if (!stays) {
      output.line("  ./mesh demo" + inLake);
    }
    output.line("  ./mesh sql" + inLake + " \"from warehouse.orders limit 5\"");
    output.line("  ./mesh books warehouse.orders" + inLake);
    output.line("  ./mesh rejects show warehouse.orders" + inLake);
    output.line("  ./mesh history warehouse.orders" + inLake);
    output.line("  ./mesh maintain" + inLake + " --plan");
    output.line(
        "  ./mesh contract render mesh-examples/contracts/warehouse/events/orders.odcs.yaml"
            + " --to ddl:postgres");
  }

  /** A path as one would type it in the checkout. */
  private Path relative(Path path) {
    Path root = home.toAbsolutePath().normalize();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(root) ? root.relativize(full) : full;
  }

  private MapNode json(
      DataContracts contracts,
      LintReport lint,
      List<Driven> driven,
      DemoWarehouse.Result result,
      Way way,
      Path lakeFolder) {
    MapNode.Builder root =
        MapNode.builder()
            .put("contracts", contracts.all().size())
            .put("errors", lint.of(Severity.ERROR).size())
            .put("warnings", lint.of(Severity.WARNING).size())
            .put(
                "drives",
                ListNode.of(
                    driven.stream()
                        .map(
                            it ->
                                MapNode.builder()
                                    .put("renderer", it.renderer())
                                    .put("files", it.files())
                                    .put("bytes", it.bytes())
                                    .build())
                        .toList()))
            .put("through", way.shown())
            .put("tables", ListNode.of(result.tables().stream().map(DemoCommand::json).toList()))
            .put("received", result.counts().received())
            .put("snapshots", result.counts().commits())
            .put("seconds", result.took().toNanos() / 1e9)
            .put("balanced", result.problems().isEmpty())
            .put(
                "score",
                MapNode.builder()
                    .put("labelled", result.score().labelled())
                    .put("found", result.score().found())
                    .put("invented", result.score().inventions())
                    .put("problems", ListNode.of(result.score().problems()))
                    .build());
    if (lake != null || keep) {
      root.put("lake", lakeFolder.toString());
    }
    return root.build();
  }

  private static MapNode json(IngestReport table) {
    return MapNode.builder()
        .put("table", table.table())
        .put("received", table.counts().received())
        .put("stored", table.counts().stored())
        .put("rejected", table.counts().rejected())
        .put("deduplicated", table.counts().deduplicated())
        .put("late", table.counts().late())
        .build();
  }
}
