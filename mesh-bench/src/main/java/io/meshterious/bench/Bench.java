// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

/**
 * What {@code ./mesh bench NAME} runs: one question, asked of ours and of its baselines in turn.
 *
 * <p>To add one, write a class like this in the package of the stage it measures, add it to {@link
 * Benches}, and say in its Javadoc what a user would object to in the comparison.
 *
 * <pre>{@code
 * public final class CommitBench implements Bench {
 *   public String name() { return "commit"; }
 *   public String about() { return "Latency of one append, beside Iceberg's own"; }
 *
 *   public void run(BenchRun run) throws Exception {
 *     int commits = run.size().pick(3, 50, 200);            // smoke test, --quick, default
 *     run.compare(
 *         commits + " appends",
 *         Contender.of("mesh", () -> latency(ours(run.freshFolder(), commits))),
 *         Contender.of("newFastAppend", () -> latency(stock(run.freshFolder(), commits))));
 *   }
 *
 *   private static Sample latency(long[] nanos) {           // one round of one contender
 *     return Sample.of(Metric.lower("p50", "ms"), Samples.percentile(nanos, 0.5) / 1e6)
 *         .and(Metric.lower("p99", "ms"), Samples.percentile(nanos, 0.99) / 1e6)
 *         .fact("snapshots", nanos.length);
 *   }
 * }
 * }</pre>
 *
 * <p>A contender is called once for each round, ours and baselines in turn, the order reversed in
 * every other round, so that a machine that gets slower or faster does so for all of them. Rounds
 * before the first that counts warm up. What a contender prepares outside of the measured part
 * costs nothing: it measures itself, or lets {@link Contender#timed} do it. A benchmark of micro-
 * to milliseconds is better given to JMH: see {@link JmhContender}.
 */
public interface Bench {
  /** The name on the command line: one lower-case word. */
  String name();

  /** One line that says what is compared, without a full stop. */
  String about();

  /**
   * Measures all cases.
   *
   * @param run how much to measure, and where results go
   */
  void run(BenchRun run) throws Exception;
}
