// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Meters with the same tags, which are removed together. */
final class TaggedMeters {
  private static final String PREFIX = "mesh.ingest.";

  private final MeterRegistry registry;
  private final Tags tags;
  private final Set<Meter> registered = ConcurrentHashMap.newKeySet();

  TaggedMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  Counter counter(String name, String unit, String what, String... more) {
    return noted(
        Counter.builder(PREFIX + name)
            .description(what)
            .baseUnit(unit)
            .tags(tags.and(more))
            .register(registry));
  }

  Timer timer(String name, String what) {
    return noted(Timer.builder(PREFIX + name).description(what).tags(tags).register(registry));
  }

  DistributionSummary summary(String name, String unit, String what) {
    return noted(
        DistributionSummary.builder(PREFIX + name)
            .description(what)
            .baseUnit(unit)
            .tags(tags)
            .register(registry));
  }

  /** A gauge; who asks for it must keep what it asks. */
  <T> void gauge(Gauged gauged, Supplier<T> asked, ToDoubleFunction<T> value, String... more) {
    noted(
        Gauge.builder(PREFIX + gauged.name(), asked, it -> value.applyAsDouble(it.get()))
            .description(gauged.what())
            .baseUnit(gauged.unit().isEmpty() ? null : gauged.unit())
            .tags(tags.and(more))
            .register(registry));
  }

  /** What a gauge is called; it may have no unit. */
  record Gauged(String name, String unit, String what) {}

  private <M extends Meter> M noted(M meter) {
    registered.add(meter);
    return meter;
  }

  void remove() {
    registered.forEach(registry::remove);
  }
}
