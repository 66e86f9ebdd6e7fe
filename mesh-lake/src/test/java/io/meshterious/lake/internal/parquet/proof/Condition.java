// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one column, for rows in the form that {@link Cells} says.
 *
 * @param path the places of the column and, in structs, of its fields
 * @param name the column's name, with dots
 * @param type the column's type
 * @param operator how values are compared
 * @param operands what they are compared with
 */
@SuppressWarnings("ByteBufferBackingArray") // buffers of arrays
record Condition(
    List<Integer> path, String name, Type type, Operator operator, List<Object> operands) {

  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IN,
    NOT_IN,
    IS_NULL,
    NOT_NULL,
    IS_NAN
  }

  /** Whose rules decide what is less and what nulls are. */
  enum Rules {
    /** 0.0 equals -0.0, and a null is neither equal nor unequal to anything. */
    SQL,
    /** 0.0 is greater than -0.0, and a null is unequal to every value. */
    JAVA
  }

  /** Whether a row meets it. */
  boolean matches(List<@Nullable Object> row, Rules rules) {
    Object cell = cell(row);
    if (cell == null) {
      return operator == Operator.IS_NULL
          || rules == Rules.JAVA && (operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN);
    }
    return switch (operator) {
      case EQUAL -> order(cell, operands.get(0), rules) == 0;
      case NOT_EQUAL -> order(cell, operands.get(0), rules) != 0;
      case LESS -> order(cell, operands.get(0), rules) < 0;
      case LESS_OR_EQUAL -> order(cell, operands.get(0), rules) <= 0;
      case GREATER -> order(cell, operands.get(0), rules) > 0;
      case GREATER_OR_EQUAL -> order(cell, operands.get(0), rules) >= 0;
      case IN -> operands.stream().anyMatch(it -> order(cell, it, rules) == 0);
      case NOT_IN -> operands.stream().noneMatch(it -> order(cell, it, rules) == 0);
      case IS_NULL -> false;
      case NOT_NULL -> true;
      case IS_NAN -> isNan(cell);
    };
  }

  /** The row's value of the column; null too when a struct around it is. */
  @Nullable Object cell(List<@Nullable Object> row) {
    Object cell = row;
    for (int place : path) {
      if (cell == null) {
        return null;
      }
      cell = ((List<?>) cell).get(place);
    }
    return cell;
  }

  /** Whether it asks for an order, in which bounds leave NaN out. */
  boolean isOrder() {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      default -> false;
    };
  }

  /** The condition for Iceberg. */
  Expression iceberg() {
    Object[] values = operands.stream().map(this::literal).toArray();
    return switch (operator) {
      case EQUAL -> Expressions.equal(name, values[0]);
      case NOT_EQUAL -> Expressions.notEqual(name, values[0]);
      case LESS -> Expressions.lessThan(name, values[0]);
      case LESS_OR_EQUAL -> Expressions.lessThanOrEqual(name, values[0]);
      case GREATER -> Expressions.greaterThan(name, values[0]);
      case GREATER_OR_EQUAL -> Expressions.greaterThanOrEqual(name, values[0]);
      case IN -> Expressions.in(name, values);
      case NOT_IN -> Expressions.notIn(name, values);
      case IS_NULL -> Expressions.isNull(name);
      case NOT_NULL -> Expressions.notNull(name);
      case IS_NAN -> Expressions.isNaN(name);
    };
  }

  /** Iceberg takes times as text where a number could be micro- or nanoseconds. */
  private Object literal(Object cell) {
    return switch (type.typeId()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMP_NANO -> {
        Object moment = Cells.toGeneric(type, cell);
        yield moment == null ? cell : moment.toString();
      }
      default -> cell;
    };
  }

  static boolean isNan(Object cell) {
    return cell instanceof Double d && d.isNaN() || cell instanceof Float f && f.isNaN();
  }

  static int order(Object one, Object other, Rules rules) {
    if (one instanceof Double a && other instanceof Double b) {
      return rules == Rules.SQL && a == 0 && b == 0 ? 0 : Double.compare(a, b);
    } else if (one instanceof Float a && other instanceof Float b) {
      return rules == Rules.SQL && a == 0 && b == 0 ? 0 : Float.compare(a, b);
    } else if (one instanceof String a && other instanceof String b) {
      return Arrays.compareUnsigned(RandomValues.utf8(a), RandomValues.utf8(b));
    } else if (one instanceof ByteBuffer a && other instanceof ByteBuffer b) {
      return Arrays.compareUnsigned(a.array(), b.array());
    } else if (one instanceof UUID a && other instanceof UUID b) {
      int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    } else if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b);
    } else if (one instanceof Integer a && other instanceof Integer b) {
      return a.compareTo(b);
    } else if (one instanceof Long a && other instanceof Long b) {
      return a.compareTo(b);
    }
    return ((Boolean) one).compareTo((Boolean) other);
  }
}
