// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.change;

import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** Attempt ids in the history of a branch. */
public final class Attempts {
  private Attempts() {}

  /** The newest snapshot of a branch; {@code null} if it has none. */
  public static @Nullable Snapshot head(TableMetadata table, String branch) {
    SnapshotRef ref = table.ref(branch);
    return ref == null ? null : table.snapshot(ref.snapshotId());
  }

  /** The snapshot that an attempt made, if it is in the history of the branch. */
  public static Optional<Committed> find(TableMetadata table, String branch, String attempt) {
    Snapshot head = head(table, branch);
    if (head == null) {
      return Optional.empty();
    }
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
      if (attempt.equals(summary(snapshot).get(TableChange.ATTEMPT_KEY))) {
        return Optional.of(committed(attempt, snapshot));
      }
    }
    return Optional.empty();
  }

  /**
   * The snapshots of a branch since another one, oldest first; all that are known if that one is
   * not among them.
   */
  static List<Snapshot> since(TableMetadata table, String branch, @Nullable Long base) {
    Snapshot head = head(table, branch);
    List<Snapshot> found = new ArrayList<>();
    if (head != null) {
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
        if (base != null && snapshot.snapshotId() == base) {
          break;
        }
        found.add(0, snapshot);
      }
    }
    return found;
  }

  /** What the summary of a snapshot says that later ones repeat. */
  public static Map<String, String> state(@Nullable Snapshot snapshot) {
    Map<String, String> state = new TreeMap<>();
    if (snapshot != null) {
      summary(snapshot)
          .forEach(
              (key, value) -> {
                if (key.startsWith(TableChange.STATE_PREFIX)) {
                  state.put(key, value);
                }
              });
    }
    return state;
  }

  public static Committed committed(String attempt, Snapshot snapshot) {
    return new Committed(
        attempt, snapshot.snapshotId(), snapshot.sequenceNumber(), summary(snapshot));
  }

  private static Map<String, String> summary(Snapshot snapshot) {
    return Objects.requireNonNullElse(snapshot.summary(), Map.of());
  }
}
