// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a pipeline committed to a table at once. One that feeds several tells a commit of each.
 *
 * @param pipeline its name
 * @param table the table
 * @param snapshot the table's snapshot
 * @param rejectsSnapshot the snapshot of the table of rejects; empty when nothing was added there
 * @param when when it was done
 * @param counts the books of this commit
 * @param rejects how many events were rejected, by what is wrong with them
 * @param files how many files of rows were added
 * @param fileBytes how many bytes these files have
 * @param took how long it took from the moment the lanes' parts were taken
 * @param inputs what was read of each source
 */
public record IngestCommit(
    String pipeline,
    String table,
    long snapshot,
    OptionalLong rejectsSnapshot,
    Instant when,
    IngestCounts counts,
    Map<ErrorCode, Long> rejects,
    int files,
    long fileBytes,
    Duration took,
    List<Input> inputs) {
  /** Keeps copies of the list and the map, which is sorted. */
  public IngestCommit {
    Map<ErrorCode, Long> byNumber = new TreeMap<>(Comparator.comparingInt(ErrorCode::number));
    byNumber.putAll(rejects);
    rejects = Collections.unmodifiableMap(byNumber);
    inputs = List.copyOf(inputs);
  }

  /**
   * What was read of a source.
   *
   * @param name its URI without password and options, but for a queue or stream
   * @param received how many events
   * @param positions where it goes on, as the snapshot of the pipeline's first table says it; empty
   *     when the other side remembers that
   */
  public record Input(String name, long received, Map<String, String> positions) {
    /** Keeps a copy of the map, sorted. */
    public Input {
      positions = Collections.unmodifiableMap(new TreeMap<>(positions));
    }
  }
}
