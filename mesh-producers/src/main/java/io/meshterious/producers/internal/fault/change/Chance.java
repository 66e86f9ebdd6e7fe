// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.change;

import io.meshterious.producers.draw.Draw;

/**
 * What happens by chance to a row, the same whenever it is asked.
 *
 * @param key what it follows from
 * @param row the row
 */
public record Chance(long key, long row) {
  /** A number below a bound; other turns have other numbers. */
  public long below(int turn, long bound) {
    return Draw.below(Draw.bits(key, row, turn), bound);
  }

  /** Bits; other turns have other bits. */
  public long bits(int turn) {
    return Draw.bits(key, row, turn);
  }

  /** One of some things. */
  @SafeVarargs
  public final <T> T oneOf(int turn, T... things) {
    return things[(int) below(turn, things.length)];
  }
}
