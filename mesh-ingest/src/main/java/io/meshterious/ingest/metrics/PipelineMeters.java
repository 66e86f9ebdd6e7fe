// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of a pipeline as a whole. */
final class PipelineMeters {
  private final TaggedMeters meters;

  /** Gauges alone would not keep it. */
  private final Supplier<IngestStatus> status;

  private final Counter pauses;
  private final Counter backOffs;

  PipelineMeters(TaggedMeters meters, Supplier<IngestStatus> status) {
    this.meters = meters;
    this.status = status;
    pauses = meters.counter("pauses", "pauses", "times that it began to pause");
    backOffs =
        meters.counter("backoffs", "backoffs", "times that it began to wait for something outside");
    gauge("waiting", "events", "events that sources have, not read yet", PipelineMeters::waiting);
    gauge("inflight", "events", "events that were read and are not committed", it -> it.inFlight());
    gauge("commit.age", "seconds", "time since the last commit", PipelineMeters::age);
    gauge("dedupe.ids", "ids", "ids of events that are known", it -> it.knownIds());
    gauge("dedupe.memory", "bytes", "memory that they take", it -> it.knownIdBytes());
    for (IngestState state : IngestState.values()) {
      meters.gauge(
          new TaggedMeters.Gauged("state", "", "1 for what it is doing, 0 for all else"),
          this.status,
          it -> it.state() == state ? 1 : 0,
          "state",
          state.name().toLowerCase(Locale.ROOT));
    }
  }

  private void gauge(String name, String unit, String what, ToDoubleFunction<IngestStatus> value) {
    meters.gauge(new TaggedMeters.Gauged(name, unit, what), status, value);
  }

  private static double waiting(IngestStatus status) {
    return status.waiting().isPresent() ? status.waiting().getAsLong() : Double.NaN;
  }

  private static double age(IngestStatus status) {
    return status
        .lastCommit()
        .map(it -> Duration.between(it.when(), Instant.now()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  void changed(IngestChange change) {
    if (change.entered() && change.state() == IngestState.PAUSED) {
      pauses.increment();
    } else if (change.entered() && change.state() == IngestState.BACKING_OFF) {
      backOffs.increment();
    }
  }

  void remove() {
    meters.remove();
  }
}
