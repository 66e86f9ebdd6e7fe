// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.emit;

import io.meshterious.producers.EventBuffer;

/** Takes what is sent. */
@FunctionalInterface
public interface EventSink {
  /**
   * Takes an event.
   *
   * @param row the row it was made of
   * @param id its id, as it should be
   * @param nanos when it happened
   * @param body its bytes, for the length of this call
   */
  void take(long row, String id, long nanos, EventBuffer body) throws InterruptedException;
}
