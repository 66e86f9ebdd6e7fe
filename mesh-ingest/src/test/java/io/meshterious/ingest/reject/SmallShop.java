// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.lake.Lake;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A shop whose sales are of one to nine pieces, in colours that its contract names. */
public final class SmallShop {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: sales
      version: VERSION
      status: active
      schema:
        - name: sales
          logicalType: object
          customProperties:
            - {property: mesh.kind, value: event}
            - {property: mesh.eventId, value: sale_id}
          properties:
            - {name: sale_id, logicalType: string, required: true}
            - {name: qty, logicalType: integer, required: true,
               logicalTypeOptions: {minimum: 1, maximum: 9}}
            - name: colour
              logicalType: string
              required: true
              customProperties:
                - {property: mesh.vocabulary, value: COLOURS}
      """;

  private SmallShop() {}

  /** A version of the contract, with those colours. */
  public static DataContract contract(String version, String colours) {
    return DataContract.parse(
        CONTRACT.replace("VERSION", version).replace("COLOURS", colours),
        DocumentFormat.YAML,
        "sales");
  }

  /** The first version. */
  public static DataContract contract() {
    return contract("1.0.0", "[red, blue]");
  }

  /** A sale as an event. */
  public static String sale(String id, int qty, String colour) {
    return "{\"sale_id\":\"%s\",\"qty\":%d,\"colour\":\"%s\"}".formatted(id, qty, colour);
  }

  /** Ingests events into {@code raw.sales}. */
  public static IngestCounts ingest(Lake lake, String... events) throws InterruptedException {
    String name = "shop-" + UUID.randomUUID();
    MemoryQueue queue = MemoryQueue.named(name);
    EventKind kind = EventKind.of(contract(), contract().tables().get(0));
    for (String event : events) {
      queue.put(new Event(kind, "", Instant.EPOCH, event.getBytes(UTF_8)));
    }
    try (Ingest ingest =
        Ingest.named("sales")
            .from("memory:" + name)
            .contract(contract())
            .into(lake, "raw.sales")
            .start()) {
      if (!ingest.awaitDrained(Duration.ofSeconds(30))) {
        throw new AssertionError("not drained: " + ingest.status());
      }
      return ingest.stop().counts();
    } finally {
      MemoryQueue.forget(name);
    }
  }
}
