// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.dedupe;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.bench.Metric;
import io.meshterious.bench.Sample;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.HashSet;

/**
 * Sets of random ids of 128 bits: adding all of them, then all of them again in another order, none
 * of which is new: so duplicates are found. Ours takes them in batches, as a pipeline has them;
 * {@link HashSet} and fastutil's {@code ObjectOpenHashSet} one by one, as {@link java.util.UUID}s
 * that are made for each call, as a decoder would. All begin empty and grow.
 *
 * <p>Then what a pipeline does when it starts: all ids of a table into a set with room for them,
 * from the pages of its files with two threads, beside DuckDB's rows of two halves.
 *
 * <p>A user would object that the second pass asks for ids that are there, which is the rare case
 * in life; the first asks for those that are not. {@code bytesPerId} is how much more of the heap
 * is in use after the ids were added, the sets' spare room included, which depends on their number.
 */
public final class DedupeBench implements Bench {
  /** So much heap an id takes in {@link HashSet}, while it grows. */
  private static final long MOST_BYTES = 100;

  /** So much it takes in the others. */
  private static final long FEWER_BYTES = 64;

  /** The benchmark. */
  public DedupeBench() {}

  @Override
  public String name() {
    return "dedupe";
  }

  @Override
  public String about() {
    return "Ids added to a set, looked up and loaded, beside HashSet, fastutil and DuckDB";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    int ids = run.options().ids().orElse(run.size().pick(10_000, 1_000_000, 10_000_000));
    long heap = Runtime.getRuntime().maxMemory();
    if (ids * FEWER_BYTES > heap) {
      throw new IllegalStateException(
          "Cannot compare sets of "
              + ids
              + " ids: they take some "
              + (ids * FEWER_BYTES >> 20)
              + " MiB, and the heap has "
              + (heap >> 20)
              + "; give it more by MESH_JAVA_OPTS=-Xmx"
              + ((ids * FEWER_BYTES >> 30) + 1)
              + "g");
    }
    Contender mesh = Contender.of("mesh", () -> measure(ids, new BatchedIds()));
    Contender fastutil =
        Contender.of("fastutil", () -> measure(ids, new UuidIds(new ObjectOpenHashSet<>())));
    if (ids * MOST_BYTES > heap) {
      System.err.println(
          "HashSet<UUID> is left out: "
              + ids
              + " ids take some "
              + (ids * MOST_BYTES >> 20)
              + " MiB in it, and the heap has "
              + (heap >> 20));
      run.compare(ids + " ids", mesh, fastutil);
    } else {
      run.compare(
          ids + " ids",
          mesh,
          Contender.of("HashSet<UUID>", () -> measure(ids, new UuidIds(new HashSet<>()))),
          fastutil);
    }
    try (IdTable table = new IdTable(run.freshFolder(), ids)) {
      run.compare(
          ids + " ids of a table",
          Contender.of("mesh", table::direct),
          Contender.of("DuckDB's rows", table::sql));
    }
  }

  private static Sample measure(int count, Ids ids) {
    long before = used();
    long start = System.nanoTime();
    int added = ids.addAll(count, 1, 0);
    long adding = System.nanoTime() - start;
    long bytes = used() - before;
    start = System.nanoTime();
    // A step that has no factor in common with the count leads to all of them.
    int again = ids.addAll(count, step(count), count / 2);
    long looking = System.nanoTime() - start;
    if (added != count || again != 0) {
      throw new IllegalStateException("Added " + added + " and " + again + " of " + count);
    }
    return Sample.of(Metric.lower("added", "ns"), (double) adding / count)
        .and(Metric.lower("looked up", "ns"), (double) looking / count)
        .fact("bytesPerId", (double) bytes / count);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static int step(int count) {
    int step = 7_368_787 % count;
    while (step < 1 || divisor(step, count) != 1) {
      step++;
    }
    return step;
  }

  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }
}
