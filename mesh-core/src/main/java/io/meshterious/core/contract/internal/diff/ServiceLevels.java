// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.governance.SlaProperty;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.Documentation;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What changed in the promises about the service. */
final class ServiceLevels {
  private static final Set<String> LESS_IS_BETTER =
      Set.of("latency", "frequency", "errorRate", "timeToDetect", "timeToNotify", "timeToRepair");
  private static final Set<String> MORE_IS_BETTER =
      Set.of("retention", "availability", "throughput");
  private static final Set<String> LATER_IS_BETTER = Set.of("endOfSupport", "endOfLife");
  private static final Set<String> PROMISE = Set.of("value", "valueExt", "unit", "element");

  private ServiceLevels() {}

  static void report(Comparison contract) {
    Comparison promises = contract.named("slaProperties", ServiceLevels::name);
    for (String name : promises.open()) {
      String promise = "the promise of " + Wording.quoted(name);
      if (promises.before(name).isEmpty()) {
        promises.report(ChangeKind.SLA_ADDED, promise + " is new", name);
      } else if (promises.after(name).isEmpty()) {
        promises.report(ChangeKind.SLA_REMOVED, promise + " is gone", name);
      } else {
        promises.covering(name, () -> promise(promises.item(name), promise));
      }
    }
    promises.rest();
  }

  private static String name(MapNode map) {
    SlaProperty promise = new SlaProperty(map);
    String elements = String.join(", ", promise.elements());
    return promise.property() + (elements.isEmpty() ? "" : "(" + elements + ")");
  }

  private static void promise(Comparison one, String promise) {
    if (PROMISE.stream().anyMatch(one::differs)) {
      SlaProperty older = new SlaProperty(one.older());
      SlaProperty newer = new SlaProperty(one.newer());
      String what = promise + " changed from " + amount(older) + " to " + amount(newer);
      one.report(kind(one, older, newer), what, Optional.of(one.older()), Optional.of(one.newer()));
      one.cover("value", "valueExt", "unit", "element");
    }
    Documentation.report(one, " of " + promise);
    one.rest();
  }

  private static String amount(SlaProperty promise) {
    String value =
        promise.value().map(ScalarNode::text).orElse("nothing")
            + promise.valueExt().map(ext -> " to " + ext.text()).orElse("");
    return promise.unit().map(unit -> value + " " + unit).orElse(value);
  }

  private static ChangeKind kind(Comparison one, SlaProperty older, SlaProperty newer) {
    if (one.differs("valueExt") || one.differs("element")) {
      return ChangeKind.SLA_CHANGED;
    }
    Optional<Integer> order =
        LATER_IS_BETTER.contains(newer.property()) ? dates(older, newer) : numbers(older, newer);
    boolean more =
        MORE_IS_BETTER.contains(newer.property()) || LATER_IS_BETTER.contains(newer.property());
    if (order.isEmpty()
        || order.get() == 0
        || !(more || LESS_IS_BETTER.contains(newer.property()))) {
      return ChangeKind.SLA_CHANGED;
    }
    return more == order.get() > 0 ? ChangeKind.SLA_IMPROVED : ChangeKind.SLA_WORSENED;
  }

  private static Optional<Integer> dates(SlaProperty older, SlaProperty newer) {
    Optional<String> before = older.value().map(ScalarNode::text).filter(ServiceLevels::date);
    Optional<String> after = newer.value().map(ScalarNode::text).filter(ServiceLevels::date);
    return before.flatMap(
        earlier -> after.map(later -> later.substring(0, 10).compareTo(earlier.substring(0, 10))));
  }

  private static boolean date(String text) {
    return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");
  }

  private static Optional<Integer> numbers(SlaProperty older, SlaProperty newer) {
    Optional<BigDecimal> before = number(older);
    Optional<BigDecimal> after = number(newer);
    return before.flatMap(from -> after.map(to -> to.compareTo(from)));
  }

  /**
   * The promised number, in seconds where it has a unit of time; empty when the unit is unknown.
   */
  private static Optional<BigDecimal> number(SlaProperty promise) {
    Optional<BigDecimal> value =
        promise.value().filter(ScalarNode::isNumber).map(ScalarNode::decimal);
    return value.flatMap(
        number ->
            seconds(promise.unit().orElse("").toLowerCase(Locale.ROOT))
                .map(factor -> number.multiply(BigDecimal.valueOf(factor))));
  }

  private static Optional<Long> seconds(String unit) {
    return switch (unit) {
      case "", "percent", "%", "s", "second", "seconds" -> Optional.of(1L);
      case "min", "minute", "minutes" -> Optional.of(60L);
      case "h", "hour", "hours" -> Optional.of(3_600L);
      case "d", "day", "days" -> Optional.of(86_400L);
      case "w", "week", "weeks" -> Optional.of(7 * 86_400L);
      case "y", "yr", "year", "years" -> Optional.of(365 * 86_400L);
      default -> Optional.empty();
    };
  }
}
