// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.produce;

import io.meshterious.producers.ProducerStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A line on a terminal that says how far producers came, written over again and again. */
final class ProgressLine {
  private static final int WIDTH = 100;

  private final PrintWriter terminal;
  private long lastSent;
  private long lastNanos;
  private double rate;
  private boolean shown;

  ProgressLine(PrintWriter terminal) {
    this.terminal = terminal;
    this.lastNanos = System.nanoTime();
  }

  /** Shows how far they came. */
  void show(List<ProducerStatus> all) {
    long now = System.nanoTime();
    long sent = all.stream().mapToLong(ProducerStatus::sent).sum();
    double seconds = (now - lastNanos) / 1e9;
    rate = rate == 0 ? (sent - lastSent) / seconds : 0.7 * rate + 0.3 * (sent - lastSent) / seconds;
    lastSent = sent;
    lastNanos = now;
    String text = text(all, rate);
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    terminal.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    terminal.flush();
    shown = true;
  }

  /** The line for some producers that send so many events a second. */
  static String text(List<ProducerStatus> all, double rate) {
    long sent = all.stream().mapToLong(ProducerStatus::sent).sum();
    long confirmed = all.stream().mapToLong(ProducerStatus::confirmed).sum();
    long refused = all.stream().mapToLong(ProducerStatus::refused).sum();
    String name = all.size() == 1 ? all.get(0).name() : all.size() + " streams";
    StringBuilder text = new StringBuilder(name);
    text.append(
        String.format(Locale.ROOT, "  %,d sent  %,.0f/s  %,d confirmed", sent, rate, confirmed));
    if (refused > 0) {
      text.append(String.format(Locale.ROOT, "  %,d refused", refused));
    }
    remaining(all, rate).ifPresent(it -> text.append("  ").append(it).append(" to go"));
    all.stream()
        .map(ProducerStatus::state)
        .filter(it -> !it.isEmpty())
        .findFirst()
        .ifPresent(it -> text.append("  [").append(it).append(']'));
    return text.toString();
  }

  /** How long it will take to the end; empty when there is none, or nothing is sent. */
  private static Optional<String> remaining(List<ProducerStatus> all, double rate) {
    if (rate < 0.01 || all.stream().anyMatch(it -> it.rows().isEmpty())) {
      return Optional.empty();
    }
    long rows = all.stream().mapToLong(it -> it.rows().orElse(0)).sum();
    long sent = all.stream().mapToLong(ProducerStatus::sent).sum();
    Duration left = Duration.ofSeconds((long) (Math.max(0, rows - sent) / rate));
    return Optional.of(
        left.toHours() > 0
            ? left.toHours() + " h " + left.toMinutesPart() + " min"
            : left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s");
  }

  /** Takes the line away. */
  void clear() {
    if (shown) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }
}
