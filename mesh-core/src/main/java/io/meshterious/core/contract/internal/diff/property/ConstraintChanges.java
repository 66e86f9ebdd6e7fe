// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changed in the bounds, lengths, patterns and formats of a property. */
final class ConstraintChanges {
  private static final Set<LogicalType> TEMPORAL =
      Set.of(LogicalType.DATE, LogicalType.TIME, LogicalType.TIMESTAMP);

  private final Comparison options;

  private ConstraintChanges(Comparison options) {
    this.options = options;
  }

  /**
   * Reports it.
   *
   * @param options the {@code logicalTypeOptions}
   * @param type the logical type: the format of a date or time says how it is written, that of a
   *     text what it contains
   */
  static void report(Comparison options, Optional<LogicalType> type) {
    new ConstraintChanges(options).report(type.orElse(LogicalType.STRING));
  }

  private void report(LogicalType type) {
    for (String key : List.of("minLength", "minItems", "minProperties")) {
      count(key, true);
    }
    for (String key : List.of("maxLength", "maxItems", "maxProperties")) {
      count(key, false);
    }
    bound("minimum", "exclusiveMinimum", true);
    bound("maximum", "exclusiveMaximum", false);
    multipleOf();
    if (options.differs("uniqueItems")) {
      boolean was = flag(options.before("uniqueItems"));
      boolean is = flag(options.after("uniqueItems"));
      if (was != is) {
        options.reportIfOpen(
            is ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED,
            "'uniqueItems'",
            "uniqueItems");
      }
    }
    options.reportIfOpen(presence("pattern"), "the pattern", "pattern");
    if (TEMPORAL.contains(type)) {
      options.reportIfOpen(ChangeKind.FORMAT_CHANGED, "the format", "format");
    } else if (type == LogicalType.STRING) {
      options.reportIfOpen(presence("format"), "the format", "format");
    }
    options.reportIfOpen(
        ChangeKind.TIMEZONE_CHANGED, "the zone of timestamps without one", "defaultTimezone");
    options.rest();
  }

  private ChangeKind presence(String key) {
    if (options.before(key).isEmpty()) {
      return ChangeKind.CONSTRAINT_TIGHTENED;
    }
    return options.after(key).isEmpty()
        ? ChangeKind.CONSTRAINT_LOOSENED
        : ChangeKind.CONSTRAINT_CHANGED;
  }

  private void count(String key, boolean lower) {
    Optional<Bound> before = Bound.of(options.older().scalar(key), Optional.empty(), lower);
    Optional<Bound> after = Bound.of(options.newer().scalar(key), Optional.empty(), lower);
    if (options.differs(key) && !before.equals(after)) {
      options.reportIfOpen(kind(before, after), "'" + key + "'", key);
    }
  }

  private void bound(String inclusive, String exclusive, boolean lower) {
    if (!options.differs(inclusive) && !options.differs(exclusive)) {
      return;
    }
    Optional<Bound> before =
        Bound.of(options.older().scalar(inclusive), options.older().scalar(exclusive), lower);
    Optional<Bound> after =
        Bound.of(options.newer().scalar(inclusive), options.newer().scalar(exclusive), lower);
    if (before.equals(after)) {
      return;
    }
    String what = "the " + (lower ? "lower" : "upper") + " bound";
    what =
        what
            + before
                .map(it -> after.isPresent() ? " changed from " + it : " is gone, it was " + it)
                .orElse(" is new");
    what = what + after.map(it -> (before.isPresent() ? " to " : ": ") + it).orElse("");
    options.report(kind(before, after), what, before.map(Bound::node), after.map(Bound::node));
    options.cover(inclusive, exclusive);
  }

  private static ChangeKind kind(Optional<Bound> before, Optional<Bound> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return after.isPresent() ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED;
    }
    return after
        .get()
        .stricterThan(before.get())
        .map(
            stricter -> stricter ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED)
        .orElse(ChangeKind.CONSTRAINT_CHANGED);
  }

  private void multipleOf() {
    ChangeKind kind = presence("multipleOf");
    Optional<BigDecimal> before = number(options.older().scalar("multipleOf"));
    Optional<BigDecimal> after = number(options.newer().scalar("multipleOf"));
    if (before.isPresent() && after.isPresent()) {
      if (after.get().remainder(before.get()).signum() == 0) {
        kind = ChangeKind.CONSTRAINT_TIGHTENED;
      } else if (before.get().remainder(after.get()).signum() == 0) {
        kind = ChangeKind.CONSTRAINT_LOOSENED;
      }
    }
    options.reportIfOpen(kind, "'multipleOf'", "multipleOf");
  }

  private static Optional<BigDecimal> number(Optional<ScalarNode> value) {
    return value
        .filter(ScalarNode::isNumber)
        .map(ScalarNode::decimal)
        .filter(number -> number.signum() > 0);
  }

  private static boolean flag(Optional<Node> value) {
    return value
        .filter(node -> node instanceof ScalarNode scalar && scalar.isBoolean() && scalar.flag())
        .isPresent();
  }
}
