// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A column of a Parquet file: a field without fields of its own, and the way to it.
 *
 * @param field the field
 * @param path the names of the groups around it and its own
 * @param name the field's name in the table, with dots, for messages and properties
 * @param physical how its values are stored
 * @param length how many bytes a value of {@link Physical#FIXED} has
 * @param definitions the definition level of a value that is there
 * @param repetitions the repetition level of a further element; above 0 in lists and maps
 */
public record Leaf(
    NestedField field,
    List<String> path,
    String name,
    Physical physical,
    int length,
    int definitions,
    int repetitions) {

  public Type.TypeID typeId() {
    return field.type().typeId();
  }

  public boolean repeated() {
    return repetitions > 0;
  }

  public boolean isDecimal() {
    return field.type() instanceof Types.DecimalType;
  }
}
