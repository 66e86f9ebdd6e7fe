// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.quality;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.site.Located;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.quality.QualityKind;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Rules about what a quality rule compares with. */
final class ThresholdRules {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ThresholdRules() {}

  /** Reports what is wrong. */
  static void check(Located at, QualityRule rule, Findings findings) {
    Optional<Threshold> threshold = rule.threshold();
    if (threshold.isEmpty()
        || rule.kind() == QualityKind.TEXT
        || rule.kind() == QualityKind.CUSTOM) {
      return;
    }
    String key = threshold.get().operator().key();
    List<Node> operands = threshold.get().operands();
    boolean count = rule.kind() == QualityKind.LIBRARY;
    boolean percent = rule.unit().filter("percent"::equals).isPresent();
    for (Node operand : operands) {
      if (!(operand instanceof ScalarNode scalar && scalar.isNumber())) {
        if (count && !threshold.get().operator().takesRange()) {
          findings.add(
              LintRule.THRESHOLD_NOT_NUMBER,
              at.at(key),
              key + " is " + ValueCheck.show(operand),
              "a metric is a number");
        }
        return;
      }
      BigDecimal number = scalar.decimal();
      if (count && number.signum() < 0) {
        findings.add(
            LintRule.THRESHOLD_UNREACHABLE,
            at.at(key),
            key + " is " + scalar.text(),
            "a metric is 0 or more");
        return;
      } else if (count && percent && number.compareTo(HUNDRED) > 0) {
        findings.add(
            LintRule.THRESHOLD_UNREACHABLE,
            at.at(key),
            key + " is " + scalar.text(),
            "a percentage is 100 at most");
        return;
      }
    }
    if (operands.size() == 2 && threshold.get().operator().takesRange()) {
      ScalarNode first = (ScalarNode) operands.get(0);
      ScalarNode second = (ScalarNode) operands.get(1);
      if (first.decimal().compareTo(second.decimal()) > 0) {
        findings.add(
            LintRule.THRESHOLD_REVERSED,
            at.at(key),
            key + " is " + first.text() + " to " + second.text(),
            "the smaller number comes first");
      }
    }
  }
}
