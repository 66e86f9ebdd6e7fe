// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.Sample;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Ours, with all it has: events are held against their contract, recognised by their ids, written
 * into partitions, rejected into a table of their own, and counted in each snapshot.
 */
final class MeshIngesting {
  private static final String NAME = "raw.orders";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long GLANCE_MILLIS = 100;

  private final Orders orders;
  private final long commitBytes;
  private final int lanes;

  MeshIngesting(Orders orders, long commitBytes, int lanes) {
    this.orders = orders;
    this.commitBytes = commitBytes;
    this.lanes = lanes;
  }

  /** A round from events in memory. */
  Sample fromMemory(Path folder) throws InterruptedException {
    return from(ReadySources.URI, new ReadySources(orders), folder);
  }

  /** A round from a broker. */
  Sample from(String uri, Path folder) throws InterruptedException {
    return from(uri, Sources.load().of(Sources.place(uri, "bench")), folder);
  }

  private Sample from(String uri, EventSources sources, Path folder) throws InterruptedException {
    Watch watch = new Watch(orders.count());
    double idBytes;
    try (Lake lake = Lake.open(folder)) {
      lake.createNamespace("raw");
      String table = orders.contract().tables().get(0).name();
      lake.create(orders.contract(), table, NAME);
      try (Ingest ingest =
          Ingest.named("bench")
              .from(uri)
              .contract(orders.contract())
              .into(lake, NAME)
              .sources(Sources.of(List.of(new WatchedSources(sources, watch))))
              .lanes(lanes)
              .commitBytes(commitBytes)
              .start()) {
        while (!watch.allRead(GLANCE_MILLIS) && running(ingest)) {
          // A pipeline that ended reads no more.
        }
        ingest.awaitDrained(PATIENCE);
        while (!watch.allAcknowledged(GLANCE_MILLIS) && running(ingest)) {
          // The lanes acknowledge when they have nothing to read.
        }
        idBytes = ingest.status().knownIdBytes();
        check(ingest.stop().counts());
      }
      return watch
          .sample()
          .fact("idBytesPerEvent", idBytes / orders.count())
          .fact("bytesPerRow", TableBytes.perRow(lake.table(NAME).iceberg(), orders.count()));
    }
  }

  private static boolean running(Ingest ingest) {
    return ingest.status().state() != IngestState.STOPPED;
  }

  private void check(IngestCounts counts) {
    if (counts.stored() != orders.count()) {
      throw new IllegalStateException("Cannot measure: not all was stored: " + counts);
    }
  }
}
