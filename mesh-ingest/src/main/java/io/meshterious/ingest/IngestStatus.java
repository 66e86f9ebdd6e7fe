// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a pipeline is, at a moment.
 *
 * @param state what it is doing
 * @param why why it does that, for people; empty while all is well
 * @param counts what is committed
 * @param inFlight how many events were read and are not committed yet
 * @param waiting how many events the sources have that were not read, as far as they know
 * @param lastCommit when it committed last; empty before the first time
 * @param running how long ago it was started
 * @param knownIds how many ids of events are known
 * @param knownIdBytes how much memory they take
 * @param tables what is committed to each table, by name, in the order of the routes
 */
public record IngestStatus(
    IngestState state,
    String why,
    IngestCounts counts,
    long inFlight,
    OptionalLong waiting,
    Optional<Instant> lastCommit,
    Duration running,
    long knownIds,
    long knownIdBytes,
    Map<String, IngestCounts> tables) {
  /** Keeps a copy of the counts, in their order. */
  public IngestStatus {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }
}
