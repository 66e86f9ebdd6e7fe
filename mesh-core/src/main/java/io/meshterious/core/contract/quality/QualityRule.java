// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.quality;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.List;
import java.util.Optional;

/** A check on a table or a property. */
public final class QualityRule extends Element {
  /** A view of a map. */
  public QualityRule(MapNode node) {
    super(node);
  }

  /**
   * How the rule is expressed; a rule without a {@code type} is a library rule, as the standard
   * says.
   */
  public QualityKind kind() {
    return switch (text("type").orElse("library")) {
      case "sql" -> QualityKind.SQL;
      case "text" -> QualityKind.TEXT;
      case "custom" -> QualityKind.CUSTOM;
      default -> QualityKind.LIBRARY;
    };
  }

  /** The name. */
  public Optional<String> name() {
    return text("name");
  }

  /** The rule in words. */
  public Optional<String> description() {
    return text("description");
  }

  /** The metric of a library rule; the older key {@code rule} counts as well. */
  public Optional<String> metric() {
    return text("metric").or(() -> text("rule"));
  }

  /** The arguments of the metric; empty when there are none. */
  public MapNode arguments() {
    return node().map("arguments").orElse(MapNode.EMPTY);
  }

  /** The query of an SQL rule, placeholders and all. */
  public Optional<String> query() {
    return text("query");
  }

  /** The engine of a custom rule. */
  public Optional<String> engine() {
    return text("engine");
  }

  /** What the engine of a custom rule is to run: text or a map. */
  public Optional<Node> implementation() {
    return node().get("implementation");
  }

  /** What the measured value must be. */
  public Optional<Threshold> threshold() {
    return Threshold.of(node());
  }

  /** What the value counts, such as {@code rows} or {@code percent}. */
  public Optional<String> unit() {
    return text("unit");
  }

  /** The quality dimension, such as {@code completeness}. */
  public Optional<String> dimension() {
    return text("dimension");
  }

  /** How bad a failure is, such as {@code error}. */
  public Optional<String> severity() {
    return text("severity");
  }

  /** What a failure touches, such as {@code operational}. */
  public Optional<String> businessImpact() {
    return text("businessImpact");
  }

  /** The method, such as {@code reconciliation}. */
  public Optional<String> method() {
    return text("method");
  }

  /** What runs the check. */
  public Optional<String> scheduler() {
    return text("scheduler");
  }

  /** When the check runs. */
  public Optional<String> schedule() {
    return text("schedule");
  }

  /**
   * The only values that the rule allows: those of an {@code invalidValues} rule that tolerates
   * none; else empty.
   */
  public List<Node> onlyValues() {
    boolean noneTolerated =
        threshold()
            .filter(
                it ->
                    it.operator() == Threshold.Operator.MUST_BE
                        && it.operands().equals(List.of(Node.of(0))))
            .isPresent();
    boolean aboutValues =
        kind() == QualityKind.LIBRARY && metric().filter("invalidValues"::equals).isPresent();
    return aboutValues && noneTolerated ? arguments().items("validValues") : List.of();
  }
}
