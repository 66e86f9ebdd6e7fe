// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.error.ErrorCode;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How a pipeline is, at a moment.
 *
 * @param state what it is doing
 * @param why why it does that, for people; empty while all is well
 * @param counts what is committed
 * @param rejects how many events were rejected, by what is wrong with them
 * @param inFlight how many events were read and are not committed yet
 * @param waiting how many events the sources have that were not read, as far as they know
 * @param lastCommit what it committed last; empty before the first time
 * @param running how long ago it was started
 * @param knownIds how many ids of events are known
 * @param knownIdBytes how much memory they take
 * @param pauses how often it began to pause
 * @param backOffs how often it began to wait for something outside that did not work
 * @param tables what is committed to each table, by name, in the order of the routes
 */
public record IngestStatus(
    IngestState state,
    String why,
    IngestCounts counts,
    Map<ErrorCode, Long> rejects,
    long inFlight,
    OptionalLong waiting,
    Optional<IngestCommit> lastCommit,
    Duration running,
    long knownIds,
    long knownIdBytes,
    long pauses,
    long backOffs,
    Map<String, IngestCounts> tables) {
  /** Keeps copies of the maps: rejects by their number, tables in their order. */
  public IngestStatus {
    Map<ErrorCode, Long> byNumber = new TreeMap<>(Comparator.comparingInt(ErrorCode::number));
    byNumber.putAll(rejects);
    rejects = Collections.unmodifiableMap(byNumber);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }
}
