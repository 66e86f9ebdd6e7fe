// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.time.Instant;

/**
 * A pipeline does something else than before, or for another reason.
 *
 * @param pipeline its name
 * @param table the table that it feeds; of several the first
 * @param before what it did
 * @param state what it does
 * @param why why it does that, for people; empty while all is well
 * @param when when that began
 */
public record IngestChange(
    String pipeline,
    String table,
    IngestState before,
    IngestState state,
    String why,
    Instant when) {
  /** Whether it does something else, and not the same for another reason. */
  public boolean entered() {
    return before != state;
  }
}
