// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.emit;

import io.meshterious.producers.EventBuffer;

/** Every row as the event it is. */
public final class PlainEmission implements Emission {
  private final EventRows source;
  private final EventBuffer body = new EventBuffer();

  /** The events of rows. */
  public PlainEmission(EventRows source) {
    this.source = source;
  }

  @Override
  public long rows() {
    return source.rows();
  }

  @Override
  public void step(long row, EventSink sink) throws InterruptedException {
    body.clear();
    source.json(row, body);
    sink.take(row, source.id(row), source.nanos(row), body);
  }
}
