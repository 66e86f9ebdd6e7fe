// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.text;

import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.Ascii;

/** Universally unique identifiers of version 4. */
public final class UuidText extends ShortText {
  private static final int LENGTH = 36;

  private final long key;

  /** Identifiers that follow from a key. */
  public UuidText(long key) {
    super(LENGTH);
    this.key = key;
  }

  @Override
  public int put(long row, byte[] into, int at) {
    long high = Draw.bits(key, row, 1) & ~0xF000L | 0x4000L;
    long low = Draw.bits(key, row, 2) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return Ascii.putUuid(into, at, high, low);
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    for (int i = 0; i < count; i++) {
      places[i] = put(rows[i], into, places[i]);
    }
  }
}
