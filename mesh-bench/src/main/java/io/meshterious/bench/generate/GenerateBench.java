// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.bench.JmhContender;
import java.util.Map;

/**
 * Order events of the example warehouse as JSON bytes, on one core: ours from the contract, beside
 * the same fields filled into a Jackson tree by hand, and the same with names by Datafaker.
 *
 * <p>What a user would object to: ours asks for rows one after the other, which it makes in blocks;
 * rows here and there cost more. The tree is what is written first, not the fastest that Jackson
 * can do. Values are drawn from like distributions, not from the same ones: a tree with the
 * weights, the references and the seasons of the contract would be slower.
 */
public final class GenerateBench implements Bench {
  private static final int LOOKED_AT = 1_000;

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String about() {
    return "Order events as JSON, beside a Jackson tree and Datafaker";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    run.compare(
        "orders, one core",
        contender(run, "mesh"),
        contender(run, "jackson-tree"),
        contender(run, "datafaker"));
  }

  private static Contender contender(BenchRun run, String maker) throws Exception {
    OrderMaking orders = OrderMaking.by(maker);
    double bytes = 0;
    for (int row = 0; row < LOOKED_AT; row++) {
      bytes += orders.make(row);
    }
    return new JmhContender(
        maker,
        run.size(),
        OrderBenchmark.class,
        Map.of("maker", maker),
        OrderBenchmark.EVENTS,
        "events/s",
        Map.of("bytesPerEvent", bytes / LOOKED_AT));
  }
}
