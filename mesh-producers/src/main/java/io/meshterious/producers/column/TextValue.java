// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer;

/** A text that each row has. */
@FunctionalInterface
public interface TextValue {
  /** Writes the text of a row as it stands between the quotes of JSON. */
  void write(long row, EventBuffer out);

  /** The same texts in other rows. */
  default TextValue at(LongValue rows) {
    return (row, out) -> write(rows.at(row), out);
  }
}
