// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import io.meshterious.producers.EventBuffer;
import java.io.IOException;
import java.util.Optional;

/** Rows of a file in one of its formats. */
interface RowSource {
  /** Goes to the next row; false when there is none. */
  boolean next() throws IOException;

  /** The line that the row begins in. */
  long line();

  /** Writes the row's JSON; why it is none, when it is none. */
  Optional<String> write(EventBuffer out);
}
