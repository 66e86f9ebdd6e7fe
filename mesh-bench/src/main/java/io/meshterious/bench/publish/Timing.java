// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import io.meshterious.bench.CpuTime;
import io.meshterious.bench.Metric;
import io.meshterious.bench.Sample;

/** A round's time, from its first event on. */
final class Timing {
  private final CpuTime cpu = CpuTime.start();
  private final long start = System.nanoTime();

  /** The sample after so many events were confirmed. */
  Sample sample(long events) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return Sample.of(Metric.rate("events/s"), events / seconds)
        .fact("cpuMicrosPerEvent", cpu.seconds() * 1e6 / events);
  }
}
