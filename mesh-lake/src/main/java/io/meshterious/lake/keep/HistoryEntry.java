// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One snapshot of a table.
 *
 * @param snapshotId the snapshot
 * @param parentId the snapshot it was made from; absent for the first, and kept when that one has
 *     expired
 * @param sequenceNumber its place in the order of all commits
 * @param at when it was committed
 * @param operation what kind of change it was, such as {@code append}
 * @param summary what the commit said about itself, such as {@code added-records}
 * @param refs the tags and branches that point to it
 * @param inCurrentHistory whether it is the current snapshot or one of its ancestors; snapshots of
 *     other branches and those that were rolled back are not
 */
public record HistoryEntry(
    long snapshotId,
    Optional<Long> parentId,
    long sequenceNumber,
    Instant at,
    String operation,
    Map<String, String> summary,
    List<String> refs,
    boolean inCurrentHistory) {
  /** Copies the collections. */
  public HistoryEntry {
    summary = Map.copyOf(summary);
    refs = List.copyOf(refs);
  }
}
