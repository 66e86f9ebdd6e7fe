// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.watch;

import io.meshterious.ingest.IngestListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The listeners of a pipeline. What one of them throws harms nobody. For the pipeline's thread. */
public final class Watchers {
  private static final Logger LOG = LoggerFactory.getLogger("io.meshterious.ingest");

  private final String pipeline;
  private final List<Watcher> watchers = new ArrayList<>();

  private static final class Watcher {
    private final IngestListener listener;
    private boolean warned;

    Watcher(IngestListener listener) {
      this.listener = listener;
    }
  }

  /** Those who listen to a pipeline, in the order in which they are told. */
  public Watchers(String pipeline, List<IngestListener> listeners) {
    this.pipeline = pipeline;
    listeners.forEach(it -> watchers.add(new Watcher(it)));
  }

  /** Tells all of them something. */
  public void tell(Consumer<IngestListener> what) {
    for (Watcher it : watchers) {
      try {
        what.accept(it.listener);
      } catch (RuntimeException | Error e) {
        LOG.atLevel(it.warned ? Level.DEBUG : Level.WARN)
            .addKeyValue("pipeline", pipeline)
            .addKeyValue("listener", it.listener.getClass().getName())
            .setCause(e)
            .log("A listener failed; it is told of what comes next nevertheless");
        it.warned = true;
      }
    }
  }
}
