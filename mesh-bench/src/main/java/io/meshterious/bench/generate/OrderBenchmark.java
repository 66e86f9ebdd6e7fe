// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Makes order events, one after the other. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first.
public class OrderBenchmark {
  /** How many events one call makes. */
  static final int EVENTS = 1_000;

  /** Who makes them. */
  @Param("mesh")
  public String maker = "";

  private OrderMaking orders;
  private long row;

  /** Reads the contract. */
  @Setup(Level.Trial)
  public void setUp() {
    orders = OrderMaking.by(maker);
  }

  /** Makes events. */
  @Benchmark
  public long make() throws Exception {
    long bytes = 0;
    for (int i = 0; i < EVENTS; i++) {
      bytes += orders.make(row++);
    }
    return bytes;
  }
}
