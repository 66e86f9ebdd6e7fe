// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * Lines that say how a pipeline is, where nobody looks at a terminal: one now and then, and one
 * when it does something else.
 */
final class StatusLog {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final PrintWriter to;
  private String last = "";
  private long lastRead;
  private Instant lastTime;

  StatusLog(PrintWriter to, Instant begin) {
    this.to = to;
    this.lastTime = begin;
  }

  /** Says how it is, if it is time to. */
  void show(IngestStatus status, Instant now) {
    boolean fine = status.state() == IngestState.RUNNING || status.state() == IngestState.STARTING;
    String doing = fine ? "" : status.state() + status.why();
    Duration since = Duration.between(lastTime, now);
    if (doing.equals(last) && since.compareTo(NOW_AND_THEN) < 0) {
      return;
    }
    long read = status.counts().received() + status.inFlight();
    double seconds = Math.max(since.toMillis(), 1) / 1e3;
    to.println(StatusLine.text(status, Math.max(0, read - lastRead) / seconds, now));
    to.flush();
    last = doing;
    lastRead = read;
    lastTime = now;
  }
}
