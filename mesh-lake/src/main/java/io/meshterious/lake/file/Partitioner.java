// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.internal.parquet.encoding.LongDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/** Numbers the partitions of rows, from 0 in the order in which they appear. */
final class Partitioner {
  private final PartitionSpec spec;
  private final List<PartitionCoder> coders = new ArrayList<>();

  /** For each field after the first: the number of the values before it, and its own code. */
  private final List<LongDictionary> steps = new ArrayList<>();

  private int[] ids = new int[0];
  private int[] codes = new int[0];

  Partitioner(PartitionSpec spec, Schema schema) {
    this.spec = spec;
    for (PartitionField field : spec.fields()) {
      coders.add(new PartitionCoder(field.transform(), schema.findType(field.sourceId())));
      steps.add(new LongDictionary());
    }
  }

  /** The partitions of the rows numbered last, by their distance from the first one. */
  int[] ids() {
    return ids;
  }

  /** Numbers the partitions of rows; true when all rows are in the same one. */
  boolean number(ColumnBatch batch, int from, int to) {
    int count = to - from;
    if (ids.length < count) {
      ids = new int[count];
      codes = new int[count];
    }
    boolean constant = true;
    for (int i = 0; i < coders.size(); i++) {
      Column column = source(batch, spec.fields().get(i).sourceId());
      boolean same = coders.get(i).codes(column, from, to, codes);
      constant &= same;
      LongDictionary step = steps.get(i);
      int done = same && constant ? 1 : count;
      for (int k = 0; k < done; k++) {
        long before = i == 0 ? 0 : ids[k];
        ids[k] = step.add(before << 32 | codes[k]);
      }
      if (done < count) {
        Arrays.fill(ids, 1, count, ids[0]);
      }
    }
    return constant;
  }

  /** The values of a partition. */
  PartitionTuple tuple(int id) {
    List<@Nullable Object> values = new ArrayList<>();
    int rest = id;
    for (int i = coders.size() - 1; i >= 0; i--) {
      long entry = steps.get(i).entries()[rest];
      values.add(0, coders.get(i).value((int) entry));
      rest = (int) (entry >>> 32);
    }
    return new PartitionTuple(values);
  }

  private static Column source(ColumnBatch batch, int fieldId) {
    for (Column column : batch.columns()) {
      Column found = source(column, fieldId);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("Cannot find the source of a partition field: " + fieldId);
  }

  private static @Nullable Column source(Column column, int fieldId) {
    if (column.field().fieldId() == fieldId) {
      return column;
    }
    if (column instanceof StructColumn struct) {
      for (Column child : struct.children()) {
        Column found = source(child, fieldId);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
