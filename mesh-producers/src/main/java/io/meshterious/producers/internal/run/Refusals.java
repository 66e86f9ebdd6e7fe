// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.core.event.Event;
import io.meshterious.producers.ProducerReport;
import io.meshterious.producers.ProducerReport.Refusal;
import io.meshterious.producers.target.TargetListener;
import java.util.ArrayList;
import java.util.List;

/** Counts the events that a target refused, keeps the first, and passes all on. */
public final class Refusals implements TargetListener {
  private final TargetListener next;
  private final List<Refusal> first = new ArrayList<>();
  private long count;

  /** Passes refusals on. */
  public Refusals(TargetListener next) {
    this.next = next;
  }

  @Override
  public void refused(Event event, String why) {
    synchronized (this) {
      count++;
      if (first.size() < ProducerReport.TOLD) {
        first.add(new Refusal(event.id(), why));
      }
    }
    next.refused(event, why);
  }

  /** How many there were. */
  public synchronized long count() {
    return count;
  }

  /** The first of them. */
  public synchronized List<Refusal> first() {
    return List.copyOf(first);
  }
}
