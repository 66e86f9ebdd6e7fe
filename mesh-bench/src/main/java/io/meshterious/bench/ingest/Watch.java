// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.Sample;
import io.meshterious.bench.Samples;
import io.meshterious.bench.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks at sources of events from the side that delivers: its clock runs from when the first one is
 * opened to when the last event is acknowledged. Safe for use by several threads.
 */
final class Watch {
  private final long expected;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final CountDownLatch allRead = new CountDownLatch(1);
  private final CountDownLatch allAcknowledged = new CountDownLatch(1);
  private final List<Long> commitNanos = new ArrayList<>();
  private @Nullable Usage usage;
  private Usage.@Nullable Used used;

  /** What was used until the first commit, and how many events were handed out by then. */
  private Usage.@Nullable Used first;

  private long readAtFirst;

  /** Waits for so many events. */
  Watch(long expected) {
    this.expected = expected;
  }

  /** Starts the clock, the first time it is called. */
  synchronized void begin() {
    if (usage == null) {
      usage = Usage.start();
    }
  }

  /** Notes that some more were handed out. */
  void read(long count) {
    if (read.addAndGet(count) >= expected) {
      allRead.countDown();
    }
  }

  /**
   * Notes that some more were acknowledged.
   *
   * @param nanos how long ago the last of them was handed out
   */
  void acknowledged(long count, long nanos) {
    boolean all = acknowledged.addAndGet(count) >= expected;
    synchronized (this) {
      commitNanos.add(nanos);
      if (first == null && usage != null) {
        first = usage.soFar();
        readAtFirst = Math.max(read.get(), acknowledged.get());
      }
      if (all && used == null && usage != null) {
        // Here, because the threads that did the work are still alive.
        used = usage.soFar();
      }
    }
    if (all) {
      allAcknowledged.countDown();
    }
  }

  /** Whether the last event was handed out within some time. */
  boolean allRead(long millis) throws InterruptedException {
    return allRead.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Whether the last event was acknowledged within some time. */
  boolean allAcknowledged(long millis) throws InterruptedException {
    return allAcknowledged.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What was measured, when the last event is acknowledged. */
  synchronized Sample sample() {
    if (used == null) {
      throw new IllegalStateException(
          "Cannot measure: " + acknowledged + " of " + expected + " events were acknowledged");
    }
    double[] millis = commitNanos.stream().mapToDouble(it -> it / 1e6).toArray();
    Sample sample = used.sample(expected).fact("commitMillis", Samples.median(millis));
    if (first == null || readAtFirst >= expected) {
      return sample;
    }
    long later = used.allocatedBytes() - first.allocatedBytes();
    return sample.fact("laterGarbagePerEvent", (double) later / (expected - readAtFirst));
  }
}
