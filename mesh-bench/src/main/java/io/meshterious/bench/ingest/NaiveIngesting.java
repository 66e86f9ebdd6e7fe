// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a good team writes by hand in a week: Jackson's tree, checks of each value, a set of ids in
 * memory, Iceberg's records and generic writer, an append for as many events as ours commits. It
 * has no table of rejects, no books, knows no id after a restart, and finds no commit whose answer
 * was lost.
 */
final class NaiveIngesting {
  /** Reads all events of a broker, and gives each to somebody. */
  @FunctionalInterface
  interface Reading {
    /** The whole of it; the watch hears of what is read and acknowledged. */
    void run(Taking taking, Watch watch) throws Exception;
  }

  private final Orders orders;
  private final int commitEvents;

  /**
   * The naive way.
   *
   * @param commitEvents with so many events it commits
   */
  NaiveIngesting(Orders orders, int commitEvents) {
    this.orders = orders;
    this.commitEvents = commitEvents;
  }

  /** A round from a broker, in the thread in which the client delivers. */
  Sample from(Reading reading, Path folder) throws Exception {
    try (NaiveTable table = new NaiveTable(orders.contract(), folder)) {
      Watch watch = new Watch(orders.count());
      reading.run(table.writing(new HashSet<>(), 1), watch);
      return sample(watch, table);
    }
  }

  /** A round from events in memory. */
  Sample fromMemory(int threads, Path folder) throws Exception {
    try (NaiveTable table = new NaiveTable(orders.contract(), folder)) {
      Watch watch = new Watch(orders.count());
      Set<UUID> ids = threads == 1 ? new HashSet<>() : ConcurrentHashMap.newKeySet();
      AtomicInteger next = new AtomicInteger();
      // All threads live until the last one is done, so that what they used can be asked for.
      CountDownLatch done = new CountDownLatch(threads);
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int number = 1; number <= threads; number++) {
        Taking taking = table.writing(ids, number);
        work.add(
            () -> {
              try {
                run(taking, next, watch);
              } finally {
                done.countDown();
              }
              done.await();
              return true;
            });
      }
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      try {
        watch.begin();
        for (Future<Boolean> one : executor.invokeAll(work)) {
          one.get();
        }
      } finally {
        executor.shutdown();
      }
      return sample(watch, table);
    }
  }

  private void run(Taking taking, AtomicInteger next, Watch watch) throws IOException {
    int taken = 0;
    int event = next.getAndIncrement();
    while (event < orders.count()) {
      taking.take(orders.event(event));
      taken++;
      if (taken == commitEvents) {
        commit(taking, taken, watch);
        taken = 0;
      }
      event = next.getAndIncrement();
    }
    if (taken > 0) {
      commit(taking, taken, watch);
    }
  }

  private static void commit(Taking taking, int taken, Watch watch) throws IOException {
    long start = System.nanoTime();
    taking.commit();
    watch.acknowledged(taken, System.nanoTime() - start);
  }

  private Sample sample(Watch watch, NaiveTable table) {
    return watch.sample().fact("bytesPerRow", TableBytes.perRow(table.table(), orders.count()));
  }
}
