// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.internal.emit.Emission;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.emit.EventSink;

/** The rows from one to another. */
public final class GeneratedSteps implements Steps {
  private final EventRows rows;
  private final FaultNotes faults;
  private final Emission emission;
  private final long to;
  private long next;

  /**
   * The rows from one to another.
   *
   * @param rows when each happened
   * @param emission what is sent for each
   * @param faults where faults are noted down; closed with the steps
   * @param from the first row
   * @param to the row after the last
   */
  public GeneratedSteps(EventRows rows, Emission emission, FaultNotes faults, long from, long to) {
    this.faults = faults;
    this.rows = rows;
    this.emission = emission;
    this.next = from;
    this.to = to;
  }

  @Override
  public boolean advance() {
    if (next >= to) {
      return false;
    }
    next++;
    return true;
  }

  @Override
  public long nanos() {
    return rows.nanos(next - 1);
  }

  @Override
  public void send(EventSink sink) throws InterruptedException {
    emission.step(next - 1, sink);
  }

  @Override
  public long nextRow() {
    return next;
  }

  @Override
  public void flush() {
    faults.flush();
  }

  @Override
  public void close() {
    faults.close();
  }
}
