// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.torture;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.time.Duration;

/** A process with one pipeline, which runs until it is killed. */
public final class IngestProcess {
  static final String ORDERS = "warehouse.events.orders";

  private IngestProcess() {}

  static DataContracts examples() {
    return DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
  }

  /**
   * Takes the folder of the lake, the URI of the source, and how often to commit, in milliseconds.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (Lake lake = Lake.open(Path.of(arguments[0]));
        Ingest ingest =
            Ingest.named("orders")
                .from(arguments[1])
                .contract(examples().contract(ORDERS))
                .into(lake, "raw.orders")
                .commitEvery(Duration.ofMillis(Long.parseLong(arguments[2])))
                .start()) {
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
