// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.List;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Values of type {@code struct}. Append to every child, then call {@link #append()}; for a null,
 * only {@link #appendNull()}, which gives the children their slots.
 */
public final class StructColumn extends Column {
  private final List<Column> children;
  private final Column[] columns;

  StructColumn(NestedField field, List<Column> children) {
    super(field);
    this.children = List.copyOf(children);
    this.columns = children.toArray(Column[]::new);
  }

  /** The columns of the struct's fields; each has a slot for every struct, nulls included. */
  public List<Column> children() {
    return children;
  }

  /** Appends a struct whose fields have been appended to the children. */
  public void append() {
    int slot = grown();
    for (Column child : columns) {
      if (child.size() != slot + 1) {
        throw new IllegalStateException(
            "Cannot append a struct to column '"
                + field().name()
                + "': its field '"
                + child.field().name()
                + "' has "
                + child.size()
                + " values instead of "
                + (slot + 1));
      }
    }
  }

  @Override
  void appendEmpty() {
    for (Column child : columns) {
      child.appendNull();
    }
    append();
  }

  @Override
  void copy(Column source, int index) {
    StructColumn other = (StructColumn) source;
    for (int i = 0; i < children.size(); i++) {
      children.get(i).appendFrom(other.children.get(i), index);
    }
    append();
  }

  @Override
  void truncated() {
    for (Column child : columns) {
      child.truncate(Math.min(child.size(), size()));
    }
  }
}
