// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.emit;

import io.meshterious.producers.EventBuffer;

/** The events that rows are, each a function of its number. */
public interface EventRows {
  /** How many rows there are. */
  long rows();

  /** Adds a row's JSON. */
  void json(long row, EventBuffer into);

  /** The id of a row's event; empty when its table has none. */
  String id(long row);

  /** When a row's event happened, in nanoseconds since 1970; 0 when its table has no such time. */
  long nanos(long row);
}
