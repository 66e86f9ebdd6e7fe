// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with contracts. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Say everything that is wrong with contracts, or could be better.",
    footer = {
      "",
      "Exits with 1 when there is an error; with --strict, when there is a warning too."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class LintCommand implements Callable<Integer> {
  private final Output output;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Contracts, or folders of them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--severity",
      defaultValue = "STYLE",
      description = "The least severity that is shown: error, warning or style (default).")
  private Severity severity = Severity.STYLE;

  @Option(names = "--strict", description = "Let warnings fail as well.")
  private boolean strict;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  LintCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    int contracts = 0;
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        DataContracts folder = DataContracts.readLeniently(path);
        if (folder.all().isEmpty() && folder.unreadable().isEmpty()) {
          output.error("Cannot lint '" + path + "': " + Output.NO_CONTRACTS);
          return MeshCli.USAGE;
        }
        contracts += folder.all().size() + folder.unreadable().size();
        findings.addAll(folder.lint().findings());
      } else {
        contracts++;
        findings.addAll(DataContract.readLeniently(path).lint().findings());
      }
    }
    LintReport report = new LintReport(findings);
    List<Finding> shown =
        report.findings().stream()
            .filter(finding -> finding.severity().compareTo(severity) <= 0)
            .toList();
    if (format == Output.Format.JSON) {
      output.json(json(contracts, report, shown));
    } else {
      shown.forEach(finding -> output.line(text(finding)));
      output.line(summary(contracts, report));
    }
    boolean failed = report.hasErrors() || (strict && !report.of(Severity.WARNING).isEmpty());
    return failed ? MeshCli.BAD_INPUT : MeshCli.OK;
  }

  private String text(Finding finding) {
    String label = finding.severity().name().toLowerCase(Locale.ROOT);
    String severityText =
        switch (finding.severity()) {
          case ERROR -> output.red(label);
          case WARNING -> output.yellow(label);
          case STYLE -> output.dim(label);
        };
    String place =
        finding.file() + ":" + finding.location().line() + ":" + finding.location().column();
    return output.bold(place)
        + ": "
        + severityText
        + ": "
        + finding.message()
        + output.dim(" [" + finding.rule().id() + "]");
  }

  private String summary(int contracts, LintReport report) {
    String text =
        Output.count(contracts, "contract")
            + ": "
            + Output.count(report.of(Severity.ERROR).size(), "error")
            + ", "
            + Output.count(report.of(Severity.WARNING).size(), "warning")
            + ", "
            + report.of(Severity.STYLE).size()
            + " of style";
    return report.hasErrors() ? output.red(text) : report.clean() ? output.green(text) : text;
  }

  private static MapNode json(int contracts, LintReport report, List<Finding> shown) {
    return MapNode.builder()
        .put("contracts", contracts)
        .put("errors", report.of(Severity.ERROR).size())
        .put("warnings", report.of(Severity.WARNING).size())
        .put("style", report.of(Severity.STYLE).size())
        .put("findings", ListNode.of(shown.stream().map(LintCommand::json).toList()))
        .build();
  }

  private static MapNode json(Finding finding) {
    MapNode.Builder map =
        MapNode.builder()
            .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
            .put("rule", finding.rule().id())
            .put("file", finding.file())
            .put("line", finding.location().line())
            .put("column", finding.location().column())
            .put("path", finding.jsonPath())
            .put("found", finding.found())
            .put("allowed", finding.allowed());
    finding.suggestion().ifPresent(suggestion -> map.put("suggestion", suggestion));
    return map.put("message", finding.message()).build();
  }
}
