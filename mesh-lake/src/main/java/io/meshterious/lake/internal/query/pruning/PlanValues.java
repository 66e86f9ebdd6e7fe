// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.pruning;

import io.meshterious.lake.internal.query.statement.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of a column with a constant of a plan. The engine and Iceberg do not order all values
 * alike; where they differ the expression is widened:
 *
 * <ul>
 *   <li>To the engine NaN is the greatest number; Iceberg's bounds leave it out.
 *   <li>To the engine 0 and −0 are equal; Iceberg orders −0 before 0.
 *   <li>The engine orders text by code point, Iceberg by UTF-16 unit; texts with units from U+D800
 *       on are not used.
 *   <li>UUIDs, bytes and nanoseconds are not used.
 * </ul>
 */
final class PlanValues {
  private static final Map<String, Type.TypeID> TYPES =
      Map.ofEntries(
          Map.entry("BOOLEAN", Type.TypeID.BOOLEAN),
          Map.entry("INTEGER", Type.TypeID.INTEGER),
          Map.entry("BIGINT", Type.TypeID.LONG),
          Map.entry("FLOAT", Type.TypeID.FLOAT),
          Map.entry("DOUBLE", Type.TypeID.DOUBLE),
          Map.entry("DATE", Type.TypeID.DATE),
          Map.entry("TIME", Type.TypeID.TIME),
          Map.entry("TIMESTAMP", Type.TypeID.TIMESTAMP),
          Map.entry("TIMESTAMP WITH TIME ZONE", Type.TypeID.TIMESTAMP),
          Map.entry("DECIMAL", Type.TypeID.DECIMAL),
          Map.entry("VARCHAR", Type.TypeID.STRING));

  private static final long DAY_MICROS = 86_400_000_000L;

  /** Times further away have no microseconds in 64 bits. */
  private static final BigInteger MOST_DAYS = BigInteger.valueOf(100_000_000);

  private PlanValues() {}

  /** The rows whose column compares so with a constant, and perhaps more. */
  static Expression compare(
      Operation operation, String name, Type type, Map<String, @Nullable Object> constant) {
    Map<String, @Nullable Object> constantType = Tree.map(constant.get("type"));
    String typeName = Tree.text(constantType.get("id"));
    if (TYPES.get(typeName) != type.typeId() || !sameZone(type, typeName)) {
      return Expressions.alwaysTrue();
    }
    Object value = constant.get("value");
    if (value == null || Boolean.TRUE.equals(constant.get("is_null"))) {
      return Expressions.alwaysTrue();
    }
    switch (type.typeId()) {
      case BOOLEAN:
        return value instanceof Boolean bool && operation == Operation.EQ
            ? Expressions.equal(name, bool)
            : Expressions.alwaysTrue();
      case INTEGER:
      case LONG:
      case DATE:
      case TIME:
      case TIMESTAMP:
        return value instanceof BigInteger number
            ? whole(operation, name, type, number)
            : Expressions.alwaysTrue();
      case FLOAT:
      case DOUBLE:
        return value instanceof Number number
            ? floating(operation, name, type, number.doubleValue())
            : Expressions.alwaysTrue();
      case DECIMAL:
        BigDecimal decimal = decimal(value, Tree.map(constantType.get("type_info")));
        return decimal == null || decimal.scale() != ((Types.DecimalType) type).scale()
            ? Expressions.alwaysTrue()
            : predicate(operation, name, decimal);
      case STRING:
        return value instanceof String text && text.chars().allMatch(unit -> unit < 0xD800)
            ? predicate(operation, name, text)
            : Expressions.alwaysTrue();
      default:
        return Expressions.alwaysTrue();
    }
  }

  /** The rows whose time is in a day that compares so with a constant. */
  static Expression compareDay(
      Operation operation,
      String name,
      Type type,
      Map<String, @Nullable Object> constant,
      boolean near) {
    if (type.typeId() != Type.TypeID.TIMESTAMP
        || !(constant.get("value") instanceof BigInteger number)
        || number.abs().compareTo(MOST_DAYS) > 0) {
      return Expressions.alwaysTrue();
    }
    long slack = near ? 1 : 0;
    long start = (number.longValueExact() - slack) * DAY_MICROS;
    long end = (number.longValueExact() + 1 + slack) * DAY_MICROS;
    return switch (operation) {
      case EQ ->
          Expressions.and(
              predicate(Operation.GT_EQ, name, start), predicate(Operation.LT, name, end));
      case LT -> predicate(Operation.LT, name, near ? end : start);
      case LT_EQ -> predicate(Operation.LT, name, end);
      case GT -> predicate(Operation.GT_EQ, name, near ? start : end);
      case GT_EQ -> predicate(Operation.GT_EQ, name, start);
      default -> Expressions.alwaysTrue();
    };
  }

  /** The rows whose column compares so with a time at most a day from a constant. */
  static Expression compareNear(
      Operation operation, String name, Type type, Map<String, @Nullable Object> constant) {
    boolean days = type.typeId() == Type.TypeID.DATE;
    boolean time = days || type.typeId() == Type.TypeID.TIMESTAMP;
    if (!time || !(constant.get("value") instanceof BigInteger number)) {
      return Expressions.alwaysTrue();
    }
    BigInteger day = BigInteger.valueOf(days ? 1 : DAY_MICROS);
    Map<String, @Nullable Object> earlier = new HashMap<>(constant);
    earlier.put("value", number.subtract(day));
    Map<String, @Nullable Object> later = new HashMap<>(constant);
    later.put("value", number.add(day));
    return switch (operation) {
      case LT, LT_EQ -> compare(operation, name, type, later);
      case GT, GT_EQ -> compare(operation, name, type, earlier);
      default ->
          Expressions.and(
              compare(Operation.GT_EQ, name, type, earlier),
              compare(Operation.LT_EQ, name, type, later));
    };
  }

  private static boolean sameZone(Type type, String constantType) {
    return !(type instanceof Types.TimestampType timestamp)
        || timestamp.shouldAdjustToUTC() == constantType.endsWith("WITH TIME ZONE");
  }

  /** Whole numbers, and days and microseconds that are kept as such. */
  private static Expression whole(Operation operation, String name, Type type, BigInteger number) {
    boolean days = type.typeId() == Type.TypeID.DATE;
    boolean narrow = days || type.typeId() == Type.TypeID.INTEGER;
    if (number.bitLength() > (narrow ? 31 : 63)) {
      return Expressions.alwaysTrue();
    }
    long value = number.longValueExact();
    boolean time = days || type.typeId() == Type.TypeID.TIMESTAMP;
    long largest = days ? Integer.MAX_VALUE : Long.MAX_VALUE;
    if (time && (value >= largest || value <= -largest)) {
      return Expressions.alwaysTrue();
    }
    return narrow ? predicate(operation, name, (int) value) : predicate(operation, name, value);
  }

  private static Expression floating(Operation operation, String name, Type type, double number) {
    if (Double.isNaN(number) || (type.typeId() == Type.TypeID.FLOAT && number != (float) number)) {
      return Expressions.alwaysTrue();
    }
    if (number == 0) {
      boolean up = operation == Operation.GT || operation == Operation.GT_EQ;
      if (operation == Operation.EQ) {
        return Expressions.and(
            floating(Operation.GT_EQ, name, type, 0), floating(Operation.LT_EQ, name, type, 0));
      }
      number = up ? -0.0 : 0.0;
    }
    Expression expression =
        type.typeId() == Type.TypeID.FLOAT
            ? predicate(operation, name, (float) number)
            : predicate(operation, name, number);
    return operation == Operation.GT || operation == Operation.GT_EQ
        ? Expressions.or(expression, Expressions.isNaN(name))
        : expression;
  }

  private static @Nullable BigDecimal decimal(Object value, Map<String, @Nullable Object> info) {
    int scale = PlanFilters.intOf(info.get("scale"));
    if (value instanceof BigInteger unscaled) {
      return new BigDecimal(unscaled, scale);
    }
    Map<String, @Nullable Object> halves = Tree.map(value);
    return halves.get("upper") instanceof BigInteger upper
            && halves.get("lower") instanceof BigInteger lower
        ? new BigDecimal(upper.shiftLeft(64).add(lower), scale)
        : null;
  }

  private static <T> Expression predicate(Operation operation, String name, T value) {
    return Expressions.predicate(operation, name, value);
  }
}
