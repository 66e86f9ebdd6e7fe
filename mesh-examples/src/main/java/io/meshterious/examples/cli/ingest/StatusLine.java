// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.ingest.IngestStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line on a terminal that says how a pipeline is, written over again and again. */
final class StatusLine {
  private static final int WIDTH = 110;

  private final PrintWriter terminal;
  private long lastRead;
  private long lastNanos = System.nanoTime();
  private double rate;
  private boolean shown;

  StatusLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Shows how it is. */
  void show(IngestStatus status) {
    long now = System.nanoTime();
    long read = status.counts().received() + status.inFlight();
    double current = Math.max(0, read - lastRead) / ((now - lastNanos) / 1e9);
    rate = rate == 0 ? current : 0.7 * rate + 0.3 * current;
    lastRead = read;
    lastNanos = now;
    String text = text(status, rate, Instant.now());
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    terminal.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    terminal.flush();
    shown = true;
  }

  /** The line for a pipeline that reads so many events a second. */
  static String text(IngestStatus status, double rate, Instant now) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,.0f/s", rate));
    status.waiting().ifPresent(it -> text.append(String.format(Locale.ROOT, "  %,d waiting", it)));
    text.append("  ").append(Numbers.of(status.counts()));
    status
        .lastCommit()
        .ifPresent(
            it ->
                text.append("  committed ")
                    .append(Duration.between(it.when(), now).toSeconds())
                    .append(" s ago"));
    if (!status.why().isEmpty()) {
      text.append("  [")
          .append(status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append(": ")
          .append(status.why())
          .append(']');
    }
    return text.toString();
  }

  /** Takes the line away. */
  void clear() {
    if (shown) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
      shown = false;
    }
  }
}
