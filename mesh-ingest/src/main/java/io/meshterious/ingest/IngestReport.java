// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pipeline did from its start to its end.
 *
 * @param name its name
 * @param table the table that it fed; of several the first
 * @param counts what it committed
 * @param took how long it ran
 * @param tables what it committed to each table, by name, in the order of its routes
 */
public record IngestReport(
    String name,
    String table,
    IngestCounts counts,
    Duration took,
    Map<String, IngestCounts> tables) {
  /** Keeps a copy of the counts, in their order. */
  public IngestReport {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** How many events a second were received. */
  public double rate() {
    double seconds = took.toNanos() / 1e9;
    return seconds == 0 ? 0 : counts.received() / seconds;
  }
}
