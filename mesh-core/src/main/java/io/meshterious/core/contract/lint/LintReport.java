// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import java.util.Comparator;
import java.util.List;

/**
 * Everything lint found, ordered by file, line, column and rule.
 *
 * @param findings the findings
 */
public record LintReport(List<Finding> findings) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(finding -> finding.location().line())
          .thenComparingInt(finding -> finding.location().column())
          .thenComparing(Finding::rule)
          .thenComparing(Finding::jsonPath)
          .thenComparing(Finding::found);

  /** Orders the findings. */
  public LintReport {
    findings = findings.stream().sorted(ORDER).toList();
  }

  /** Whether nothing was found. */
  public boolean clean() {
    return findings.isEmpty();
  }

  /** Whether an error was found. */
  public boolean hasErrors() {
    return !of(Severity.ERROR).isEmpty();
  }

  /** The findings of one severity. */
  public List<Finding> of(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }
}
