// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what pipelines do in a registry of Micrometer. Counters move with each commit, gauges ask
 * the pipeline when they are read; nothing is done for each event.
 *
 * <pre>{@code
 * Ingest.named("orders").from(…).contract(…).into(lake, "raw.orders")
 *     .watchedBy(new IngestMetrics(registry))
 *     .start();
 * }</pre>
 *
 * <p>All meters have the tags {@code pipeline} and {@code table}, and are removed when the pipeline
 * stops. Pipelines of the same name that run in one process need a tag that tells them apart. Safe
 * for use by several pipelines.
 */
public final class IngestMetrics implements IngestListener {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<Watched, PipelineMeters> meters = new HashMap<>();

  private record Watched(String pipeline, String table) {}

  /** Registers meters here. */
  public IngestMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /** Registers meters here, with more tags. */
  public IngestMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
  }

  @Override
  public synchronized void started(IngestView view) {
    Tags own = tags.and("pipeline", view.pipeline(), "table", view.table());
    meters.put(
        new Watched(view.pipeline(), view.table()),
        new PipelineMeters(registry, own, view.status()));
  }

  @Override
  public void committed(IngestCommit commit) {
    of(commit.pipeline(), commit.table()).ifPresent(it -> it.committed(commit));
  }

  @Override
  public void changed(IngestChange change) {
    Optional<PipelineMeters> its = of(change.pipeline(), change.table());
    its.ifPresent(it -> it.changed(change));
    if (change.state() == IngestState.STOPPED) {
      its.ifPresent(PipelineMeters::remove);
      forget(change.pipeline(), change.table());
    }
  }

  private synchronized Optional<PipelineMeters> of(String pipeline, String table) {
    return Optional.ofNullable(meters.get(new Watched(pipeline, table)));
  }

  private synchronized void forget(String pipeline, String table) {
    meters.remove(new Watched(pipeline, table));
  }
}
