// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import java.util.List;

/**
 * Where rejected events also go. A pipeline hands them over before it commits them to the table of
 * rejects, so that each has arrived before its source is told that it is safe. One thread at a time
 * calls it.
 */
public interface DeadLetterTarget extends AutoCloseable {
  /**
   * Hands events over, and returns when all of them are safe on the other side; connects where it
   * is not connected. None at all makes sure that the other side can be reached.
   *
   * <p>When it fails, some may have arrived. A failure that passes is waited for, and all are
   * handed over again; any other one ends the pipeline. It takes no longer than half a minute.
   *
   * @throws io.meshterious.core.error.MeshException when one of them may not have arrived
   */
  void publish(List<DeadLetter> letters);

  /** Ends it; may be called twice. */
  @Override
  void close();
}
