// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.Event;
import io.meshterious.producers.Generator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.LongStream;

/** Events of three tables of the example contracts, mixed, and what is true of them. */
public final class MixedEvents {
  public static final String ORDERS = "warehouse.events.orders";
  public static final String MOVES = "warehouse.events.inventory_movements";
  public static final String POSITIONS = "warehouse.events.vehicle_tracking";

  private static final String FAULTS =
      "missing-required=0.01,wrong-type=0.01,malformed=0.01,duplicate=0.04,duplicate-changed=0.01";

  public final List<Event> events = new ArrayList<>();
  public final List<Fault> faults = new ArrayList<>();
  public final Set<String> sent = new HashSet<>();

  private MixedEvents() {}

  public static DataContracts examples() {
    return DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
  }

  /** The routes of all three; the first is the most frequent one. */
  public static Route[] routes(DataContracts examples) {
    return new Route[] {
      Route.of(examples.contract(ORDERS)).into("raw.orders"),
      Route.of(examples.contract(MOVES)).into("raw.moves"),
      Route.of(examples.contract(POSITIONS)).into("raw.positions")
    };
  }

  /** Makes events: of the first table as many as are asked for, of the others fewer. */
  static MixedEvents of(DataContracts examples, int rows, SeededRandom random)
      throws InterruptedException {
    return of(examples, rows, FAULTS, random);
  }

  /** Makes events with other faults. */
  public static MixedEvents of(DataContracts examples, int rows, String plan, SeededRandom random)
      throws InterruptedException {
    MixedEvents mixed = new MixedEvents();
    List<Queue<Event>> kinds = new ArrayList<>();
    int share = 1;
    for (String contract : List.of(ORDERS, MOVES, POSITIONS)) {
      Queue<Event> some = new ArrayDeque<>();
      Producer.of(examples, contract)
          .burst(rows / share)
          .faults(FaultPlan.parse(plan))
          .truth(mixed.faults::add)
          .to(some::add)
          .run();
      Generator generator = Generator.of(examples, contract).build();
      LongStream.range(0, rows / share).forEach(row -> mixed.sent.add(generator.id(row)));
      kinds.add(some);
      share++;
    }
    while (!kinds.isEmpty()) {
      Queue<Event> kind = random.oneOf(kinds);
      for (int i = random.between(1, 200); i > 0 && !kind.isEmpty(); i--) {
        mixed.events.add(kind.remove());
      }
      kinds.removeIf(Queue::isEmpty);
    }
    return mixed;
  }
}
