// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.emit.PlainEmission;
import io.meshterious.producers.internal.run.CallTarget;
import io.meshterious.producers.internal.run.Checkpoint;
import io.meshterious.producers.internal.run.GeneratedSteps;
import io.meshterious.producers.internal.run.Refusals;
import io.meshterious.producers.internal.run.Run;
import io.meshterious.producers.internal.run.Schedule;
import io.meshterious.producers.internal.run.Steps;
import io.meshterious.producers.pace.Rate;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetListener;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a producer is made with. Without more, it sends all rows from the first one on, as fast as
 * they are taken.
 */
public final class ProducerBuilder {
  /** Opens a target, told how many events were sent before and who hears of refusals. */
  @FunctionalInterface
  private interface Opening {
    EventTarget open(String name, EventKind kind, long first, TargetListener listener);
  }

  private final Generator.Builder generator;
  private long fromRow;
  private long rows = Long.MAX_VALUE;
  private Rate rate = Rate.max();
  private Optional<Opening> target = Optional.empty();
  private Optional<Path> checkpoint = Optional.empty();
  private TargetListener listener = (event, why) -> {};

  ProducerBuilder(DataContracts contracts, String contractId) {
    this.generator = Generator.of(contracts, contractId);
  }

  ProducerBuilder(DataContract contract) {
    this.generator = Generator.of(contract);
  }

  /** See {@link Generator.Builder#table}. */
  public ProducerBuilder table(String name) {
    generator.table(name);
    return this;
  }

  /** See {@link Generator.Builder#publisher}. */
  public ProducerBuilder publisher(String name) {
    generator.publisher(name);
    return this;
  }

  /** See {@link Generator.Builder#seed}. */
  public ProducerBuilder seed(long number) {
    generator.seed(number);
    return this;
  }

  /** See {@link Generator.Builder#start}. */
  public ProducerBuilder start(LocalDate day) {
    generator.start(day);
    return this;
  }

  /** See {@link Generator.Builder#rowsADay}. */
  public ProducerBuilder rowsADay(double number) {
    generator.rowsADay(number);
    return this;
  }

  /** See {@link Generator.Builder#generators}. */
  public ProducerBuilder generators(List<EventGenerator> all) {
    generator.generators(all);
    return this;
  }

  /** The first row; the default is 0. */
  public ProducerBuilder fromRow(long row) {
    if (row < 0) {
      throw invalid("first row: " + row + " (0 or above)");
    }
    fromRow = row;
    return this;
  }

  /** How many rows; the default is all there are. */
  public ProducerBuilder burst(long number) {
    if (number < 1) {
      throw invalid("number of rows: " + number + " (1 or above)");
    }
    rows = number;
    return this;
  }

  /** How fast; the default is as fast as they are taken. */
  public ProducerBuilder rate(Rate howFast) {
    rate = howFast;
    return this;
  }

  /** Where events go: every one to a call, on the producer's own thread. */
  public ProducerBuilder to(Consumer<Event> call) {
    target = Optional.of((name, kind, first, heard) -> new CallTarget(call));
    return this;
  }

  /**
   * A file that says how far the run came. When it is there, the run goes on where the one before
   * ended, and repeats no more than what that one could not settle.
   */
  public ProducerBuilder checkpoint(Path file) {
    checkpoint = Optional.of(file);
    return this;
  }

  /** Is told of every event that is refused; by any thread, and must not wait. */
  public ProducerBuilder onRefused(TargetListener heard) {
    listener = heard;
    return this;
  }

  private static MeshException invalid(String what) {
    return new MeshException(ProducerError.PRODUCER_OPTION_INVALID, "Invalid " + what);
  }

  /** Opens the target and begins to send. */
  public Producer start() {
    Generator made = generator.build();
    Opening opening =
        target.orElseThrow(
            () ->
                new MeshException(
                    ProducerError.PRODUCER_OPTION_INVALID,
                    "Cannot produce '" + made.name() + "': it is not said where to"));
    Optional<Checkpoint> file =
        checkpoint.map(it -> new Checkpoint(it, new LinkedHashMap<>(made.options())));
    Checkpoint.Position from =
        file.map(it -> it.read(fromRow)).orElse(new Checkpoint.Position(fromRow, 0));
    long end = rows >= made.rows() - fromRow ? made.rows() : fromRow + rows;
    if (fromRow >= made.rows()) {
      throw invalid("first row: " + fromRow + " (below " + made.rows() + ", which are all rows)");
    }
    Refusals refusals = new Refusals(listener);
    EventRows source = new GeneratedRows(made);
    Steps steps = new GeneratedSteps(source, new PlainEmission(source), from.nextRow(), end);
    EventKind kind = EventKind.of(made.contract(), made.table());
    EventTarget open = opening.open(made.name(), kind, from.sent(), refusals);
    Run run = new Run(kind, steps, Schedule.of(rate), open, file, from.sent());
    boolean endless = end == made.rows() && made.table().hints().eventTime().isPresent();
    return new Producer(
        made.name(),
        endless ? OptionalLong.empty() : OptionalLong.of(end - from.nextRow()),
        run,
        steps,
        open,
        refusals);
  }

  /** Sends everything, and waits until it is settled. */
  public ProducerReport run() throws InterruptedException {
    try (Producer producer = start()) {
      return producer.await();
    }
  }

  /** Rows of a generator as events. */
  private record GeneratedRows(Generator generator) implements EventRows {
    @Override
    public long rows() {
      return generator.rows();
    }

    @Override
    public void json(long row, EventBuffer into) {
      generator.json(row, into);
    }

    @Override
    public String id(long row) {
      return generator.id(row);
    }

    @Override
    public long nanos(long row) {
      return generator.nanos(row);
    }
  }
}
