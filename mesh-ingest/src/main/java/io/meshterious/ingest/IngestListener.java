// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

/**
 * Hears what pipelines do: to count it, to pass it on, or to act on it. {@link
 * IngestBuilder#watchedBy} adds one; the same one may listen to several pipelines.
 *
 * <ol>
 *   <li>{@link #started} comes first, then {@link #committed} and {@link #changed} in the order in
 *       which things happened; {@link #stopped} comes last, after the change to that state.
 *   <li>A pipeline calls it from its own thread, and waits for it: what takes long belongs into
 *       another thread. It may ask the pipeline to pause, go on or stop.
 *   <li>A commit is told when it has happened, once; not at all when the process ends before that.
 *       What a snapshot says of itself is always there.
 *   <li>What it throws is logged, the first time as a warning; the pipeline goes on.
 * </ol>
 */
public interface IngestListener {
  /** A pipeline begins; nothing is read yet. */
  default void started(IngestView pipeline) {}

  /** A pipeline has committed events. */
  default void committed(IngestCommit commit) {}

  /** A pipeline does something else than before, or for another reason. */
  default void changed(IngestChange change) {}

  /** A pipeline has ended; the threads that read are gone. */
  default void stopped(IngestView pipeline) {}
}
