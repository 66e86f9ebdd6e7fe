// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import java.util.List;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/** The values of a partition. */
record PartitionTuple(List<@Nullable Object> values) implements StructLike {
  @Override
  public int size() {
    return values.size();
  }

  @Override
  public <T> T get(int place, Class<T> type) {
    return type.cast(values.get(place));
  }

  @Override
  public <T> void set(int place, T value) {
    throw new UnsupportedOperationException("Cannot change a partition");
  }
}
