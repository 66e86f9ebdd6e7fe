// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.SnapshotRef;

/**
 * The options of one write.
 *
 * @param attempt the caller's attempt id
 * @param summary properties of the snapshot's summary
 * @param branch the branch that is read and written
 * @param serializable whether rows that others add meanwhile are in conflict
 * @param targetBytes the size of files, when it is not the table's
 * @param deadline how long the write is repeated when others get in between
 */
public record WriteOptions(
    Optional<String> attempt,
    Map<String, String> summary,
    String branch,
    boolean serializable,
    OptionalLong targetBytes,
    Duration deadline) {
  /** Copies the map. */
  public WriteOptions {
    summary = Map.copyOf(summary);
  }

  /** To the main branch, serializable, for at most five minutes. */
  public static WriteOptions defaults() {
    return new WriteOptions(
        Optional.empty(),
        Map.of(),
        SnapshotRef.MAIN_BRANCH,
        true,
        OptionalLong.empty(),
        Duration.ofMinutes(5));
  }

  /** With the caller's attempt id. */
  public WriteOptions withAttempt(String id) {
    return new WriteOptions(Optional.of(id), summary, branch, serializable, targetBytes, deadline);
  }

  /** With properties of the summary. */
  public WriteOptions withSummary(Map<String, String> all) {
    return new WriteOptions(attempt, all, branch, serializable, targetBytes, deadline);
  }

  /** On another branch. */
  public WriteOptions withBranch(String name) {
    return new WriteOptions(attempt, summary, name, serializable, targetBytes, deadline);
  }

  /** Serializable or not. */
  public WriteOptions withSerializable(boolean checked) {
    return new WriteOptions(attempt, summary, branch, checked, targetBytes, deadline);
  }

  /** With another size of files. */
  public WriteOptions withTargetBytes(long bytes) {
    return new WriteOptions(
        attempt, summary, branch, serializable, OptionalLong.of(bytes), deadline);
  }

  /** With another deadline. */
  public WriteOptions withDeadline(Duration duration) {
    return new WriteOptions(attempt, summary, branch, serializable, targetBytes, duration);
  }
}
