// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

/** How days and times are written, and the unit that they are kept in. */
abstract class MomentForm {
  /** A value so far away that its unit does not reach it. */
  static final long BEYOND = Long.MAX_VALUE;

  private int end;

  /**
   * The value at a place that is closed by a quote.
   *
   * @return {@link Clock#NONE} when there is none
   */
  abstract long parse(byte[] bytes, int at);

  /** The form, for people. */
  abstract String shown();

  /** The place behind the value that was parsed last. */
  final int end() {
    return end;
  }

  final void end(int place) {
    end = place;
  }
}
