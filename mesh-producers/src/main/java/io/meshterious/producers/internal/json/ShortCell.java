// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;

/** A value of a few bytes, whose place need not be checked at each of them. */
public interface ShortCell extends Cell {
  /** How many bytes it has at most. */
  int most();

  /**
   * Writes the value from a place on, and returns the place after. It may write over {@link
   * Ascii#SLACK} bytes more.
   */
  int put(long row, byte[] into, int at);

  @Override
  default void write(long row, EventBuffer out) {
    int at = out.reserve(most());
    out.end(put(row, out.array(), at));
  }
}
