// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values of type {@code map}. Append the keys and values, then call {@link #append()}. */
public final class MapColumn extends Column {
  private final Column key;
  private final Column value;
  private int[] offsets = new int[17];

  MapColumn(NestedField field, Column key, Column value) {
    super(field);
    this.key = key;
    this.value = value;
  }

  /** The keys of all maps, one map after the other. */
  public Column key() {
    return key;
  }

  /** The values of all maps, each at the place of its key. */
  public Column value() {
    return value;
  }

  /** Where maps begin and end: map i is from offset i to offset i + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** Appends a map of the keys and values that were appended since the last one. */
  public void append() {
    if (key.size() != value.size()) {
      throw new IllegalStateException(
          "Cannot append a map to column '"
              + field().name()
              + "': it has "
              + key.size()
              + " keys and "
              + value.size()
              + " values");
    }
    int slot = grown() + 1;
    if (slot == offsets.length) {
      offsets = Arrays.copyOf(offsets, longer(slot, slot + 1));
    }
    offsets[slot] = key.size();
  }

  @Override
  void appendEmpty() {
    append();
  }

  @Override
  void copy(Column source, int index) {
    MapColumn other = (MapColumn) source;
    for (int i = other.offsets[index]; i < other.offsets[index + 1]; i++) {
      key.appendFrom(other.key, i);
      value.appendFrom(other.value, i);
    }
    append();
  }

  @Override
  void truncated() {
    key.truncate(Math.min(key.size(), offsets[size()]));
    value.truncate(Math.min(value.size(), offsets[size()]));
  }
}
