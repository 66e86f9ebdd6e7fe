// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events that were sent and are not settled, by their position. It spans from the first of them
 * to the last one sent; those between that are settled leave a gap. For one thread at a time.
 */
final class Window {
  private final @Nullable Event[] slots;
  private final int mask;
  private final int capacity;
  private long head;
  private long tail;

  Window(int capacity) {
    this.capacity = capacity;
    int length = Integer.highestOneBit(Math.max(1, capacity - 1)) * 2;
    slots = new Event[length];
    mask = length - 1;
  }

  int size() {
    return (int) (tail - head);
  }

  boolean full() {
    return tail - head >= capacity;
  }

  /** The first position that is not settled. */
  long head() {
    return head;
  }

  /** The position that the next event will have. */
  long tail() {
    return tail;
  }

  /** Takes an event; returns its position. */
  long add(Event event) {
    slots[(int) tail & mask] = event;
    return tail++;
  }

  /** The event at a position; null when it is settled. */
  @Nullable Event at(long position) {
    return position < head || position >= tail ? null : slots[(int) position & mask];
  }

  /** Lets go of the event at a position, if it is not settled yet. */
  void settle(long position) {
    slots[(int) position & mask] = null;
    while (head < tail && slots[(int) head & mask] == null) {
      head++;
    }
  }
}
