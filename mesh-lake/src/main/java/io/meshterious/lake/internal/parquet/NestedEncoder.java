// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.MapColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.internal.parquet.column.ColumnEncoder;
import io.meshterious.lake.internal.parquet.page.Levels;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a nested column down to its leaves, with the levels of each. What leaves have in common is
 * worked out once: each level of nesting keeps its own {@link Levels}.
 */
final class NestedEncoder {
  private final List<Levels> steps = new ArrayList<>();
  private List<ColumnEncoder<?>> leaves = List.of();
  private int nextLeaf;

  /**
   * Encodes rows of a column at the top of the schema into its leaves, in order.
   *
   * @param optional whether the file's column may have nulls; the batch's may say otherwise
   */
  void append(
      Column column, boolean optional, int from, int to, List<ColumnEncoder<?>> columnLeaves) {
    leaves = columnLeaves;
    nextLeaf = 0;
    Levels rows = step(0);
    rows.rows(from, to);
    descend(column, optional, rows, 1, 0);
  }

  private void descend(Column column, boolean optional, Levels above, int depth, int repetition) {
    Levels here = above;
    int next = depth;
    if (optional) {
      here = step(next++);
      here.optional(above, column);
    }
    if (column instanceof StructColumn struct) {
      for (Column child : struct.children()) {
        descend(child, child.field().isOptional(), here, next, repetition);
      }
    } else if (column instanceof ListColumn list) {
      Levels elements = step(next);
      elements.elements(here, list.offsets(), repetition + 1);
      descend(
          list.element(), list.element().field().isOptional(), elements, next + 1, repetition + 1);
    } else if (column instanceof MapColumn map) {
      Levels entries = step(next);
      entries.elements(here, map.offsets(), repetition + 1);
      descend(map.key(), false, entries, next + 1, repetition + 1);
      descend(map.value(), map.value().field().isOptional(), entries, next + 1, repetition + 1);
    } else {
      leaves.get(nextLeaf++).append(column, here);
    }
  }

  private Levels step(int depth) {
    while (steps.size() <= depth) {
      steps.add(new Levels());
    }
    return steps.get(depth);
  }
}
