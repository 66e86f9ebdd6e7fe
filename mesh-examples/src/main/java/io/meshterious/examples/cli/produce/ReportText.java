// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.produce;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.Output;
import io.meshterious.producers.ProducerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What producers report, for people and for scripts. */
final class ReportText {
  private ReportText() {}

  /** What came of a run, in one line. */
  static String line(ProducerReport report) {
    StringBuilder text = new StringBuilder(report.name()).append(": ");
    text.append(Output.count(report.sent(), "event"));
    text.append(String.format(Locale.ROOT, " in %.1f s", seconds(report)));
    if (report.nextRow() > report.fromRow()) {
      text.append(
          String.format(Locale.ROOT, ", rows %,d to %,d", report.fromRow(), report.nextRow() - 1));
    }
    if (!report.faults().isEmpty()) {
      text.append(", ").append(faults(report.faults()));
    }
    if (report.refused() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d refused", report.refused()));
    }
    if (report.unsettled() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d of which it is not known", report.unsettled()));
    }
    if (report.skipped() > 0) {
      text.append(", ").append(Output.count(report.skipped(), "row")).append(" passed over");
    }
    return text.toString();
  }

  /** A table of runs, and what they come to. */
  static void print(List<ProducerReport> reports, Output output) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("stream", "events", "faults", "refused", "events/s"));
    for (ProducerReport report : reports) {
      rows.add(
          List.of(
              report.name(),
              number(report.sent()),
              number(sum(report.faults())),
              number(report.refused()),
              number(Math.round(report.sent() / Math.max(1e-3, seconds(report))))));
    }
    output.table(rows);
    long sent = reports.stream().mapToLong(ProducerReport::sent).sum();
    output.line(Output.count(reports.size(), "stream") + ", " + Output.count(sent, "event"));
  }

  /** The first of what went wrong, and how much more there is. */
  static List<String> problems(ProducerReport report) {
    List<String> lines = new ArrayList<>();
    report.refusals().forEach(it -> lines.add("refused " + it.eventId() + ": " + it.why()));
    if (report.refused() > report.refusals().size()) {
      lines.add("… and " + number(report.refused() - report.refusals().size()) + " more refused");
    }
    report.problems().forEach(it -> lines.add("passed over " + it));
    if (report.skipped() > report.problems().size()) {
      lines.add(
          "… and " + number(report.skipped() - report.problems().size()) + " more passed over");
    }
    return lines;
  }

  private static String faults(Map<String, Long> faults) {
    String kinds =
        new TreeMap<>(faults)
            .entrySet().stream()
                .map(it -> it.getKey() + " " + number(it.getValue()))
                .collect(Collectors.joining(", "));
    return Output.count(sum(faults), "fault") + " (" + kinds + ")";
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static double seconds(ProducerReport report) {
    return report.duration().toNanos() / 1e9;
  }

  static MapNode json(ProducerReport report) {
    MapNode.Builder faults = MapNode.builder();
    report.faults().forEach(faults::put);
    return MapNode.builder()
        .put("stream", report.name())
        .put("fromRow", report.fromRow())
        .put("nextRow", report.nextRow())
        .put("sent", report.sent())
        .put("confirmed", report.confirmed())
        .put("refused", report.refused())
        .put("unsettled", report.unsettled())
        .put("skipped", report.skipped())
        .put("seconds", seconds(report))
        .put("faults", faults.build())
        .put("problems", ListNode.of(problems(report)))
        .build();
  }
}
