// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.write.file.PartitionKeys;
import io.meshterious.lake.internal.write.value.EngineValues;
import io.meshterious.lake.write.WriteError;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Binder;
import org.apache.iceberg.expressions.BoundPredicate;
import org.apache.iceberg.expressions.BoundReference;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.ExpressionVisitors;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Type;

/** An expression of Iceberg as a condition in SQL that is true for the same rows. */
final class ExpressionSql extends ExpressionVisitors.ExpressionVisitor<String> {
  private final Schema schema;

  private ExpressionSql(Schema schema) {
    this.schema = schema;
  }

  static String of(Schema schema, Expression expression) {
    Expression bound = Binder.bind(schema.asStruct(), expression, true);
    return ExpressionVisitors.visit(bound, new ExpressionSql(schema));
  }

  @Override
  public String alwaysTrue() {
    return "TRUE";
  }

  @Override
  public String alwaysFalse() {
    return "FALSE";
  }

  @Override
  public String not(String result) {
    return "(NOT coalesce(" + result + ", FALSE))";
  }

  @Override
  public String and(String left, String right) {
    return "(" + left + " AND " + right + ")";
  }

  @Override
  public String or(String left, String right) {
    return "(" + left + " OR " + right + ")";
  }

  @Override
  public <T> String predicate(BoundPredicate<T> predicate) {
    if (!(predicate.term() instanceof BoundReference<T> reference)) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot use expression "
              + predicate
              + ": it is not about a column's own value; write it"
              + " as a condition in SQL");
    }
    Type type = reference.type();
    String column = PartitionKeys.column(schema, reference.fieldId());
    if (predicate.isUnaryPredicate()) {
      return switch (predicate.op()) {
        case IS_NULL -> column + " IS NULL";
        case NOT_NULL -> column + " IS NOT NULL";
        case IS_NAN -> "coalesce(isnan(" + column + "), FALSE)";
        case NOT_NAN -> "NOT coalesce(isnan(" + column + "), FALSE)";
        default -> throw new IllegalStateException("not unary: " + predicate);
      };
    } else if (predicate.isSetPredicate()) {
      String values =
          predicate.asSetPredicate().literalSet().stream()
              .map(value -> literal(type, value))
              .collect(Collectors.joining(", "));
      return predicate.op() == Expression.Operation.IN
          ? column + " IN (" + values + ")"
          : "coalesce(" + column + " NOT IN (" + values + "), TRUE)";
    }
    Literal<T> literal = predicate.asLiteralPredicate().literal();
    String value = literal(type, literal.value());
    return switch (predicate.op()) {
      case EQ -> column + " = " + value;
      case NOT_EQ -> column + " IS DISTINCT FROM " + value;
      case LT -> column + " < " + value;
      case LT_EQ -> column + " <= " + value;
      case GT -> column + " > " + value;
      case GT_EQ -> column + " >= " + value;
      case STARTS_WITH -> "starts_with(" + column + ", " + value + ")";
      case NOT_STARTS_WITH -> "coalesce(NOT starts_with(" + column + ", " + value + "), TRUE)";
      default -> throw new IllegalStateException("not a comparison: " + predicate);
    };
  }

  private static String literal(Type type, Object value) {
    return "CAST("
        + Sql.literal(EngineValues.text(type, value))
        + " AS "
        + DuckTypes.sqlType(type)
        + ")";
  }
}
