// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

import io.meshterious.ingest.source.RawBatch;
import java.util.Arrays;

/** Events that were read at once, and what became of each. */
public final class Portion {
  /** What becomes of an event: it is a row. */
  static final byte STORED = 1;

  /** It is a row, and came late. */
  static final byte LATE = 4;

  /** It may be one that is known already. */
  static final byte SUSPECT = 2;

  static final byte REJECTED = 3;

  private final RawBatch raw;
  private byte[] fates = new byte[64];
  private int reading;

  /** An empty portion with room for some events. */
  public Portion(int mostEvents, long mostBytes) {
    raw = new RawBatch(mostEvents, mostBytes);
  }

  /** The events. */
  public RawBatch raw() {
    return raw;
  }

  /** Says which of the lane's sources they come from. */
  public void from(int number) {
    reading = number;
  }

  /** Which of the lane's sources they come from. */
  public int reading() {
    return reading;
  }

  void fate(int event, byte fate) {
    if (event >= fates.length) {
      fates = Arrays.copyOf(fates, Math.max(event + 1, fates.length * 2));
    }
    fates[event] = fate;
  }

  /** Whether an event is a row. */
  boolean stored(int event) {
    return fates[event] == STORED || fates[event] == LATE;
  }

  byte fate(int event) {
    return fates[event];
  }

  /** Forgets the events. */
  public void clear() {
    raw.clear();
  }
}
