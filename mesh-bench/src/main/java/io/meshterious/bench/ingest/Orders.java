// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.Generator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Order events of the example warehouse, each in an array of its own, as brokers deliver them. */
final class Orders {
  private static final String CONTRACT = "warehouse.events.orders";

  private final DataContract contract;
  private final EventKind kind;
  private final byte[][] events;
  private final String[] ids;
  private final long bytes;

  /** Makes so many, of two days. */
  Orders(int count) throws IOException {
    Path contracts =
        Path.of(System.getProperty("mesh.home", ".."), "mesh-examples", "contracts", "warehouse");
    DataContracts all = DataContracts.loadAll(contracts);
    contract = all.contract(CONTRACT);
    kind = EventKind.of(contract, contract.tables().get(0));
    // A region has a quarter of the rows of a day.
    Generator generator =
        Generator.of(all, CONTRACT).publisher("north").rowsADay(2.0 * count).build();
    events = new byte[count][];
    ids = new String[count];
    long sum = 0;
    for (int i = 0; i < count; i++) {
      events[i] = generator.json(i).getBytes(UTF_8);
      ids[i] = generator.id(i);
      sum += events[i].length;
    }
    bytes = sum;
  }

  DataContract contract() {
    return contract;
  }

  EventKind kind() {
    return kind;
  }

  int count() {
    return events.length;
  }

  byte[] event(int number) {
    return events[number];
  }

  String id(int number) {
    return ids[number];
  }

  /** How many events have so many bytes together. */
  int eventsOf(long size) {
    return (int) Math.max(1, size * events.length / bytes);
  }

  /** Writes them as lines. */
  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (byte[] event : events) {
        out.write(event);
        out.write('\n');
      }
    }
  }
}
