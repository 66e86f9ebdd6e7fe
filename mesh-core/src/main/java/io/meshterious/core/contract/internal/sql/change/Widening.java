// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.change;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.util.Optional;

/** Which changes of types and rules every stored value survives. */
public final class Widening {
  private Widening() {}

  /**
   * Whether every value of one property is one of another, unchanged and with everything inside it.
   */
  public static boolean of(Property older, Property newer) {
    if (!older.properties().isEmpty() && !newer.properties().isEmpty()) {
      Matching<Property> matching = Matching.properties(older.properties(), newer.properties());
      return matching.removed().isEmpty()
          && matching.kept().stream().allMatch(it -> of(it.older().orElseThrow(), it.newer()));
    } else if (older.items().isPresent() && newer.items().isPresent()) {
      return of(older.items().get(), newer.items().get());
    }
    return of(older.dataType(), newer.dataType());
  }

  /** Whether every value of a type is one of another, unchanged. */
  public static boolean of(DataType older, DataType newer) {
    if (older.equals(newer)
        || newer instanceof DataType.Json && !(older instanceof DataType.Text)) {
      return true;
    } else if (older instanceof DataType.Int from) {
      return integer(from, newer);
    } else if (older instanceof DataType.Decimal from && newer instanceof DataType.Decimal to) {
      return to.scale() >= from.scale()
          && to.precision() - to.scale() >= from.precision() - from.scale();
    } else if (older instanceof DataType.Real from && newer instanceof DataType.Real to) {
      return to.bits() >= from.bits();
    } else if (newer instanceof DataType.Text to) {
      boolean open = to.maxLength().isEmpty();
      return older instanceof DataType.Text from
          ? open
              || (from.maxLength().isPresent()
                  && from.maxLength().getAsInt() <= to.maxLength().getAsInt())
          : open;
    } else if (older instanceof DataType.Timestamp from && newer instanceof DataType.Timestamp to) {
      return from.zoned() == to.zoned() && from.fraction() <= to.fraction();
    } else if (older instanceof DataType.Time from && newer instanceof DataType.Time to) {
      return from.fraction() <= to.fraction();
    }
    return older instanceof DataType.Array from
        && newer instanceof DataType.Array to
        && of(from.element(), to.element());
  }

  private static boolean integer(DataType.Int from, DataType newer) {
    int bits = from.signed() ? from.bits() - 1 : from.bits();
    if (newer instanceof DataType.Int to) {
      return bits <= (to.signed() ? to.bits() - 1 : to.bits()) && (to.signed() || !from.signed());
    } else if (newer instanceof DataType.Decimal to) {
      return to.precision() - to.scale() >= digits(bits);
    } else if (newer instanceof DataType.Real to) {
      return bits <= (to.bits() == 32 ? 24 : 53);
    }
    return newer instanceof DataType.Text to && to.maxLength().isEmpty();
  }

  private static int digits(int bits) {
    return (int) Math.floor(bits * Math.log10(2)) + 1;
  }

  /** Whether every value that one rule allows is allowed by another of the same kind. */
  public static boolean of(ValueRule older, ValueRule newer) {
    if (older.equals(newer)) {
      return true;
    } else if (older instanceof ValueRule.OneOf from && newer instanceof ValueRule.OneOf to) {
      return to.values().containsAll(from.values());
    } else if (older instanceof ValueRule.Bound from && newer instanceof ValueRule.Bound to) {
      Optional<Integer> order = order(from.bound(), to.bound());
      return order.isPresent() && (from.lower() ? order.get() >= 0 : order.get() <= 0);
    } else if (older instanceof ValueRule.Length from && newer instanceof ValueRule.Length to) {
      return from.lower() ? to.length() <= from.length() : to.length() >= from.length();
    } else if (older instanceof ValueRule.Items from && newer instanceof ValueRule.Items to) {
      return from.lower() ? to.count() <= from.count() : to.count() >= from.count();
    } else if (older instanceof ValueRule.Range from && newer instanceof ValueRule.Range to) {
      return to.lowest().compareTo(from.lowest()) <= 0
          && to.highest().compareTo(from.highest()) >= 0;
    } else if (older instanceof ValueRule.MultipleOf from
        && newer instanceof ValueRule.MultipleOf to) {
      return to.divisor().signum() != 0 && from.divisor().remainder(to.divisor()).signum() == 0;
    }
    return false;
  }

  private static Optional<Integer> order(ScalarNode one, ScalarNode other) {
    return one.isNumber() && other.isNumber()
        ? Optional.of(one.decimal().compareTo(other.decimal()))
        : Optional.empty();
  }
}
