// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of one pipeline. */
final class PipelineMeters {
  private static final String EVENTS = "events";
  private static final String BYTES = "bytes";

  private final MeterRegistry registry;
  private final Tags tags;
  private final Supplier<IngestStatus> status;
  private final Set<Meter> registered = ConcurrentHashMap.newKeySet();
  private final Counter received;
  private final Counter stored;
  private final Counter deduplicated;
  private final Counter late;
  private final Counter bytes;
  private final Counter pauses;
  private final Counter backOffs;
  private final Timer commits;
  private final DistributionSummary commitBytes;

  PipelineMeters(MeterRegistry registry, Tags tags, Supplier<IngestStatus> status) {
    this.registry = registry;
    this.tags = tags;
    this.status = status;
    received = counter("received", EVENTS, "events that were read and are committed");
    stored = counter("stored", EVENTS, "events that became rows");
    deduplicated = counter("deduplicated", EVENTS, "events that were known already");
    late = counter("late", EVENTS, "rows of events that came late");
    bytes = counter("bytes", BYTES, "bytes of events that were read and are committed");
    pauses = counter("pauses", "pauses", "times that it began to pause");
    backOffs = counter("backoffs", "backoffs", "times that it began to wait for something outside");
    commits =
        noted(
            Timer.builder("mesh.ingest.commit")
                .description("how long commits took, and how many there were")
                .tags(tags)
                .register(registry));
    commitBytes =
        noted(
            DistributionSummary.builder("mesh.ingest.commit.size")
                .description("bytes of the files of rows of a commit")
                .baseUnit(BYTES)
                .tags(tags)
                .register(registry));
    gauge("waiting", EVENTS, "events that the sources have and that were not read", waiting());
    gauge("inflight", EVENTS, "events that were read and are not committed", it -> it.inFlight());
    gauge("commit.age", "seconds", "time since the last commit", PipelineMeters::age);
    gauge("dedupe.ids", "ids", "ids of events that are known", it -> it.knownIds());
    gauge("dedupe.memory", BYTES, "memory that they take", it -> it.knownIdBytes());
    for (IngestState state : IngestState.values()) {
      noted(
          Gauge.builder("mesh.ingest.state", status, it -> it.get().state() == state ? 1 : 0)
              .description("1 for what it is doing, 0 for all else")
              .tags(tags.and("state", state.name().toLowerCase(Locale.ROOT)))
              .register(registry));
    }
  }

  private Counter counter(String name, String unit, String what) {
    return noted(
        Counter.builder("mesh.ingest." + name)
            .description(what)
            .baseUnit(unit)
            .tags(tags)
            .register(registry));
  }

  private void gauge(String name, String unit, String what, ToDoubleFunction<IngestStatus> value) {
    noted(
        Gauge.builder("mesh.ingest." + name, status, it -> value.applyAsDouble(it.get()))
            .description(what)
            .baseUnit(unit)
            .tags(tags)
            .register(registry));
  }

  private <M extends Meter> M noted(M meter) {
    registered.add(meter);
    return meter;
  }

  private static ToDoubleFunction<IngestStatus> waiting() {
    return it -> it.waiting().isPresent() ? it.waiting().getAsLong() : Double.NaN;
  }

  private static double age(IngestStatus status) {
    return status
        .lastCommit()
        .map(it -> Duration.between(it.when(), Instant.now()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  void committed(IngestCommit commit) {
    received.increment(commit.counts().received());
    stored.increment(commit.counts().stored());
    deduplicated.increment(commit.counts().deduplicated());
    late.increment(commit.counts().late());
    bytes.increment(commit.counts().bytes());
    commit.rejects().forEach((code, number) -> rejected(code).increment(number));
    commits.record(commit.took());
    commitBytes.record(commit.fileBytes());
  }

  private Counter rejected(ErrorCode code) {
    return noted(
        Counter.builder("mesh.ingest.rejected")
            .description("events that are in the table of rejects")
            .baseUnit(EVENTS)
            .tags(tags.and("code", code.label(), "reason", code.name()))
            .register(registry));
  }

  void changed(IngestChange change) {
    if (change.entered() && change.state() == IngestState.PAUSED) {
      pauses.increment();
    } else if (change.entered() && change.state() == IngestState.BACKING_OFF) {
      backOffs.increment();
    }
  }

  void remove() {
    registered.forEach(registry::remove);
  }
}
