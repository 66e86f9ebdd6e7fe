// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What all threads of this process have used since this was made. Threads that ended in between are
 * missing where threads are counted one by one: ask before those that do the work end.
 */
public final class Usage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> allocated = new HashMap<>();
  private final Map<Long, Long> computed = new HashMap<>();
  private final CpuTime cpu;
  private final long start;

  private Usage() {
    for (long thread : THREADS.getAllThreadIds()) {
      allocated.put(thread, THREADS.getThreadAllocatedBytes(thread));
      computed.put(thread, THREADS.getThreadCpuTime(thread));
    }
    cpu = CpuTime.start();
    start = System.nanoTime();
  }

  /**
   * What was used.
   *
   * @param seconds the time that passed
   * @param cpuSeconds what the process computed: its threads, the collector, the compilers, and
   *     threads of native libraries
   * @param threadSeconds what the Java threads that are still alive computed
   * @param allocatedBytes what they allocated
   */
  public record Used(double seconds, double cpuSeconds, double threadSeconds, long allocatedBytes) {
    /** A sample of work outside of Java: events a second, with what each event took. */
    public Sample nativeSample(long events) {
      return Sample.of(Metric.rate("events/s"), events / seconds)
          .fact("cpuMicrosPerEvent", cpuSeconds * 1e6 / events);
    }

    /** A sample: events a second, with what each event took. */
    public Sample sample(long events) {
      return nativeSample(events)
          .fact("threadCpuMicrosPerEvent", threadSeconds * 1e6 / events)
          .allocated((double) allocatedBytes / events);
    }
  }

  /** Counts from now on. */
  public static Usage start() {
    return new Usage();
  }

  /** What was used so far. */
  public Used soFar() {
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = cpu.seconds();
    long nanos = 0;
    long bytes = 0;
    for (long thread : THREADS.getAllThreadIds()) {
      // A thread that has just ended says -1.
      nanos += Math.max(0, THREADS.getThreadCpuTime(thread) - computed.getOrDefault(thread, 0L));
      bytes +=
          Math.max(0, THREADS.getThreadAllocatedBytes(thread) - allocated.getOrDefault(thread, 0L));
    }
    return new Used(seconds, cpuSeconds, nanos / 1e9, bytes);
  }
}
