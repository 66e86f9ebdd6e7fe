// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.ExpressionVisitors;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.NamedReference;
import org.apache.iceberg.expressions.UnboundPredicate;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A filter in the names of one schema of a table, written in those of another: fields keep their
 * ids, not their names. What names a field that the other schema does not have becomes true.
 */
final class FilterNames {
  private FilterNames() {}

  static Expression translate(Expression filter, Schema from, Schema to) {
    if (from.sameSchema(to)) {
      return filter;
    }
    Expression positive = Expressions.rewriteNot(filter);
    return ExpressionVisitors.visit(positive, new Translator(from, to));
  }

  private static final class Translator extends ExpressionVisitors.ExpressionVisitor<Expression> {
    private final Schema from;
    private final Schema to;

    Translator(Schema from, Schema to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public Expression alwaysTrue() {
      return Expressions.alwaysTrue();
    }

    @Override
    public Expression alwaysFalse() {
      return Expressions.alwaysFalse();
    }

    @Override
    public Expression and(Expression left, Expression right) {
      return Expressions.and(left, right);
    }

    @Override
    public Expression or(Expression left, Expression right) {
      return Expressions.or(left, right);
    }

    @Override
    public <T> Expression predicate(UnboundPredicate<T> predicate) {
      NestedField field = from.findField(predicate.ref().name());
      NestedField same = field == null ? null : to.findField(field.fieldId());
      boolean usable =
          predicate.term() instanceof NamedReference
              && same != null
              && field != null
              && same.type().equals(field.type());
      if (!usable) {
        return Expressions.alwaysTrue();
      }
      String name = to.findColumnName(field.fieldId());
      return switch (predicate.op()) {
        case IS_NULL, NOT_NULL, IS_NAN, NOT_NAN -> Expressions.predicate(predicate.op(), name);
        case IN, NOT_IN -> Expressions.alwaysTrue();
        default -> Expressions.predicate(predicate.op(), name, predicate.literal());
      };
    }
  }
}
