// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.watch;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes what a pipeline does into the log. */
public final class LogListener implements IngestListener {
  private static final Logger LOG = LoggerFactory.getLogger("io.meshterious.ingest");

  /** Writes nothing yet. */
  public LogListener() {}

  @Override
  public void started(IngestView view) {
    LOG.atInfo()
        .addKeyValue("pipeline", view.pipeline())
        .addKeyValue("table", String.join(", ", view.tables()))
        .log("Starting");
  }

  @Override
  public void committed(IngestCommit commit) {
    LOG.atDebug()
        .addKeyValue("pipeline", commit.pipeline())
        .addKeyValue("table", commit.table())
        .addKeyValue("snapshot", commit.snapshot())
        .addKeyValue("received", commit.counts().received())
        .addKeyValue("stored", commit.counts().stored())
        .addKeyValue("deduplicated", commit.counts().deduplicated())
        .addKeyValue("rejected", commit.counts().rejected())
        .addKeyValue("bytes", commit.fileBytes())
        .addKeyValue("millis", commit.took().toMillis())
        .log("Committed");
  }

  @Override
  public void changed(IngestChange change) {
    if (change.state() == IngestState.STOPPED && !change.why().isEmpty()) {
      // What failed is logged with its causes.
      return;
    }
    LOG.atLevel(level(change))
        .addKeyValue("pipeline", change.pipeline())
        .addKeyValue("table", change.table())
        .addKeyValue("why", change.why())
        .log(message(change));
  }

  private static String message(IngestChange change) {
    return switch (change.state()) {
      case STARTING -> "Reading the table again";
      case RUNNING -> change.before() == IngestState.STARTING ? "Running" : "Going on";
      case PAUSED -> "Paused";
      case BACKING_OFF -> "Backing off";
      case STOPPED -> "Stopped";
    };
  }

  /** What goes on for another reason is said once. */
  private static Level level(IngestChange change) {
    return switch (change.state()) {
      case RUNNING, PAUSED, STOPPED -> Level.INFO;
      case STARTING, BACKING_OFF -> change.entered() ? Level.WARN : Level.DEBUG;
    };
  }
}
