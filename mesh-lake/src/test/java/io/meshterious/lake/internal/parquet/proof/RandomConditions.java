// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.lake.internal.parquet.proof.Condition.Operator;
import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Conditions on columns and on fields of structs, mostly about values that are there. */
final class RandomConditions {
  private static final int MOST = 3;

  private final SeededRandom random;
  private final RandomValues values;

  RandomConditions(SeededRandom random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  /** Some conditions, each on another column of a primitive type. */
  List<Condition> on(Schema schema, List<List<@Nullable Object>> rows) {
    List<Condition> conditions = new ArrayList<>();
    columns(schema.columns(), List.of(), "", rows, conditions);
    while (conditions.size() > MOST) {
      conditions.remove(random.below(conditions.size()));
    }
    return conditions;
  }

  private void columns(
      List<NestedField> fields,
      List<Integer> path,
      String prefix,
      List<List<@Nullable Object>> rows,
      List<Condition> conditions) {
    for (int i = 0; i < fields.size(); i++) {
      NestedField field = fields.get(i);
      List<Integer> place = new ArrayList<>(path);
      place.add(i);
      Type type = field.type();
      String name = prefix + field.name();
      if (type.isStructType()) {
        columns(type.asStructType().fields(), place, name + ".", rows, conditions);
      } else if (type.isPrimitiveType()) {
        conditions.add(condition(place, name, type, rows));
      }
    }
  }

  private Condition condition(
      List<Integer> path, String name, Type type, List<List<@Nullable Object>> rows) {
    boolean floating = type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
    Operator operator;
    do {
      operator = random.oneOf(Operator.values());
    } while (operator == Operator.IS_NAN && !floating);
    Condition any = new Condition(path, name, type, operator, List.of());
    int count =
        switch (operator) {
          case IS_NULL, NOT_NULL, IS_NAN -> 0;
          case IN, NOT_IN -> random.between(2, 5);
          default -> 1;
        };
    List<Object> operands = new ArrayList<>();
    while (operands.size() < count) {
      Object operand = operand(any, rows);
      // Iceberg refuses to compare with NaN.
      if (!Condition.isNan(operand)) {
        operands.add(operand);
      }
    }
    return new Condition(path, name, type, operator, operands);
  }

  private Object operand(Condition condition, List<List<@Nullable Object>> rows) {
    if (!rows.isEmpty() && !random.oneIn(4)) {
      Object there = condition.cell(random.oneOf(rows));
      if (there != null) {
        return there;
      }
    }
    return random.oneIn(3) ? values.extreme(condition.type()) : values.any(condition.type());
  }
}
