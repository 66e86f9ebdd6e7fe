// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.event.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is refused. */
public final class Refusals implements TargetListener {
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void refused(Event event, String why) {
    ids.add(event.id());
    reasons.add(why);
  }

  /** The ids of the events, in the order in which they were refused. */
  public List<String> ids() {
    return ids;
  }

  /** The reasons, in the same order. */
  public List<String> reasons() {
    return reasons;
  }
}
