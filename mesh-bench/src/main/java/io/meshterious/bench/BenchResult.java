// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Ours beside one baseline, in one case.
 *
 * @param bench the benchmark
 * @param caseName the case, with the metric's name where it has one
 * @param ours our median
 * @param baseline the baseline's median
 * @param ratio how many times as good ours is: above 1, ours is better
 * @param spread how far the ratios of the rounds lie apart, in parts of their median
 * @param allocated bytes that ours allocates for each event
 * @param baselineAllocated bytes that the baseline allocates for each event
 * @param facts our median of each further fact
 * @param baselineFacts the baseline's
 */
record BenchResult(
    String bench,
    String caseName,
    Metric metric,
    String baselineName,
    double ours,
    double baseline,
    double ratio,
    double spread,
    int rounds,
    OptionalDouble allocated,
    OptionalDouble baselineAllocated,
    Map<String, Double> facts,
    Map<String, Double> baselineFacts) {
  static BenchResult of(
      String bench,
      String caseName,
      Metric metric,
      List<Sample> ours,
      String baselineName,
      List<Sample> baseline) {
    double[] mine = values(ours, metric);
    double[] theirs = values(baseline, metric);
    double[] ratios = new double[mine.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = metric.ratio(mine[i], theirs[i]);
    }
    double median = Samples.median(mine);
    double other = Samples.median(theirs);
    return new BenchResult(
        bench,
        metric.name().isEmpty() ? caseName : caseName + " " + metric.name(),
        metric,
        baselineName,
        median,
        other,
        metric.ratio(median, other),
        Samples.spread(ratios),
        ratios.length,
        allocated(ours),
        allocated(baseline),
        facts(ours),
        facts(baseline));
  }

  private static double[] values(List<Sample> samples, Metric metric) {
    return samples.stream()
        .mapToDouble(
            sample ->
                Objects.requireNonNull(
                    sample.metrics().get(metric), "All contenders must measure " + metric))
        .toArray();
  }

  private static OptionalDouble allocated(List<Sample> samples) {
    double[] known =
        samples.stream().flatMapToDouble(it -> it.allocatedBytesPerEvent().stream()).toArray();
    return known.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Samples.median(known));
  }

  private static Map<String, Double> facts(List<Sample> samples) {
    Map<String, Double> medians = new LinkedHashMap<>();
    for (String fact : samples.get(0).facts().keySet()) {
      double[] values =
          samples.stream()
              .map(sample -> sample.facts().get(fact))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      medians.put(fact, Samples.median(values));
    }
    return medians;
  }
}
