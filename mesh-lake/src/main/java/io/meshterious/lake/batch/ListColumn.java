// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values of type {@code list}. Append the elements, then call {@link #append()}. */
public final class ListColumn extends Column {
  private final Column element;
  private int[] offsets = new int[17];

  ListColumn(NestedField field, Column element) {
    super(field);
    this.element = element;
  }

  /** The elements of all lists, one list after the other. */
  public Column element() {
    return element;
  }

  /** Where lists begin and end: list i is from offset i to offset i + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** Appends a list of the elements that were appended since the last one. */
  public void append() {
    int slot = grown() + 1;
    if (slot == offsets.length) {
      offsets = Arrays.copyOf(offsets, longer(slot, slot + 1));
    }
    offsets[slot] = element.size();
  }

  @Override
  void appendEmpty() {
    append();
  }

  @Override
  void copy(Column source, int index) {
    ListColumn other = (ListColumn) source;
    for (int i = other.offsets[index]; i < other.offsets[index + 1]; i++) {
      element.appendFrom(other.element, i);
    }
    append();
  }

  @Override
  void truncated() {
    element.truncate(Math.min(element.size(), offsets[size()]));
  }
}
