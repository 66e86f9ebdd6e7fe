// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is doing, which follows from what is known of it: the first that is so of having
 * stopped, waiting to try something again, starting, being paused, and waiting for a source; else
 * it is running. It keeps what listeners are to be told, in its order. Safe for use by several
 * threads.
 */
final class Standing {
  private final String pipeline;
  private final String table;
  private final Queue<Consumer<IngestListener>> news = new ArrayDeque<>();
  private boolean stopped;
  private boolean starting = true;
  private String begins = "";
  private String trouble = "";
  private String pause = "";
  private String sources = "";
  private Now now = new Now(IngestState.STARTING, "", 0, 0);

  /**
   * What it is doing.
   *
   * @param pauses how often it began to pause
   * @param backOffs how often it began to wait for something outside
   */
  record Now(IngestState state, String why, long pauses, long backOffs) {}

  /**
   * Of a pipeline that starts.
   *
   * @param table its table; of several the first
   */
  Standing(String pipeline, String table) {
    this.pipeline = pipeline;
    this.table = table;
  }

  /** It begins, or begins anew; whatever was the matter before. */
  synchronized void starting(String why) {
    starting = true;
    begins = why;
    trouble = "";
    sources = "";
    settle();
  }

  /** Its sources are open and nothing is the matter, as far as the pipeline itself knows. */
  synchronized void working() {
    starting = false;
    trouble = "";
    settle();
  }

  /** Something does not work and is tried again. */
  synchronized void trouble(String why) {
    trouble = why;
    settle();
  }

  /** What keeps sources from reading; empty when nothing does. */
  synchronized void sources(String why) {
    if (!sources.equals(why)) {
      sources = why;
      settle();
    }
  }

  /** Why nothing more is read; empty when it is. */
  synchronized void pause(String why) {
    pause = why;
    settle();
  }

  /** It has ended, and does nothing else any more. */
  synchronized void stopped(String why) {
    stopped = true;
    trouble = why;
    settle();
  }

  private void settle() {
    if (stopped) {
      set(IngestState.STOPPED, trouble);
    } else if (!trouble.isEmpty()) {
      set(IngestState.BACKING_OFF, trouble);
    } else if (starting) {
      set(IngestState.STARTING, begins);
    } else if (!pause.isEmpty()) {
      set(IngestState.PAUSED, pause);
    } else if (!sources.isEmpty()) {
      set(IngestState.BACKING_OFF, sources);
    } else {
      set(IngestState.RUNNING, "");
    }
  }

  private void set(IngestState next, String why) {
    Now last = now;
    boolean entered = last.state() != next;
    if (entered || !last.why().equals(why)) {
      now =
          new Now(
              next,
              why,
              last.pauses() + (entered && next == IngestState.PAUSED ? 1 : 0),
              last.backOffs() + (entered && next == IngestState.BACKING_OFF ? 1 : 0));
      IngestChange change =
          new IngestChange(pipeline, table, last.state(), next, why, Instant.now());
      news.add(it -> it.changed(change));
    }
  }

  synchronized Now now() {
    return now;
  }

  /** It has committed something. */
  synchronized void committed(IngestCommit commit) {
    news.add(it -> it.committed(commit));
  }

  /** Takes what listeners are to be told first; null when they know all. */
  synchronized @Nullable Consumer<IngestListener> take() {
    return news.poll();
  }

  /** Whether there is something that listeners do not know. */
  synchronized boolean hasNews() {
    return !news.isEmpty();
  }
}
