// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.deadletter;

import io.meshterious.ingest.deadletter.DeadLetter;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.internal.reject.Rejected;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands the rejects of a table over to somebody else, if there is one. For one thread. */
public final class Letters {
  private final Optional<DeadLetterTarget> target;
  private final String pipeline;
  private final String table;
  private final Set<Rejected> sent = new HashSet<>();
  private String lastAttempt = "";

  /**
   * Letters to a target.
   *
   * @param pipeline the pipeline that rejects
   * @param table the table that the events were meant for
   */
  public Letters(Optional<DeadLetterTarget> target, String pipeline, String table) {
    this.target = target;
    this.pipeline = pipeline;
    this.table = table;
  }

  /** Makes sure that somebody can be reached. */
  public void connect() {
    target.ifPresent(it -> it.publish(List.of()));
  }

  /**
   * Hands over events that are about to be committed, and returns when they are safe. Those that it
   * has handed over for the same attempt are left out.
   */
  public void send(List<Rejected> events, String attempt) {
    if (target.isEmpty()) {
      return;
    }
    if (!lastAttempt.equals(attempt)) {
      sent.clear();
      lastAttempt = attempt;
    }
    List<Rejected> unsent = events.stream().filter(it -> !sent.contains(it)).toList();
    if (!unsent.isEmpty()) {
      target.get().publish(unsent.stream().map(this::letter).toList());
      sent.addAll(unsent);
    }
  }

  private DeadLetter letter(Rejected event) {
    return new DeadLetter(
        event.body(),
        event.kind(),
        event.origin(),
        event.source(),
        pipeline,
        table,
        event.reason().code(),
        event.reason().field(),
        event.reason().text());
  }
}
