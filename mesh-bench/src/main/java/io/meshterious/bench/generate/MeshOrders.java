// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.Generator;
import java.nio.file.Path;

/** Orders of the example warehouse, made from their contract. */
final class MeshOrders implements OrderMaking {
  private final Generator orders;
  private final EventBuffer buffer = new EventBuffer();

  MeshOrders() {
    Path contracts =
        Path.of(System.getProperty("mesh.home", ".."), "mesh-examples", "contracts", "warehouse");
    orders =
        Generator.of(DataContracts.loadAll(contracts), "warehouse.events.orders")
            .publisher("north")
            .build();
  }

  @Override
  public int make(long row) {
    buffer.clear();
    orders.json(row, buffer);
    return buffer.length();
  }
}
