// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.core.error.MeshException;
import java.util.List;
import org.apache.iceberg.Snapshot;

/**
 * A check of the caller's on what other committers did since the snapshot a change was computed
 * from. It runs each time the change is tried, while no other committer of the lake can get in
 * between.
 */
@FunctionalInterface
public interface SnapshotCheck {
  /**
   * Looks at the snapshots that came in between.
   *
   * @param newcomers the branch's snapshots since {@link TableChange#basedOn(long)}, oldest first;
   *     without it, all that the table still knows
   * @throws MeshException to refuse the commit
   */
  void check(List<Snapshot> newcomers);

  /** The check that allows none: the branch must be as it was. */
  static SnapshotCheck none() {
    return newcomers -> {
      if (!newcomers.isEmpty()) {
        throw new MeshException(
            CommitError.CHECK_REFUSED,
            "Cannot commit: "
                + newcomers.size()
                + " other commits came first, and none was allowed; read the table again and repeat");
      }
    };
  }
}
