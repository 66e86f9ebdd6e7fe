// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import static io.meshterious.core.contract.internal.lint.structure.Forms.NUMBER;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXT;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXTS;
import static io.meshterious.core.contract.internal.lint.structure.Forms.choice;
import static io.meshterious.core.contract.internal.lint.structure.Key.optional;
import static io.meshterious.core.contract.internal.lint.structure.Key.required;

import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The part of the standard that describes quality rules. */
final class QualityGrammar {
  private static final List<String> METRICS =
      List.of("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");
  private static final List<String> OPERATORS =
      Arrays.stream(Threshold.Operator.values()).map(Threshold.Operator::key).toList();

  private final ApiVersion version;
  private final Key id;
  private final ValueType customProperties;
  private final ValueType definitions;

  /** The grammar of a version, with what quality rules share with other maps. */
  QualityGrammar(ApiVersion version, Key id, ValueType customProperties, ValueType definitions) {
    this.version = version;
    this.id = id;
    this.customProperties = customProperties;
    this.definitions = definitions;
  }

  /** A quality rule. */
  Kind kind() {
    Kind anything = Kind.open("a map of any keys");
    Kind kind =
        Kind.closed(
            "a quality rule",
            id,
            optional("name", TEXT),
            optional("description", TEXT),
            optional("type", choice("text", "library", "sql", "custom")),
            optional(
                "dimension",
                choice(
                    "accuracy",
                    "completeness",
                    "conformity",
                    "consistency",
                    "coverage",
                    "timeliness",
                    "uniqueness")),
            optional("unit", TEXT),
            optional("severity", TEXT),
            optional("businessImpact", TEXT),
            optional("method", TEXT),
            optional("scheduler", TEXT),
            optional("schedule", TEXT),
            optional("tags", TEXTS),
            optional("authoritativeDefinitions", definitions),
            optional("customProperties", customProperties));
    Key rule = optional("rule", TEXT);
    Key metric =
        new Key(
            "metric",
            choice(METRICS.toArray(String[]::new)),
            version.knowsThreeOne(),
            true,
            Optional.empty());
    Key arguments = optional("arguments", new ValueType.Element(() -> anything)).fromThreeOne();
    Key query = required("query", TEXT);
    Key engine = required("engine", TEXT);
    Key implementation =
        required(
            "implementation", new ValueType.Either(TEXT, new ValueType.Element(() -> anything)));
    List<String> library = version.knowsThreeOne() ? OPERATORS : List.of("metric", "rule");
    List<String> sql = version.knowsThreeOne() ? OPERATORS : List.of();
    kind.variantsBy("type", this::qualityKinds);
    kind.variant(
        "library",
        library,
        with(operators(), metric, rule.deprecatedFor("use 'metric' instead"), arguments));
    kind.variant("sql", sql, with(operators(), query));
    kind.variant(
        "custom",
        version.knowsThreeOne()
            ? with(List.of(), engine, implementation)
            : with(operators(), engine, implementation));
    kind.variant("text", version.knowsThreeOne() ? new Key[0] : with(operators()));
    return kind;
  }

  /**
   * The types that a quality rule counts as: what it says, and a library rule too when it has a
   * metric.
   */
  private List<String> qualityKinds(MapNode rule) {
    List<String> kinds = new ArrayList<>(rule.text("type").map(List::of).orElse(List.of()));
    boolean library = rule.text("metric").isPresent();
    if (!rule.has("type")) {
      library =
          !version.knowsThreeOne()
              || library
              || rule.has("metric")
              || rule.has("rule")
              || rule.has("arguments");
      library = library || OPERATORS.stream().anyMatch(rule::has);
    }
    if (library && !kinds.contains("library")) {
      kinds.add("library");
    }
    return kinds;
  }

  private static List<Key> operators() {
    List<Key> keys = new ArrayList<>();
    for (Threshold.Operator operator : Threshold.Operator.values()) {
      boolean any =
          operator == Threshold.Operator.MUST_BE || operator == Threshold.Operator.MUST_NOT_BE;
      ValueType operand = any ? new ValueType.Anything() : NUMBER;
      keys.add(
          optional(
              operator.key(),
              operator.takesRange() ? new ValueType.Items(NUMBER, 2, 2, true) : operand));
    }
    return keys;
  }

  private static Key[] with(List<Key> keys, Key... more) {
    List<Key> all = new ArrayList<>(List.of(more));
    all.addAll(keys);
    return all.toArray(Key[]::new);
  }
}
