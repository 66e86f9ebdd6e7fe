// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

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
 * stops. What is said of a pipeline that feeds several tables, and not of one of them, has the
 * first. Pipelines of the same name that run in one process need a tag that tells them apart. Safe
 * for use by several pipelines.
 */
public final class IngestMetrics implements IngestListener {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<Key, PipelineMeters> pipelines = new HashMap<>();
  private final Map<Key, TableMeters> tables = new HashMap<>();

  private record Key(String pipeline, String table) {}

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
    for (String table : view.tables()) {
      tables.put(new Key(view.pipeline(), table), new TableMeters(tagged(view.pipeline(), table)));
    }
    String first = view.tables().get(0);
    pipelines.put(
        new Key(view.pipeline(), first),
        new PipelineMeters(tagged(view.pipeline(), first), view.status()));
  }

  private TaggedMeters tagged(String pipeline, String table) {
    return new TaggedMeters(registry, tags.and("pipeline", pipeline, "table", table));
  }

  @Override
  public synchronized void committed(IngestCommit commit) {
    TableMeters its = tables.get(new Key(commit.pipeline(), commit.table()));
    if (its != null) {
      its.committed(commit);
    }
  }

  @Override
  public synchronized void changed(IngestChange change) {
    PipelineMeters its = pipelines.get(new Key(change.pipeline(), change.table()));
    if (its != null) {
      its.changed(change);
    }
  }

  @Override
  public synchronized void stopped(IngestView view) {
    for (String table : view.tables()) {
      TableMeters its = tables.remove(new Key(view.pipeline(), table));
      if (its != null) {
        its.remove();
      }
    }
    PipelineMeters its = pipelines.remove(new Key(view.pipeline(), view.tables().get(0)));
    if (its != null) {
      its.remove();
    }
  }
}
