// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.pace.Rate;

/** When a step is due. */
@FunctionalInterface
public interface Schedule {
  /**
   * When a step is due, in nanoseconds since sending began.
   *
   * @param sent how many events were sent before it
   * @param nanos when its events happened, in nanoseconds since 1970
   */
  long dueNanos(long sent, long nanos);

  /** By a rate. */
  static Schedule of(Rate rate) {
    return (sent, nanos) -> rate.dueNanos(sent);
  }

  /** As far apart as the events were, so many times as fast. */
  static Schedule spaced(double speed) {
    return new Schedule() {
      private long first = Long.MIN_VALUE;

      @Override
      public long dueNanos(long sent, long nanos) {
        if (first == Long.MIN_VALUE) {
          first = nanos;
        }
        return (long) ((nanos - first) / speed);
      }
    };
  }
}
