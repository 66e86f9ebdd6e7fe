// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints a line for each result, for people. */
final class TextReport implements BenchReport {
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final PrintWriter out;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(BenchResult result) {
    StringBuilder line = new StringBuilder();
    line.append(result.bench()).append("  ").append(result.caseName()).append(":  ");
    String unit = result.metric().unit();
    line.append(number(result.ours())).append(' ').append(unit);
    line.append("  beside  ").append(number(result.baseline())).append(' ').append(unit);
    line.append(" (").append(result.baselineName()).append(")  =  ");
    line.append(String.format(Locale.ROOT, "%.2fx", result.ratio()));
    line.append(String.format(Locale.ROOT, "  spread %.0f %%", result.spread() * 100));
    line.append(" in ").append(result.rounds()).append(result.rounds() == 1 ? " round" : " rounds");
    if (result.allocated().isPresent()) {
      line.append("; garbage ").append(number(result.allocated().getAsDouble()));
      result.baselineAllocated().ifPresent(it -> line.append(" beside ").append(number(it)));
      line.append(" B/").append(event(unit));
    }
    for (Map.Entry<String, Double> fact : result.facts().entrySet()) {
      Double other = result.baselineFacts().get(fact.getKey());
      line.append("; ").append(words(fact.getKey())).append(' ').append(number(fact.getValue()));
      if (other != null) {
        line.append(" beside ").append(number(other));
        line.append(String.format(Locale.ROOT, " (%+.1f %%)", (fact.getValue() / other - 1) * 100));
      }
    }
    out.println(line);
    out.flush();
  }

  /** {@code row} for {@code rows/s}; {@code call} where the unit counts nothing. */
  private static String event(String unit) {
    int end = unit.indexOf("s/");
    return end > 0 ? unit.substring(0, end) : "call";
  }

  private static String words(String camelCase) {
    return CAPITAL.matcher(camelCase).replaceAll(it -> " " + it.group().toLowerCase(Locale.ROOT));
  }

  /** Three or four digits that count. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return String.format(Locale.ROOT, "%.2f M", value / 1e6);
    }
    String form = size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
