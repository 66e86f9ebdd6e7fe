// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.examples.cli.lake.DemoLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads the example warehouse's contracts and shows what they drive. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Load the contracts of the Mesh-terious Warehouse and show what they drive, a lake among it.",
    footer = {
      "",
      "Tables that an earlier demo made are replaced, others of the same names are not."
    })
final class DemoCommand implements Callable<Integer> {
  private final Output output;
  private final Path home;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "The folder of the demo's lake; default: mesh-examples/target/demo-lake.")
  private @Nullable Path lake;

  DemoCommand(Output output, Path home) {
    this.output = output;
    this.home = home;
  }

  /** What one renderer made of all contracts. */
  private record Driven(String renderer, String description, int files, long bytes) {}

  @Override
  public Integer call() {
    Path folder = home.resolve("mesh-examples").resolve("contracts");
    if (!Files.isDirectory(folder)) {
      output.error(
          "Cannot find the example contracts: there is no folder '"
              + folder
              + "'; start with ./mesh from a checkout");
      return MeshCli.ENVIRONMENT;
    }
    DataContracts contracts = DataContracts.loadAll(folder);
    LintReport report = contracts.lint();
    List<Driven> driven =
        Plugins.load().all(ContractRenderer.class).stream()
            .map(renderer -> drive(renderer, contracts))
            .toList();
    Path lakeFolder =
        lake == null ? home.resolve(Path.of("mesh-examples", "target", "demo-lake")) : lake;
    DemoLake demo = new DemoLake(lakeFolder);
    if (format == Output.Format.JSON) {
      output.json(json(contracts, report, driven, demo.json(contracts)));
    } else {
      print(contracts, report, driven);
      demo.show(contracts, output);
      next(folder, lakeFolder);
    }
    return report.hasErrors() ? MeshCli.BAD_INPUT : MeshCli.OK;
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
    return new Driven(renderer.name(), renderer.description(), files, bytes);
  }

  private void print(DataContracts contracts, LintReport report, List<Driven> driven) {
    int properties =
        contracts.all().stream()
            .flatMap(contract -> contract.tables().stream())
            .mapToInt(table -> table.properties().size())
            .sum();
    long tables = contracts.all().stream().mapToLong(contract -> contract.tables().size()).sum();
    output.line(output.bold("The Mesh-terious Warehouse"));
    output.line(
        Output.count(contracts.all().size(), "contract")
            + ", "
            + Output.count(tables, "table")
            + ", "
            + Output.count(properties, "top-level field")
            + "; lint: "
            + Output.count(report.of(Severity.ERROR).size(), "error")
            + ", "
            + Output.count(report.of(Severity.WARNING).size(), "warning"));
    output.line();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("contract", "version", "domain", "kind", "tables", "fields"));
    for (DataContract contract : contracts.all()) {
      rows.add(
          List.of(
              contract.id().orElse(""),
              contract.version(),
              contract.domain().orElse(""),
              kind(contract),
              String.valueOf(contract.tables().size()),
              String.valueOf(
                  contract.tables().stream().mapToInt(table -> table.properties().size()).sum())));
    }
    output.table(rows);
    output.line();
    output.line(output.bold("What they drive"));
    List<List<String>> made = new ArrayList<>();
    made.add(List.of("renderer", "files", "size", "what it is"));
    driven.forEach(
        it ->
            made.add(
                List.of(
                    it.renderer(),
                    String.valueOf(it.files()),
                    size(it.bytes()),
                    it.description())));
    output.table(made);
    output.line();
  }

  private void next(Path contracts, Path lakeFolder) {
    Path orders = contracts.resolve(Path.of("warehouse", "events", "orders.odcs.yaml"));
    String inLake = " --lake " + relative(lakeFolder);
    output.line(output.bold("Go on with"));
    output.line("  ./mesh contract render " + relative(orders) + " --to ddl:postgres");
    output.line("  ./mesh sql" + inLake + " \"select * from demo.orders limit 5\"");
    output.line("  ./mesh describe demo.orders" + inLake);
    output.line("  ./mesh history demo.products" + inLake);
    output.line("  ./mesh maintain" + inLake + " --plan");
  }

  /** A path as one would type it in the checkout. */
  private Path relative(Path path) {
    Path root = home.toAbsolutePath().normalize();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(root) ? root.relativize(full) : full;
  }

  private static String kind(DataContract contract) {
    List<String> kinds =
        contract.tables().stream()
            .map(Table::hints)
            .flatMap(hints -> hints.kind().stream())
            .map(TableHints.Kind::name)
            .distinct()
            .toList();
    return kinds.size() == 1 ? kinds.get(0).toLowerCase(Locale.ROOT) : "tables";
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0);
  }

  private static MapNode json(
      DataContracts contracts, LintReport report, List<Driven> driven, MapNode demoLake) {
    return MapNode.builder()
        .put(
            "contracts",
            ListNode.of(
                contracts.all().stream().map(contract -> contract.id().orElse("")).toList()))
        .put("errors", report.of(Severity.ERROR).size())
        .put("warnings", report.of(Severity.WARNING).size())
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
        .put("lake", demoLake)
        .build();
  }
}
