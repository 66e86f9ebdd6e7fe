// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.MapColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.file.EncodeError;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Checks a batch before any of it is written: its columns, and that required ones have values. */
final class BatchCheck {
  private final Schema schema;
  private @Nullable Schema known;
  private int[] places = new int[0];

  BatchCheck(Schema schema) {
    this.schema = schema;
  }

  /** Where in the batch the columns of the schema are. */
  int[] places(ColumnBatch batch) {
    if (known != batch.schema()) {
      places = match(batch);
      known = batch.schema();
    }
    return places;
  }

  private int[] match(ColumnBatch batch) {
    List<NestedField> fields = schema.columns();
    int[] found = new int[fields.size()];
    Arrays.fill(found, -1);
    List<Column> columns = batch.columns();
    for (int i = 0; i < columns.size(); i++) {
      NestedField given = columns.get(i).field();
      int place = place(given.fieldId(), fields);
      if (place < 0) {
        throw mismatch("it has column '" + given.name() + "', which the file has not");
      }
      NestedField field = fields.get(place);
      if (!field.type().equals(given.type())) {
        throw mismatch(
            "column '" + field.name() + "' is " + given.type() + " instead of " + field.type());
      }
      found[place] = i;
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0) {
        throw mismatch("it lacks column '" + fields.get(i).name() + "'");
      }
    }
    return found;
  }

  private static int place(int fieldId, List<NestedField> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).fieldId() == fieldId) {
        return i;
      }
    }
    return -1;
  }

  private static MeshException mismatch(String why) {
    return new MeshException(
        EncodeError.SCHEMA_MISMATCH,
        "Cannot write a batch: " + why + "; make batches from the schema of the table");
  }

  /** Checks that required fields have values in some rows. */
  void required(ColumnBatch batch, int from, int to) {
    int[] at = places(batch);
    for (int i = 0; i < at.length; i++) {
      Column column = batch.columns().get(at[i]);
      NestedField field = schema.columns().get(i);
      required(column, field.isRequired(), field.name(), from, to, null);
    }
  }

  private static void required(
      Column column, boolean isRequired, String name, int from, int to, @Nullable Column around) {
    if (isRequired && column.nullCount() > 0) {
      for (int slot = from; slot < to; slot++) {
        if (column.isNull(slot) && (around == null || !around.isNull(slot))) {
          throw new MeshException(
              EncodeError.NULL_IN_REQUIRED,
              "Cannot write a batch: required column '"
                  + name
                  + "' has a null"
                  + (around == null ? " in row " + slot : ""));
        }
      }
    }
    if (column instanceof StructColumn struct) {
      // A struct inside a null one is null itself, so that the nearest one tells.
      for (Column child : struct.children()) {
        required(
            child, child.field().isRequired(), name + "." + child.field().name(), from, to, column);
      }
    } else if (column instanceof ListColumn list) {
      elements(list.element(), list.offsets(), column, name, from, to);
    } else if (column instanceof MapColumn map) {
      elements(map.key(), map.offsets(), column, name, from, to);
      elements(map.value(), map.offsets(), column, name, from, to);
    }
  }

  private static void elements(
      Column part, int[] offsets, Column around, String name, int from, int to) {
    String partName = name + "." + part.field().name();
    boolean isRequired = part.field().isRequired();
    if (around.nullCount() == 0) {
      required(part, isRequired, partName, offsets[from], offsets[to], null);
      return;
    }
    for (int slot = from; slot < to; slot++) {
      if (!around.isNull(slot)) {
        required(part, isRequired, partName, offsets[slot], offsets[slot + 1], null);
      }
    }
  }
}
