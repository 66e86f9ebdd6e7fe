// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.source.RawBatch;

/** Says which table an event goes to. For one thread. */
public interface Router {
  /** No table. */
  int NONE = -1;

  /** The number of the table that an event goes to; {@link #NONE} when there is none. */
  int table(RawBatch raw, int event);

  /** Why there was no table for the last event. */
  Rejected.Reason reason();
}
