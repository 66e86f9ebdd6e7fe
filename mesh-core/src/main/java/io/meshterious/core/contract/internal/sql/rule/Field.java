// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * A value inside a row: a column, or what an object in a column holds.
 *
 * @param steps the properties from the column down
 * @param inArray whether a step leads into the items of an array, so that it is not one value but
 *     many
 */
public record Field(List<Property> steps, boolean inArray) {
  /** Copies the steps. */
  public Field {
    steps = List.copyOf(steps);
  }

  /** A column. */
  public static Field column(Property property) {
    return new Field(List.of(property), false);
  }

  /** What this object holds under a property. */
  public Field child(Property property) {
    List<Property> longer = new ArrayList<>(steps);
    longer.add(property);
    return new Field(longer, inArray);
  }

  /** The items of this array. */
  public Field items(Property items) {
    return new Field(child(items).steps, true);
  }

  /** The object that this value is in. */
  public Field parent() {
    return new Field(steps.subList(0, steps.size() - 1), inArray);
  }

  /** The property itself. */
  public Property property() {
    return steps.get(steps.size() - 1);
  }

  /** The type. */
  public DataType type() {
    return property().dataType();
  }

  /** Whether it is inside an object or array. */
  public boolean nested() {
    return steps.size() > 1;
  }

  /** Whether it is an item of an array. */
  public boolean item() {
    return nested() && steps.get(steps.size() - 2).dataType() instanceof DataType.Array;
  }

  /** The names down to here, as far as they have one. */
  public List<String> names() {
    return steps.stream().map(Property::columnName).filter(name -> !name.isEmpty()).toList();
  }
}
