// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.internal.emit.EventSink;

/** What a run sends, step by step. */
public interface Steps extends AutoCloseable {
  /** Goes to the next step; false when there is none. */
  boolean advance() throws InterruptedException;

  /** When the events of the step happened, in nanoseconds since 1970. */
  long nanos();

  /** Sends the events of the step. */
  void send(EventSink sink) throws InterruptedException;

  /** The row of the step after this one. */
  long nextRow();

  /** Makes sure that what was noted down about the events sent so far is on disk. */
  default void flush() {}

  @Override
  default void close() {}
}
