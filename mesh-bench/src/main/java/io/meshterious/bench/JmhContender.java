// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A contender that JMH measures. A round is one fork: a new JVM, which warms up, then calls a
 * benchmark method again and again. So no contender inherits what another taught the compiler, and
 * ours and baselines still take turns.
 *
 * <p>The method does a fixed number of events; the sample says how many a second, and the bytes
 * allocated for each. Rounds before those that count are skipped, because each fork warms up. In a
 * smoke test the method is called once, in this JVM.
 */
public final class JmhContender implements Contender {
  private final String name;
  private final BenchSize size;
  private final Class<?> benchmark;
  private final Map<String, String> parameters;
  private final long eventsPerCall;
  private final String unit;
  private final Map<String, Double> facts;

  /**
   * A contender.
   *
   * @param benchmark a class whose only {@code @Benchmark} method is measured
   * @param parameters values of its {@code @Param} fields
   * @param eventsPerCall how many events one call of the method does
   * @param unit such as {@code rows/s}
   * @param facts further facts of every sample
   */
  public JmhContender(
      String name,
      BenchSize size,
      Class<?> benchmark,
      Map<String, String> parameters,
      long eventsPerCall,
      String unit,
      Map<String, Double> facts) {
    this.name = name;
    this.size = size;
    this.benchmark = benchmark;
    this.parameters = Map.copyOf(parameters);
    this.eventsPerCall = eventsPerCall;
    this.unit = unit;
    this.facts = Map.copyOf(facts);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp() {
    // Every fork warms up by itself.
  }

  @Override
  public Sample measure() throws Exception {
    boolean smoke = size == BenchSize.SMOKE;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
            .mode(smoke ? Mode.SingleShotTime : Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .forks(smoke ? 0 : 1)
            .warmupIterations(size.pick(0, 2, 4))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(size.pick(1, 2, 4))
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new IllegalStateException(
          "Cannot measure " + benchmark.getName() + ": it gives " + results.size() + " results");
    }
    RunResult result = results.iterator().next();
    double nanos = result.getPrimaryResult().getScore();
    Sample sample = Sample.of(Metric.rate(unit), eventsPerCall * 1e9 / nanos);
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    if (allocated != null) {
      sample = sample.allocated(allocated.getScore() / eventsPerCall);
    }
    for (Map.Entry<String, Double> fact : facts.entrySet()) {
      sample = sample.fact(fact.getKey(), fact.getValue());
    }
    return sample;
  }
}
