// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one contender achieved in one round: its metrics, the garbage it made, and further facts,
 * such as the bytes of the file it wrote.
 */
public final class Sample {
  private final Map<Metric, Double> metrics;
  private final Map<String, Double> facts;
  private final OptionalDouble allocatedBytesPerEvent;

  private Sample(Map<Metric, Double> metrics, Map<String, Double> facts, OptionalDouble allocated) {
    this.metrics = Collections.unmodifiableMap(metrics);
    this.facts = Collections.unmodifiableMap(facts);
    this.allocatedBytesPerEvent = allocated;
  }

  /** A sample of one metric. */
  public static Sample of(Metric metric, double value) {
    return new Sample(new LinkedHashMap<>(Map.of(metric, value)), Map.of(), OptionalDouble.empty());
  }

  /** The same with a further metric; each metric is a case of its own in the report. */
  public Sample and(Metric metric, double value) {
    Map<Metric, Double> more = new LinkedHashMap<>(metrics);
    more.put(metric, value);
    return new Sample(more, facts, allocatedBytesPerEvent);
  }

  /**
   * The same with a fact.
   *
   * @param name in camel case: its field in JSON, {@code bytesPerRow}
   */
  public Sample fact(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Sample(metrics, more, allocatedBytesPerEvent);
  }

  /** The same with the bytes it allocated, for each row, event or call. */
  public Sample allocated(double bytesPerEvent) {
    return new Sample(metrics, facts, OptionalDouble.of(bytesPerEvent));
  }

  /** What was measured. */
  public Map<Metric, Double> metrics() {
    return metrics;
  }

  /** What else is to be told. */
  public Map<String, Double> facts() {
    return facts;
  }

  /** The bytes allocated for each row, event or call, where that was measured. */
  public OptionalDouble allocatedBytesPerEvent() {
    return allocatedBytesPerEvent;
  }
}
