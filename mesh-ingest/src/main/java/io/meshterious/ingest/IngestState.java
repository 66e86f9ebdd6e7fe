// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

/** What a pipeline is doing. */
public enum IngestState {
  /** It reads what the table knows, and opens its sources. */
  STARTING,
  /** It reads events and commits them. */
  RUNNING,
  /**
   * It was told to pause, or pauses as too much is rejected: what was read is safe, nothing more is
   * read.
   */
  PAUSED,
  /**
   * Something outside does not work at the moment: it waits and tries again, and keeps everything.
   */
  BACKING_OFF,
  /** It has ended, as it was told to or as something cannot be mended by waiting. */
  STOPPED
}
