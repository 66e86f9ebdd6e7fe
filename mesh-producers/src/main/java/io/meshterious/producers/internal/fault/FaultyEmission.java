// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.internal.emit.Emission;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.emit.EventSink;
import io.meshterious.producers.internal.fault.change.Mutation;
import io.meshterious.producers.internal.fault.value.DriftChange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as events with the faults of a plan. What a step sends follows from the rows alone: events
 * that are due in a step are those of rows up to a bounded distance before, which are looked at
 * when a run begins in the middle. Each fault is told in the turn of its row, whenever it is sent.
 */
public final class FaultyEmission implements Emission {
  /** What is sent in a later step. */
  private record Delayed(long due, long row, FaultKind kind) {}

  private final FaultScope scope;
  private final EventRows rows;
  private final FaultProgram program;
  private final Consumer<Fault> truth;
  private final Optional<Duration> lateness;
  private final MessageDigest sha;
  private final EventBuffer body = new EventBuffer();
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>(Comparator.comparingLong(Delayed::due).thenComparingLong(Delayed::row));
  private long next = -1;

  /**
   * Events with faults.
   *
   * @param truth told each fault, in the order of rows
   * @throws io.meshterious.core.error.MeshException when the plan does not fit the table
   */
  public FaultyEmission(FaultScope scope, FaultPlan plan, Consumer<Fault> truth) {
    this.scope = scope;
    this.rows = scope.rows();
    this.program = new FaultProgram(scope, plan);
    this.truth = truth;
    this.lateness = scope.table().hints().allowedLateness();
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long rows() {
    return rows.rows();
  }

  @Override
  public void step(long row, EventSink sink) throws InterruptedException {
    if (row != next) {
      lookBack(row);
    }
    next = row + 1;
    FaultKind kind = program.kind(row);
    if (kind == null && !program.drifts(row)) {
      body.clear();
      rows.json(row, body);
      sink.take(row, rows.id(row), rows.nanos(row), body);
    } else {
      changed(row, kind, sink);
    }
    while (!delayed.isEmpty() && delayed.peek().due() == row) {
      Delayed event = delayed.remove();
      byte[] json = json(event.row());
      Mutation.Mutated mutated = program.mutated(event.kind(), event.row(), json);
      send(event.row(), mutated == null ? json : mutated.json(), 0, sink);
    }
  }

  /** Finds what rows before left for this step and later ones. */
  private void lookBack(long row) {
    delayed.clear();
    for (long before = Math.max(scope.first(), row - program.furthest()); before < row; before++) {
      FaultKind kind = program.kind(before);
      if (kind != null && FaultProgram.delays(kind) && program.due(kind, before) >= row) {
        if (program.mutated(kind, before, json(before)) != null) {
          delayed.add(new Delayed(program.due(kind, before), before, kind));
        }
      }
    }
  }

  private void changed(long row, @Nullable FaultKind kind, EventSink sink)
      throws InterruptedException {
    byte[] json = json(row);
    for (DriftChange drift : program.drifts()) {
      if (drift.from() == row) {
        tell(row, row, FaultKind.DRIFT, Optional.of(drift.field()), Expectation.STORED, json);
      }
    }
    Mutation.Mutated mutated = kind == null ? null : program.mutated(kind, row, json);
    if (kind == null || mutated == null) {
      send(row, json, 0, sink);
      return;
    }
    boolean later = FaultProgram.delays(kind);
    long due = later ? program.due(kind, row) : row;
    tell(row, due, kind, mutated.field(), expectation(kind, row, due, mutated), mutated.json());
    if (!later) {
      send(row, mutated.json(), mutated.nanosMoved(), sink);
      return;
    }
    delayed.add(new Delayed(due, row, kind));
    if (kind != FaultKind.OUT_OF_ORDER) {
      send(row, json, 0, sink);
    }
  }

  /** What is sent out of order is late when more time went by than it may be late. */
  private Expectation expectation(FaultKind kind, long row, long due, Mutation.Mutated mutated) {
    boolean late =
        kind == FaultKind.OUT_OF_ORDER
            && lateness.isPresent()
            && rows.nanos(due) - rows.nanos(row) > lateness.get().toNanos();
    return late ? Expectation.LATE : mutated.expect();
  }

  private byte[] json(long row) {
    body.clear();
    rows.json(row, body);
    return program.drifted(row, body.toBytes());
  }

  private void send(long row, byte[] json, long nanosMoved, EventSink sink)
      throws InterruptedException {
    body.clear();
    body.put(json);
    long nanos = rows.nanos(row);
    boolean beyond = nanosMoved > Long.MAX_VALUE - Math.max(0, nanos);
    sink.take(row, rows.id(row), beyond ? Long.MAX_VALUE : nanos + nanosMoved, body);
  }

  private void tell(
      long row,
      long step,
      FaultKind kind,
      Optional<String> field,
      Expectation expect,
      byte[] json) {
    truth.accept(
        new Fault(
            row,
            step,
            rows.id(row),
            kind,
            field,
            scope.contract().id().orElse(""),
            scope.contract().version(),
            scope.table().name(),
            scope.publisher(),
            expect,
            HexFormat.of().formatHex(sha.digest(json), 0, 16)));
  }
}
