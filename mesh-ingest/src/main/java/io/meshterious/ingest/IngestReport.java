// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.time.Duration;

/**
 * What a pipeline did from its start to its end.
 *
 * @param name its name
 * @param table the table that it fed
 * @param counts what it committed
 * @param took how long it ran
 */
public record IngestReport(String name, String table, IngestCounts counts, Duration took) {
  /** How many events a second were received. */
  public double rate() {
    double seconds = took.toNanos() / 1e9;
    return seconds == 0 ? 0 : counts.received() / seconds;
  }
}
