// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.batch.OpenSource;
import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.batch.Portion;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.internal.route.Router;
import io.meshterious.ingest.source.RawBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane's tables: it divides the events that the lane reads among them, and has a part of each.
 * Events that belong to none are rejected by the first. What is divided are references to bytes,
 * not the bytes.
 */
final class Sorter {
  private static final int EVENTS = 4_096;
  private static final long BYTES = 4L << 20;

  private final Turn turn;
  private final List<OpenSource> sources;
  private final List<Filler> fillers;
  private final @Nullable Router router;
  private final ArrayDeque<Portion> spare = new ArrayDeque<>();
  private final ArrayDeque<List<Part>> spareParts = new ArrayDeque<>();
  private final List<Rejected.Reason> reasons = new ArrayList<>();
  private List<Part> parts;

  /**
   * The tables of a lane.
   *
   * @param fillers one for each table
   * @param router says which table an event goes to; {@code null} when all go to the only one
   */
  Sorter(Turn turn, List<OpenSource> sources, List<Filler> fillers, @Nullable Router router) {
    this.turn = turn;
    this.sources = sources;
    this.fillers = List.copyOf(fillers);
    this.router = router;
    this.parts = parts();
  }

  private List<Part> parts() {
    synchronized (spare) {
      List<Part> used = spareParts.poll();
      return used == null ? fillers.stream().map(it -> it.part(sources)).toList() : used;
    }
  }

  /** A portion without events. */
  Portion portion() {
    synchronized (spare) {
      Portion portion = spare.poll();
      return portion == null ? new Portion(EVENTS, BYTES) : portion;
    }
  }

  /** Takes a portion back that nobody needs any more. */
  void give(Portion portion) {
    portion.clear();
    synchronized (spare) {
      spare.push(portion);
    }
  }

  /** Takes parts back that are committed. */
  void give(List<Part> committed) {
    for (Part part : committed) {
      part.portions().forEach(this::give);
      part.clear();
    }
    synchronized (spare) {
      spareParts.push(committed);
    }
  }

  /** Adds the events of a portion to the parts of their tables, and keeps it. */
  void add(Portion portion) {
    Router by = router;
    if (by == null) {
      fill(0, portion);
      return;
    }
    // The last share is of events without a table.
    List<Portion> shares = new ArrayList<>();
    for (int i = 0; i <= fillers.size(); i++) {
      Portion share = portion();
      share.from(portion.reading());
      shares.add(share);
    }
    divide(portion.raw(), shares, by);
    give(portion);
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).raw().size() == 0) {
        give(shares.get(i));
      } else if (i < fillers.size()) {
        fill(i, shares.get(i));
      } else {
        parts.get(0).refuse(shares.get(i), reasons);
      }
    }
  }

  private void divide(RawBatch raw, List<Portion> shares, Router by) {
    reasons.clear();
    for (int event = 0; event < raw.size(); event++) {
      int table = by.table(raw, event);
      if (table == Router.NONE) {
        reasons.add(by.reason());
      }
      shares
          .get(table == Router.NONE ? fillers.size() : table)
          .raw()
          .add(
              raw.array(event),
              raw.from(event),
              raw.to(event),
              raw.kind(event),
              raw.position(event),
              raw.tag(event));
    }
  }

  private void fill(int table, Portion portion) {
    Filler filler = fillers.get(table);
    Part part = parts.get(table);
    filler.judge(portion, part);
    try {
      filler.append(portion, part);
    } catch (MeshException e) {
      again(filler, part, e);
    }
  }

  /** Writes the rows of a part anew, until that works. */
  private void again(Filler filler, Part part, MeshException first) {
    MeshException why = first;
    for (int tries = 0; ; tries++) {
      if (why.category() != ErrorCategory.TRANSIENT) {
        throw why;
      }
      try {
        turn.pause(why, tries);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw why;
      }
      try {
        filler.rewrite(part, new IdSet(0));
        return;
      } catch (MeshException e) {
        why = e;
      }
    }
  }

  /** The parts of all tables; it goes on with new ones. */
  List<Part> take() {
    List<Part> taken = parts;
    parts = parts();
    return taken;
  }

  /** The fillers of all tables. */
  List<Filler> fillers() {
    return fillers;
  }

  /** The parts that were not taken. */
  List<Part> left() {
    return parts;
  }
}
