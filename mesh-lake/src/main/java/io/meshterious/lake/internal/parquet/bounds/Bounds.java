// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest of some values, in the order Parquet defines for their type. There are
 * three of them for each column: of a page, of a row group's chunk, and of the file.
 */
public abstract class Bounds<B extends Bounds<B>> {
  private boolean present;

  /** Whether there was a value that counts: not null and not NaN. */
  public final boolean present() {
    return present;
  }

  public final void clear() {
    present = false;
  }

  public final void found() {
    present = true;
  }

  /** Widens these bounds to hold others. */
  public final void merge(B other) {
    if (other.present()) {
      if (!present) {
        present = true;
        set(other);
      } else {
        widen(other);
      }
    }
  }

  public abstract void set(B other);

  public abstract void widen(B other);

  /** Below 0 when the least is less than the other's, 0 when equal. */
  public abstract int compareLeast(B other);

  public abstract int compareGreatest(B other);

  /**
   * Appends a value that is no greater than the least, in the form of a plain value.
   *
   * @param most how many bytes it may have, if it can be shortened
   * @return whether it is the least itself
   */
  public abstract boolean writeLeast(ByteSink sink, int most);

  /**
   * Appends a value that is no less than the greatest, in the form of a plain value. When it cannot
   * be shortened to so many bytes, it is longer.
   *
   * @return whether it is the greatest itself
   */
  public abstract boolean writeGreatest(ByteSink sink, int most);

  /** The lower bound in Iceberg's form, cut to a length if the type can be cut. */
  public abstract @Nullable ByteBuffer lower(int length);

  /** The upper bound in Iceberg's form, or null when there is none of that length. */
  public abstract @Nullable ByteBuffer upper(int length);
}
