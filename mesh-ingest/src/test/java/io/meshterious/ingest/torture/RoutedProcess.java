// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.torture;

import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import io.meshterious.ingest.MixedEvents;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.time.Duration;

/** A process with one pipeline into three tables, which runs until it is killed. */
public final class RoutedProcess {
  private RoutedProcess() {}

  /** Starts the pipeline; it commits after a few hundred events. */
  static Ingest ingest(Lake lake, Path events) {
    return Ingest.named("mixed")
        .from(events + "?settle=1ms")
        .byField("event_type", MixedEvents.routes(MixedEvents.examples()))
        .into(lake)
        .commitEvery(Duration.ofMillis(20))
        .commitBytes(100_000)
        .start();
  }

  /** Takes the folder of the lake, and the file of the events. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Lake lake = Lake.open(Path.of(arguments[0]));
        Ingest ingest = ingest(lake, Path.of(arguments[1]))) {
      IngestStatus status = ingest.status();
      while (status.state() != IngestState.STOPPED) {
        Thread.sleep(20);
        status = ingest.status();
      }
      System.out.println("Stopped: " + status.why());
      System.exit(1);
    }
  }
}
