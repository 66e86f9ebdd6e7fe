// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.examples.cli.lake.LakeFolderOption;
import io.meshterious.ingest.books.Books;
import io.meshterious.ingest.books.BooksReport;
import io.meshterious.lake.Lake;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Audits the books of a table. */
@Command(
    name = "books",
    mixinStandardHelpOptions = true,
    description = "Check whether every event that pipelines read for a table is accounted for.",
    footer = {"", "Exits with 1 when something does not add up."})
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class BooksCommand implements Callable<Integer> {
  private static final int PROBLEMS = 20;

  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  BooksCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    BooksReport report;
    try (Lake lake = lakes.open()) {
      report = Books.audit(lake, table);
    }
    if (format == Output.Format.JSON) {
      output.json(json(report));
    } else {
      print(report);
    }
    return report.balanced() ? MeshCli.OK : MeshCli.BAD_INPUT;
  }

  private void print(BooksReport report) {
    BooksReport.Totals totals = report.totals();
    output.table(
        List.of(
            List.of("commits", "received", "stored", "deduplicated", "rejected", "late"),
            List.of(
                Numbers.of(report.commits().size()),
                Numbers.of(totals.received()),
                Numbers.of(totals.stored()),
                Numbers.of(totals.deduplicated()),
                Numbers.of(totals.rejected()),
                Numbers.of(totals.late()))));
    if (!report.others().isEmpty()) {
      output.line(
          Output.count(report.others().size(), "commit")
              + " of others, which added "
              + Numbers.of(report.others().stream().mapToLong(BooksReport.OtherCommit::added).sum())
              + " and deleted "
              + Numbers.of(
                  report.others().stream().mapToLong(BooksReport.OtherCommit::deleted).sum())
              + " rows");
    }
    tell(report.repeated(), "whose commit did not come about; their events came again");
    tell(report.unknown(), "of snapshots that have expired");
    tell(report.rolledBack(), "of snapshots that were rolled back");
    if (!report.whole()) {
      output.line("older snapshots have expired: of what they counted nothing is known");
    }
    if (report.balanced()) {
      output.line(output.green("the books are balanced"));
    } else {
      report.problems().stream()
          .limit(PROBLEMS)
          .forEach(it -> output.line(output.red("wrong: ") + it));
      if (report.problems().size() > PROBLEMS) {
        output.line("… and " + (report.problems().size() - PROBLEMS) + " more");
      }
    }
  }

  private void tell(long rows, String what) {
    if (rows > 0) {
      output.line(Output.count(rows, "rejected event") + " " + what);
    }
  }

  private static MapNode json(BooksReport report) {
    BooksReport.Totals totals = report.totals();
    return MapNode.builder()
        .put("table", report.table())
        .put("balanced", report.balanced())
        .put("commits", report.commits().size())
        .put("received", totals.received())
        .put("stored", totals.stored())
        .put("deduplicated", totals.deduplicated())
        .put("rejected", totals.rejected())
        .put("late", totals.late())
        .put("whole", report.whole())
        .put("rejectRows", report.rejectRows())
        .put("repeated", report.repeated())
        .put("unknown", report.unknown())
        .put("rolledBack", report.rolledBack())
        .put(
            "others",
            ListNode.of(
                report.others().stream()
                    .map(
                        it ->
                            MapNode.builder()
                                .put("snapshot", it.snapshot())
                                .put("committed", it.at().toString())
                                .put("operation", it.operation())
                                .put("added", it.added())
                                .put("deleted", it.deleted())
                                .build())
                    .toList()))
        .put("problems", ListNode.of(report.problems()))
        .build();
  }
}
