// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import io.meshterious.core.contract.Table;
import io.meshterious.ingest.decode.EventDecoder;
import io.meshterious.ingest.decode.PayloadBuffer;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.lake.batch.ColumnBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events of any content type into rows. For one thread. */
public final class EventReader {
  private final EventDecoder decoder;
  private final Payloads payloads;
  private final PayloadBuffer payload = new PayloadBuffer();

  /**
   * A reader.
   *
   * @param table the table of a contract
   * @param rows where rows go
   */
  public EventReader(Table table, ColumnBatch rows) {
    this.decoder = EventDecoder.of(table, rows);
    this.payloads = Payloads.of(table);
  }

  /**
   * Appends an event as a row.
   *
   * @param from its first byte
   * @param to the byte behind it
   * @return why it is none, or {@code null}
   */
  public @Nullable Rejection read(byte[] array, int from, int to, String contentType) {
    Payloads.Handling handling = payloads.of(contentType);
    if (handling instanceof Payloads.Handling.Decoded it) {
      payload.clear();
      Optional<Rejection> problem = it.decoder().decode(array, from, to, payload);
      return problem.isPresent() ? problem.get() : json(payload.array(), 0, payload.length());
    } else if (handling instanceof Payloads.Handling.Refused it) {
      return it.rejection();
    }
    return json(array, from, to);
  }

  private @Nullable Rejection json(byte[] array, int from, int to) {
    return decoder.decode(array, from, to) ? null : decoder.rejection();
  }
}
