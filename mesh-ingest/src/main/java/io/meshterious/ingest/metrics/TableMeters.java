// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.ingest.IngestCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;

/** The meters of a table that a pipeline feeds, which move with each commit. */
final class TableMeters {
  private static final String EVENTS = "events";
  private static final String BYTES = "bytes";

  private final TaggedMeters meters;
  private final Counter received;
  private final Counter stored;
  private final Counter deduplicated;
  private final Counter late;
  private final Counter bytes;
  private final Timer commits;
  private final DistributionSummary commitBytes;

  TableMeters(TaggedMeters meters) {
    this.meters = meters;
    received = meters.counter("received", EVENTS, "events that were read and are committed");
    stored = meters.counter("stored", EVENTS, "events that became rows");
    deduplicated = meters.counter("deduplicated", EVENTS, "events that were known already");
    late = meters.counter("late", EVENTS, "rows of events that came late");
    bytes = meters.counter("bytes", BYTES, "bytes of events that were read and are committed");
    commits = meters.timer("commit", "how long commits took, and how many there were");
    commitBytes = meters.summary("commit.size", BYTES, "bytes of the files of rows of a commit");
  }

  void committed(IngestCommit commit) {
    received.increment((double) commit.counts().received());
    stored.increment((double) commit.counts().stored());
    deduplicated.increment((double) commit.counts().deduplicated());
    late.increment((double) commit.counts().late());
    bytes.increment((double) commit.counts().bytes());
    commit
        .rejects()
        .forEach(
            (code, number) ->
                meters
                    .counter(
                        "rejected",
                        EVENTS,
                        "events that are in the table of rejects",
                        "code",
                        code.label(),
                        "reason",
                        code.name())
                    .increment((double) number));
    commits.record(commit.took());
    commitBytes.record((double) commit.fileBytes());
  }

  void remove() {
    meters.remove();
  }
}
