// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.decode;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.bench.JmhContender;
import java.util.Map;

/**
 * Order events of the example warehouse from JSON bytes into columns, held against their contract,
 * on one core: ours, beside Jackson's streaming parser with the same checks into the same columns.
 *
 * <p>What a user would object to: the baseline uses our own checks of values, which are faster than
 * those of the JDK that most would take; and it writes the bytes of a list again, to have them
 * checked in the same way.
 */
public final class DecodeBench implements Bench {
  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String about() {
    return "Order events into columns, checked, beside Jackson's streaming parser";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    compare(run, "one shape", OrderEvents.PLAIN);
    compare(run, "names in any script, long coordinates", OrderEvents.WIDE);
    compare(run, "any order, any spacing", OrderEvents.SHUFFLED);
  }

  private static void compare(BenchRun run, String what, String events) throws Exception {
    run.compare(
        what + ", one core",
        contender(run, "mesh", events),
        contender(run, "without-shapes", events),
        contender(run, "jackson-streaming", events));
  }

  private static Contender contender(BenchRun run, String decoder, String events) {
    return new JmhContender(
        decoder,
        run.size(),
        DecodeBenchmark.class,
        Map.of("decoder", decoder, "events", events),
        OrderEvents.COUNT,
        "events/s",
        Map.of("bytesPerEvent", OrderEvents.of(events).bytesPerEvent()));
  }
}
