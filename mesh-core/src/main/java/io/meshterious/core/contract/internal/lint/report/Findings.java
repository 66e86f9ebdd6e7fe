// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.report;

import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.error.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Collects what is found in one contract. */
public final class Findings {
  private static final int LISTED = 10;
  private static final int LONGEST_QUOTE = 80;
  private static final long COMPARISONS = 2_000_000;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private long comparisons;

  /** Nothing yet, in a file or other origin. */
  public Findings(String file) {
    this.file = file;
  }

  /** Adds what {@code found} says all about. */
  public void add(LintRule rule, Place place, String found) {
    add(rule, place, found, "", Optional.empty());
  }

  /** Adds a finding with what is allowed. */
  public void add(LintRule rule, Place place, String found, String allowed) {
    add(rule, place, found, allowed, Optional.empty());
  }

  /** Adds a finding with what is allowed and, if there is one, the name that was probably meant. */
  public void add(
      LintRule rule, Place place, String found, String allowed, Optional<String> meant) {
    findings.add(
        new Finding(
            rule,
            file,
            place.location(),
            place.path(),
            found,
            allowed,
            meant.map(Findings::quote)));
  }

  /**
   * The known name that a wrong one probably means; gives up when a contract has very many wrong
   * names.
   */
  public Optional<String> meant(String wrong, Collection<String> known) {
    comparisons += known.size();
    return comparisons > COMPARISONS ? Optional.empty() : NearMiss.of(wrong, known);
  }

  /** What was found so far, in order of place. */
  public LintReport report() {
    return new LintReport(findings);
  }

  /** A text in quotes, shortened when it is long, with control characters made visible. */
  public static String quote(String text) {
    StringBuilder shown = new StringBuilder("'");
    int end = Math.min(text.length(), LONGEST_QUOTE);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> shown.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return shown.append(end < text.length() ? "…'" : "'").toString();
  }

  /** Names in quotes with commas and a last "and"; of a long list only the first ones. */
  public static String list(Collection<String> names) {
    List<String> shown =
        names.stream()
            .limit(names.size() > LISTED + 1 ? LISTED : names.size())
            .map(Findings::quote)
            .toList();
    if (shown.size() < names.size()) {
      return String.join(", ", shown) + " and " + (names.size() - shown.size()) + " more";
    }
    int last = shown.size() - 1;
    return last < 1
        ? String.join("", shown)
        : String.join(", ", shown.subList(0, last)) + " and " + shown.get(last);
  }

  /** "allowed are …" or, for a single name, "allowed is …". */
  public static String allowed(Collection<String> names) {
    return names.isEmpty()
        ? ""
        : (names.size() == 1 ? "allowed is " : "allowed are ") + list(names);
  }
}
