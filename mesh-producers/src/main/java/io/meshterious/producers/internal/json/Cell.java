// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;

/** Writes a property of a row as JSON. */
@FunctionalInterface
public interface Cell {
  /** Writes the value. */
  void write(long row, EventBuffer out);
}
