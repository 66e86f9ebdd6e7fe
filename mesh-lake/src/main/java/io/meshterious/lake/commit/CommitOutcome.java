// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.core.error.MeshException;
import java.util.Map;

/**
 * How a commit ended. Every commit carries an attempt id, which is written into the snapshot's
 * summary, so that anybody can find out later whether it happened.
 */
public sealed interface CommitOutcome {
  /** The id of the attempt. */
  String attemptId();

  /** The snapshot, or the exception that says why there is none. */
  default Committed orThrow() {
    if (this instanceof Committed committed) {
      return committed;
    }
    if (this instanceof Refused refused) {
      throw refused.why();
    }
    throw ((Unknown) this).why();
  }

  /**
   * The change is in the table, and on disk where the lake is durable.
   *
   * @param attemptId the id of the attempt
   * @param snapshotId the snapshot that made the change
   * @param sequenceNumber its sequence number
   * @param summary its summary, with the properties of the change
   */
  record Committed(
      String attemptId, long snapshotId, long sequenceNumber, Map<String, String> summary)
      implements CommitOutcome {
    /** Keeps a copy of the summary. */
    public Committed {
      summary = Map.copyOf(summary);
    }
  }

  /**
   * Nothing happened, for certain: the change's files may be deleted, or committed again.
   *
   * @param attemptId the id of the attempt
   * @param why what stood against it; its category says whether trying again can help
   */
  record Refused(String attemptId, MeshException why) implements CommitOutcome {}

  /**
   * It could not be found out whether the change happened. Delete nothing. To resolve it, commit
   * the same change with the same attempt id again: it happens once in any case.
   *
   * @param attemptId the id of the attempt
   * @param why what stood against finding out
   */
  record Unknown(String attemptId, MeshException why) implements CommitOutcome {}
}
