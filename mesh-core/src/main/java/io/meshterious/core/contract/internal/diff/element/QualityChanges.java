// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What changed in the quality rules of a table or a property. */
public final class QualityChanges {
  private static final List<String> MEASURE =
      List.of("type", "metric", "rule", "arguments", "query", "engine", "implementation", "unit");
  private static final List<String> THRESHOLD =
      Arrays.stream(Threshold.Operator.values()).map(Threshold.Operator::key).toList();

  private final Comparison rules;
  private final boolean values;

  private QualityChanges(Comparison rules, boolean values) {
    this.rules = rules;
    this.values = values;
  }

  /**
   * Reports it.
   *
   * @param values whether the changes of allowed values already speak for the rules that state them
   */
  public static void report(Comparison element, boolean values) {
    element.covering(
        "quality",
        () -> new QualityChanges(element.named("quality", QualityChanges::name), values).report());
    if (values && element.differs("quality")) {
      element.cover("quality");
    }
  }

  private static String name(MapNode map) {
    QualityRule rule = new QualityRule(map);
    return rule.id()
        .or(rule::name)
        .or(rule::metric)
        .or(rule::query)
        .or(rule::description)
        .orElse(rule.kind().name().toLowerCase(java.util.Locale.ROOT));
  }

  private void report() {
    for (String name : rules.open()) {
      String label = "quality rule " + Wording.quoted(name);
      boolean statesValues = statesValues(rules.before(name)) || statesValues(rules.after(name));
      if (rules.before(name).isPresent() && rules.after(name).isPresent()) {
        rules.covering(name, () -> rule(rules.item(name), label));
      } else if (values && statesValues) {
        rules.cover(name);
      } else if (rules.before(name).isEmpty()) {
        rules.report(ChangeKind.QUALITY_RULE_ADDED, label + " is new", name);
      } else {
        rules.report(ChangeKind.QUALITY_RULE_REMOVED, label + " is gone", name);
      }
      if (values && statesValues) {
        rules.cover(name);
      }
    }
    rules.rest();
  }

  private static boolean statesValues(Optional<Node> rule) {
    return rule.filter(
            node -> node instanceof MapNode map && !new QualityRule(map).onlyValues().isEmpty())
        .isPresent();
  }

  private void rule(Comparison rule, String label) {
    if (values
        && statesValues(Optional.of(rule.older()))
        && statesValues(Optional.of(rule.newer()))) {
      rule.cover("arguments");
    }
    String measure =
        rule.open().stream()
            .filter(MEASURE::contains)
            .map(Wording::quoted)
            .collect(Collectors.joining(", "));
    if (!measure.isEmpty()) {
      report(
          rule,
          ChangeKind.QUALITY_RULE_CHANGED,
          label + " measures something else: " + measure + " changed");
      rule.cover(MEASURE.toArray(String[]::new));
      rule.cover(THRESHOLD.toArray(String[]::new));
    } else if (THRESHOLD.stream().anyMatch(rule::differs)) {
      Optional<Threshold> before = Threshold.of(rule.older());
      Optional<Threshold> after = Threshold.of(rule.newer());
      report(
          rule,
          direction(before, after),
          label + " asks for " + words(after) + ", it was " + words(before));
      rule.cover(THRESHOLD.toArray(String[]::new));
    }
    Documentation.report(rule, " of " + label);
    CustomProperties.report(rule);
    rule.rest();
  }

  private static void report(Comparison rule, ChangeKind kind, String what) {
    rule.report(kind, what, Optional.of(rule.older()), Optional.of(rule.newer()));
  }

  private static ChangeKind direction(Optional<Threshold> before, Optional<Threshold> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty()
          ? ChangeKind.QUALITY_RULE_TIGHTENED
          : ChangeKind.QUALITY_RULE_LOOSENED;
    }
    Optional<Interval> was = before.flatMap(Interval::of);
    Optional<Interval> is = after.flatMap(Interval::of);
    if (was.isEmpty() || is.isEmpty()) {
      return ChangeKind.QUALITY_RULE_CHANGED;
    } else if (was.get().contains(is.get())) {
      return ChangeKind.QUALITY_RULE_TIGHTENED;
    }
    return is.get().contains(was.get())
        ? ChangeKind.QUALITY_RULE_LOOSENED
        : ChangeKind.QUALITY_RULE_CHANGED;
  }

  private static String words(Optional<Threshold> threshold) {
    return threshold
        .map(
            it ->
                it.operator().key()
                    + " "
                    + it.operands().stream()
                        .map(
                            node ->
                                node instanceof ScalarNode scalar
                                    ? scalar.text()
                                    : Wording.value(node))
                        .collect(Collectors.joining(" and ")))
        .orElse("nothing");
  }
}
