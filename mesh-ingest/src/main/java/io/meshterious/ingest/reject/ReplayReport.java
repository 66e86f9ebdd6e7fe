// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a replay.
 *
 * @param table the table that events were replayed into
 * @param taken how many rejected events were taken
 * @param replayed how many are rows now
 * @param known how many were rows already
 * @param rejectedAgain how many were rejected again, by reason
 * @param left how many were neither: their rows went away meanwhile, and they can be replayed once
 *     more
 * @param took how long it took
 */
public record ReplayReport(
    String table,
    long taken,
    long replayed,
    long known,
    Map<String, Long> rejectedAgain,
    long left,
    Duration took) {
  /** Copies the map, sorted by reason. */
  public ReplayReport {
    rejectedAgain = Collections.unmodifiableMap(new TreeMap<>(rejectedAgain));
  }

  /** How many were rejected again. */
  public long stillRejected() {
    return rejectedAgain.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether all that were taken are rows now. */
  public boolean complete() {
    return stillRejected() == 0 && left == 0;
  }
}
