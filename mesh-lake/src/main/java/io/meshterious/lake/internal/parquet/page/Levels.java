// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.batch.Column;

/**
 * The way from rows down to the values of a nested column: one entry for each value, null or empty
 * list, with Parquet's two levels and the value's slot in its column, or -1 where there is none.
 *
 * <p>Each level of nesting has its own entries, made from those of the level above.
 */
public final class Levels {
  private int[] repetitions = new int[64];
  private int[] definitions = new int[64];
  private int[] slots = new int[64];
  private int count;

  public int count() {
    return count;
  }

  public int[] repetitions() {
    return repetitions;
  }

  public int[] definitions() {
    return definitions;
  }

  public int[] slots() {
    return slots;
  }

  /** One entry for each row. */
  public void rows(int from, int to) {
    reserve(to - from);
    for (int row = from; row < to; row++) {
      int i = row - from;
      repetitions[i] = 0;
      definitions[i] = 0;
      slots[i] = row;
    }
    count = to - from;
  }

  /** The entries of an optional struct or value: those that are null end here. */
  public void optional(Levels above, Column column) {
    reserve(above.count);
    count = above.count;
    System.arraycopy(above.repetitions, 0, repetitions, 0, count);
    for (int i = 0; i < count; i++) {
      int slot = above.slots[i];
      int definition = above.definitions[i];
      if (slot >= 0) {
        if (column.isNull(slot)) {
          slot = -1;
        } else {
          definition++;
        }
      }
      slots[i] = slot;
      definitions[i] = definition;
    }
  }

  /**
   * The entries of a list's or map's elements.
   *
   * @param above the entries of the list itself, null ones ended
   * @param depth the repetition level of its elements
   */
  public void elements(Levels above, int[] offsets, int depth) {
    long total = 0;
    for (int i = 0; i < above.count; i++) {
      int slot = above.slots[i];
      total += slot < 0 ? 1 : Math.max(1, offsets[slot + 1] - offsets[slot]);
    }
    reserve(Math.toIntExact(total));
    int next = 0;
    for (int i = 0; i < above.count; i++) {
      int slot = above.slots[i];
      int definition = above.definitions[i];
      int first = slot < 0 ? 0 : offsets[slot];
      int end = slot < 0 ? 0 : offsets[slot + 1];
      repetitions[next] = above.repetitions[i];
      if (first == end) {
        definitions[next] = definition;
        slots[next++] = -1;
        continue;
      }
      for (int element = first; element < end; element++) {
        if (element > first) {
          repetitions[next] = depth;
        }
        definitions[next] = definition + 1;
        slots[next++] = element;
      }
    }
    count = next;
  }

  private void reserve(int needed) {
    if (slots.length < needed) {
      int length = Math.max(needed, slots.length * 2);
      repetitions = new int[length];
      definitions = new int[length];
      slots = new int[length];
    }
  }
}
