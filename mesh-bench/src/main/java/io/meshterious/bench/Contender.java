// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.concurrent.Callable;

/** One way to do what a benchmark measures: ours, or a baseline. */
public interface Contender {
  /** Its name in the report. */
  String name();

  /** One round. */
  Sample measure() throws Exception;

  /** One round that does not count. */
  default void warmUp() throws Exception {
    measure();
  }

  /** A contender that measures itself. */
  static Contender of(String name, Callable<Sample> round) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Sample measure() throws Exception {
        return round.call();
      }
    };
  }

  /**
   * A contender whose whole round is measured: how many events a second, the bytes that the calling
   * thread allocated for each, and the time that all threads of the process computed.
   *
   * @param unit such as {@code rows/s}
   * @param round does the work and says how many events it was
   */
  static Contender timed(String name, String unit, Callable<Long> round) {
    return of(
        name,
        () -> {
          Allocations allocations = Allocations.ofThisThread();
          CpuTime cpu = CpuTime.start();
          long start = System.nanoTime();
          long events = round.call();
          long nanos = System.nanoTime() - start;
          return Sample.of(Metric.rate(unit), events * 1e9 / nanos)
              .fact("cpuSeconds", cpu.seconds())
              .allocated((double) allocations.bytes() / events);
        });
  }
}
