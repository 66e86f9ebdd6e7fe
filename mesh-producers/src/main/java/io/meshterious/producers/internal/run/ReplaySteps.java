// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.emit.EventSink;
import io.meshterious.producers.internal.replay.ReplayRows;

/** The rows of a file from one to another. */
public final class ReplaySteps implements Steps {
  private final ReplayRows rows;
  private final EventBuffer body = new EventBuffer();
  private final long from;
  private final long to;
  private long next;

  /**
   * The rows of a file.
   *
   * @param rows the open file; closed with the steps
   * @param from the first row
   * @param to the row after the last
   */
  public ReplaySteps(ReplayRows rows, long from, long to) {
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.next = from;
  }

  @Override
  public boolean advance() {
    while (next < to && rows.next()) {
      next = rows.row() + 1;
      if (next > to) {
        return false;
      } else if (rows.row() >= from) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long nanos() {
    return rows.nanos();
  }

  @Override
  public void send(EventSink sink) throws InterruptedException {
    body.clear();
    rows.json(body);
    sink.take(rows.row(), rows.id(), rows.nanos(), body);
  }

  @Override
  public long nextRow() {
    return Math.max(from, next);
  }

  @Override
  public void close() {
    rows.close();
  }
}
