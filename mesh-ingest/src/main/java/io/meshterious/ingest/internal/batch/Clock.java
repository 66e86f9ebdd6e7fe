// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

/**
 * The time that events have come to, in microseconds since 1970. It follows the latest event, but
 * not one that is far ahead of all others: only when {@value #WITNESSES} in a row say so, it jumps.
 * For one thread.
 */
final class Clock {
  private static final int WITNESSES = 3;

  private final long leap;
  private long now = Long.MIN_VALUE;
  private long ahead = Long.MAX_VALUE;
  private int witnesses;

  /**
   * A clock that stands still until the first event.
   *
   * @param leap so far it follows a single event
   */
  Clock(long leap) {
    this.leap = leap;
  }

  /** Sees an event; returns how long before the present time it happened, or 0. */
  long see(long time) {
    if (now == Long.MIN_VALUE) {
      now = time;
    } else if (time <= now) {
      ahead = Long.MAX_VALUE;
      witnesses = 0;
      return now - time;
    } else if (time - now <= leap) {
      now = time;
      ahead = Long.MAX_VALUE;
      witnesses = 0;
    } else {
      ahead = Math.min(ahead, time);
      witnesses++;
      if (witnesses == WITNESSES) {
        now = ahead;
        ahead = Long.MAX_VALUE;
        witnesses = 0;
      }
    }
    return 0;
  }

  /** The present time; the least long before the first event. */
  long now() {
    return now;
  }

  /** Goes on from a time. */
  void set(long time) {
    now = Math.max(now, time);
  }
}
