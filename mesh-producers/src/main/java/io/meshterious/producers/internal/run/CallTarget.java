// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.core.event.Event;
import io.meshterious.producers.target.EventTarget;
import java.util.function.Consumer;

/** Gives every event to a call; it is settled when the call returns. */
public final class CallTarget implements EventTarget {
  private final Consumer<Event> call;
  private long count;
  private volatile long settled;

  /** A target that calls. */
  public CallTarget(Consumer<Event> call) {
    this.call = call;
  }

  @Override
  public void send(Event event) {
    call.accept(event);
    count++;
    settled = count;
  }

  @Override
  public void flush() {}

  @Override
  public long settled() {
    return settled;
  }

  @Override
  public void close() {}
}
