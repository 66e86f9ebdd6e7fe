// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.pruning;

import io.meshterious.lake.internal.query.statement.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Conditions of a plan on the columns of one table, as Iceberg expressions. */
final class PlanConditions {
  private static final Map<String, Operation> COMPARISONS =
      Map.of(
          "COMPARE_EQUAL", Operation.EQ,
          "COMPARE_LESSTHAN", Operation.LT,
          "COMPARE_LESSTHANOREQUALTO", Operation.LT_EQ,
          "COMPARE_GREATERTHAN", Operation.GT,
          "COMPARE_GREATERTHANOREQUALTO", Operation.GT_EQ);

  private static final Map<Operation, Operation> FLIPPED =
      Map.of(
          Operation.EQ, Operation.EQ,
          Operation.LT, Operation.GT,
          Operation.LT_EQ, Operation.GT_EQ,
          Operation.GT, Operation.LT,
          Operation.GT_EQ, Operation.LT_EQ);

  private final PlanFilters.Columns columns;

  PlanConditions(PlanFilters.Columns columns) {
    this.columns = columns;
  }

  /** A condition of a filter operator. */
  Expression condition(@Nullable Object value) {
    return condition(Tree.map(value), List.of());
  }

  /** A condition in which, below a column's own filter, every reference is to that column. */
  private Expression condition(Map<String, @Nullable Object> node, List<String> column) {
    String type = Tree.text(node.get("type"));
    List<@Nullable Object> children = Tree.list(node.get("children"));
    switch (type) {
      case "CONJUNCTION_AND":
        return children.stream()
            .map(child -> condition(Tree.map(child), column))
            .reduce(Expressions.alwaysTrue(), Expressions::and);
      case "CONJUNCTION_OR":
        return children.stream()
            .map(child -> condition(Tree.map(child), column))
            .reduce(Expressions.alwaysFalse(), Expressions::or);
      case "COMPARE_BETWEEN":
        return between(node, column);
      case "COMPARE_IN":
        return in(children, column);
      case "OPERATOR_IS_NULL":
        return nullness(children, column, true);
      case "OPERATOR_IS_NOT_NULL":
        return nullness(children, column, false);
      default:
        Operation operation = COMPARISONS.get(type);
        return operation == null || children.size() != 2
            ? Expressions.alwaysTrue()
            : comparison(operation, Tree.map(children.get(0)), Tree.map(children.get(1)), column);
    }
  }

  private Expression comparison(
      Operation operation,
      Map<String, @Nullable Object> left,
      Map<String, @Nullable Object> right,
      List<String> column) {
    Map<String, @Nullable Object> constant = constant(right);
    if (constant != null) {
      return compareTerm(operation, left, constant, column);
    }
    constant = constant(left);
    return constant == null
        ? Expressions.alwaysTrue()
        : compareTerm(FLIPPED.getOrDefault(operation, operation), right, constant, column);
  }

  /** A column, or the day of a time, compared with a constant. */
  private Expression compareTerm(
      Operation operation,
      Map<String, @Nullable Object> term,
      Map<String, @Nullable Object> constant,
      List<String> column) {
    List<@Nullable Object> children = Tree.list(term.get("children"));
    boolean day =
        Tree.text(term.get("type")).equals("OPERATOR_CAST")
            && Tree.text(Tree.map(term.get("return_type")).get("id")).equals("DATE")
            && Tree.text(Tree.map(constant.get("type")).get("id")).equals("DATE")
            && children.size() == 1;
    if (!day) {
      return compare(operation, path(term, column), constant);
    }
    NestedField field = columns.field(path(Tree.map(children.get(0)), column));
    String name = field == null ? null : columns.name(field);
    return field == null || name == null
        ? Expressions.alwaysTrue()
        : PlanValues.compareDay(operation, name, field.type(), constant, columns.clock());
  }

  private Expression between(Map<String, @Nullable Object> node, List<String> column) {
    Map<String, @Nullable Object> lower = constant(Tree.map(node.get("lower")));
    Map<String, @Nullable Object> upper = constant(Tree.map(node.get("upper")));
    Map<String, @Nullable Object> input = Tree.map(node.get("input"));
    Expression from =
        lower == null
            ? Expressions.alwaysTrue()
            : compareTerm(Operation.GT_EQ, input, lower, column);
    Expression to =
        upper == null
            ? Expressions.alwaysTrue()
            : compareTerm(Operation.LT_EQ, input, upper, column);
    return Expressions.and(from, to);
  }

  private Expression in(List<@Nullable Object> children, List<String> column) {
    List<String> path = path(Tree.map(children.get(0)), column);
    List<Map<String, @Nullable Object>> constants = new ArrayList<>();
    for (Object child : children.subList(1, children.size())) {
      Map<String, @Nullable Object> constant = constant(Tree.map(child));
      if (constant == null) {
        return Expressions.alwaysTrue();
      }
      constants.add(constant);
    }
    return anyOf(path, constants);
  }

  private Expression anyOf(List<String> path, List<Map<String, @Nullable Object>> constants) {
    Expression any = Expressions.alwaysFalse();
    for (Map<String, @Nullable Object> constant : constants) {
      any = Expressions.or(any, compare(Operation.EQ, path, constant));
    }
    return any;
  }

  private Expression nullness(
      List<@Nullable Object> children, List<String> column, boolean isNull) {
    return children.size() == 1
        ? nullness(path(Tree.map(children.get(0)), column), isNull)
        : Expressions.alwaysTrue();
  }

  /**
   * A field of a struct is null in SQL when the struct is, which metrics do not count: only columns
   * are asked for null.
   */
  private Expression nullness(List<String> path, boolean isNull) {
    NestedField field = columns.field(path);
    String name = field == null ? null : columns.name(field);
    if (field == null || name == null || path.size() > 1 || !field.type().isPrimitiveType()) {
      return Expressions.alwaysTrue();
    }
    return isNull ? Expressions.isNull(name) : Expressions.notNull(name);
  }

  private Expression compare(
      Operation operation, List<String> path, Map<String, @Nullable Object> constant) {
    NestedField field = columns.field(path);
    String name = field == null ? null : columns.name(field);
    if (field == null || name == null || !field.type().isPrimitiveType()) {
      return Expressions.alwaysTrue();
    }
    return columns.clock()
        ? PlanValues.compareNear(operation, name, field.type(), constant)
        : PlanValues.compare(operation, name, field.type(), constant);
  }

  /** The value of a constant; null when the node is none. */
  private static @Nullable Map<String, @Nullable Object> constant(
      Map<String, @Nullable Object> node) {
    return Tree.text(node.get("type")).equals("VALUE_CONSTANT")
        ? Tree.map(node.get("value"))
        : null;
  }

  /** The column that a node is, or a field inside one; empty when it is something else. */
  private List<String> path(Map<String, @Nullable Object> node, List<String> column) {
    if (Tree.text(node.get("type")).equals("BOUND_REF")) {
      return column.isEmpty() ? columns.output(PlanFilters.intOf(node.get("index"))) : column;
    }
    List<@Nullable Object> children = Tree.list(node.get("children"));
    List<@Nullable Object> names = Tree.list(Tree.map(node.get("qname")).get("path"));
    boolean extract = names.contains("struct_extract") && children.size() == 2;
    if (!extract) {
      return List.of();
    }
    Map<String, @Nullable Object> field = constant(Tree.map(children.get(1)));
    List<String> parent = path(Tree.map(children.get(0)), column);
    if (field == null || parent.isEmpty() || !(field.get("value") instanceof String name)) {
      return List.of();
    }
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    return path;
  }

  /** A filter that the plan gave to the reading of a table, on one column. */
  Expression tableFilter(Map<String, @Nullable Object> filter, List<String> path) {
    List<@Nullable Object> children = Tree.list(filter.get("child_filters"));
    switch (Tree.text(filter.get("filter_type"))) {
      case "LEGACY_CONSTANT_COMPARISON":
        Operation operation = COMPARISONS.get(Tree.text(filter.get("comparison_type")));
        return operation == null
            ? Expressions.alwaysTrue()
            : compare(operation, path, Tree.map(filter.get("constant")));
      case "LEGACY_IS_NULL":
        return nullness(path, true);
      case "LEGACY_IS_NOT_NULL":
        return nullness(path, false);
      case "LEGACY_CONJUNCTION_AND":
        return children.stream()
            .map(child -> tableFilter(Tree.map(child), path))
            .reduce(Expressions.alwaysTrue(), Expressions::and);
      case "LEGACY_CONJUNCTION_OR":
        return children.stream()
            .map(child -> tableFilter(Tree.map(child), path))
            .reduce(Expressions.alwaysFalse(), Expressions::or);
      case "LEGACY_IN_FILTER":
        return anyOf(path, Tree.list(filter.get("values")).stream().map(Tree::map).toList());
      case "LEGACY_OPTIONAL_FILTER":
        return tableFilter(Tree.map(filter.get("child_filter")), path);
      case "LEGACY_STRUCT_EXTRACT":
        List<String> inner = new ArrayList<>(path);
        inner.add(Tree.text(filter.get("child_name")));
        return tableFilter(Tree.map(filter.get("child_filter")), inner);
      case "EXPRESSION_FILTER":
        return condition(Tree.map(filter.get("expr")), path);
      default:
        return Expressions.alwaysTrue();
    }
  }
}
