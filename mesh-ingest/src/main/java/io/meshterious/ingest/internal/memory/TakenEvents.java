// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.memory;

import io.meshterious.core.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events in the order in which they were taken, until they are let go. For one thread. */
final class TakenEvents {
  private @Nullable Event[] ring = new Event[1024];
  private long first;
  private long next;

  /** The number of the event that is added next: how many were added so far. */
  long next() {
    return next;
  }

  /** Adds an event. */
  void add(Event event) {
    if (next - first == ring.length) {
      grow();
    }
    ring[place(next)] = event;
    next++;
  }

  private void grow() {
    @Nullable Event[] larger = new Event[ring.length * 2];
    for (long i = first; i < next; i++) {
      larger[(int) (i & larger.length - 1)] = ring[place(i)];
    }
    ring = larger;
  }

  private int place(long number) {
    return (int) (number & ring.length - 1);
  }

  /** Lets go of all events before a number. */
  void releaseBefore(long number) {
    while (first < number) {
      ring[place(first)] = null;
      first++;
    }
  }

  /** The events that were not let go, the oldest first; none are left. */
  List<Event> removeAll() {
    List<Event> left = new ArrayList<>();
    for (long i = first; i < next; i++) {
      Event event = ring[place(i)];
      if (event != null) {
        left.add(event);
      }
    }
    Arrays.fill(ring, null);
    first = next;
    return left;
  }
}
