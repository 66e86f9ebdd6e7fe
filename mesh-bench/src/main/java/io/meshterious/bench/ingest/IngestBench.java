// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchOptions;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.BenchSize;
import io.meshterious.bench.Contender;
import io.meshterious.bench.Cores;
import io.meshterious.bench.Sample;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Order events of 590 bytes and 23 values, from where they wait to rows of a committed snapshot;
 * ours with all it has, beside the same by hand. Each round has a table of its own, and the same
 * events. The clock runs from when the source is opened to when the last event is acknowledged;
 * tables are made before. {@code commitMillis} is the time from the last event of a commit to its
 * acknowledgement, as its source sees it: for ours, what is still to decode and the pause of a lane
 * that has nothing to read are in it. {@code laterGarbagePerEvent} is what is allocated for an
 * event after the first commit, when buffers have grown.
 *
 * <p>What a user would object to: in memory, nobody waits for a queue, and events lie in the same
 * arrays in each round. The naive way takes one thread, as most would write it; where there are two
 * cores, it is there with two threads as well. The collector's threads may take the second core
 * from one, too. DuckDB does less than either: no partitions, no ids, no rejects, no snapshot, and
 * nothing is forced to disk. A team that knows Jackson well takes its streaming parser; how much
 * that gains, the benchmark {@code decode} tells. Broker and readers share the processors.
 */
public final class IngestBench implements Bench {
  private static final long MEBI = 1L << 20;

  /** The benchmark. */
  public IngestBench() {}

  /** One round, in a folder. */
  @FunctionalInterface
  private interface Round {
    Sample measure(Path folder) throws Exception;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String about() {
    return "Events into committed snapshots, beside the same by hand and DuckDB";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    switch (run.options().source().orElse(BenchOptions.MEMORY)) {
      case BenchOptions.QUEUE -> queue(run);
      case BenchOptions.STREAM -> stream(run);
      default -> memory(run);
    }
  }

  private static void memory(BenchRun run) throws Exception {
    Orders orders = new Orders(run.size().pick(2_000, 60_000, 1_200_000));
    long commitBytes = run.size().pick(1, 8, 64) * MEBI;
    Path lines = run.folder().resolve("orders.ndjson");
    orders.write(lines);
    List<Contender> alone = memory(run, orders, commitBytes, lines, 1);
    if (pinned()) {
      try {
        compare(run, "memory, one core", alone);
      } finally {
        Cores.use(Cores.available());
      }
    } else {
      compare(run, "memory, one lane, not pinned", alone);
    }
    if (Runtime.getRuntime().availableProcessors() >= 2) {
      compare(run, "memory, two cores", memory(run, orders, commitBytes, lines, 2));
    }
  }

  /** Whether this process is on one core now. */
  private static boolean pinned() throws InterruptedException {
    try {
      Cores.use(1);
      return true;
    } catch (IOException noTaskset) {
      return false;
    }
  }

  private static List<Contender> memory(
      BenchRun run, Orders orders, long commitBytes, Path lines, int cores) {
    NaiveIngesting naive = new NaiveIngesting(orders, orders.eventsOf(commitBytes));
    List<Contender> all = new ArrayList<>();
    all.add(contender(run, "mesh", new MeshIngesting(orders, commitBytes, cores)::fromMemory));
    all.add(contender(run, "naive", folder -> naive.fromMemory(1, folder)));
    if (cores > 1) {
      all.add(contender(run, "naive, two threads", folder -> naive.fromMemory(2, folder)));
    }
    all.add(contender(run, "DuckDB COPY", new DuckCopy(lines, orders.count(), cores)::measure));
    return all;
  }

  private static void compare(BenchRun run, String what, List<Contender> all) throws Exception {
    run.compare(what, all.get(0), all.subList(1, all.size()).toArray(Contender[]::new));
  }

  private static void queue(BenchRun run) throws Exception {
    Orders orders = new Orders(run.size().pick(500, 20_000, 100_000));
    long commitBytes = run.size().pick(1, 32, 128) * MEBI / 8;
    int batch = orders.eventsOf(commitBytes);
    try (RabbitFixture rabbit = rabbit()) {
      VirtualHost host = rabbit.newVirtualHost();
      NaiveIngesting naive = new NaiveIngesting(orders, batch);
      MeshIngesting ours = new MeshIngesting(orders, commitBytes, 1);
      run.compare(
          "quorum queue",
          contender(
              run,
              "mesh",
              folder -> {
                try (QueueOrders queue = new QueueOrders(host, orders, batch)) {
                  return ours.from(queue.uri(), folder);
                }
              }),
          contender(
              run,
              "naive",
              folder -> {
                try (QueueOrders queue = new QueueOrders(host, orders, batch)) {
                  return naive.from(queue::read, folder);
                }
              }),
          contender(
              run,
              "discarding",
              folder -> {
                try (QueueOrders queue = new QueueOrders(host, orders, batch)) {
                  return discarding(queue::read, orders);
                }
              }));
    }
  }

  private static void stream(BenchRun run) throws Exception {
    Orders orders = new Orders(run.size().pick(500, 50_000, 400_000));
    long commitBytes = run.size().pick(1, 64, 256) * MEBI / 8;
    int batch = orders.eventsOf(commitBytes);
    try (RabbitFixture rabbit = rabbit();
        StreamOrders stream = new StreamOrders(rabbit.newVirtualHost(), orders, batch)) {
      NaiveIngesting naive = new NaiveIngesting(orders, batch);
      MeshIngesting ours = new MeshIngesting(orders, commitBytes, 1);
      run.compare(
          "stream",
          contender(run, "mesh", folder -> ours.from(stream.uri(), folder)),
          contender(run, "naive", folder -> naive.from(stream::read, folder)),
          contender(run, "discarding", folder -> discarding(stream::read, orders)));
    }
  }

  /** Reading and nothing else: what the broker and its client can do. */
  private static Sample discarding(NaiveIngesting.Reading reading, Orders orders) throws Exception {
    Watch watch = new Watch(orders.count());
    reading.run(Taking.DISCARDING, watch);
    return watch.sample();
  }

  private static RabbitFixture rabbit() {
    if (RabbitFixture.binaries().isEmpty()) {
      throw new IllegalStateException(
          "Cannot run benchmark 'ingest' with --source queue or stream: there is no RabbitMQ;"
              + " apt-get install rabbitmq-server");
    }
    return RabbitFixture.start();
  }

  /** A contender that leaves nothing behind, neither files nor garbage that the next one pays. */
  private static Contender contender(BenchRun run, String name, Round round) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Sample measure() throws Exception {
        Path folder = run.freshFolder();
        System.gc();
        try {
          return round.measure(folder);
        } finally {
          BenchRun.delete(folder);
        }
      }

      @Override
      public void warmUp() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(warmSeconds(run.size())).toNanos();
        do {
          measure();
        } while (System.nanoTime() < end);
      }
    };
  }

  private static int warmSeconds(BenchSize size) {
    return size.pick(0, 1, 15);
  }
}
