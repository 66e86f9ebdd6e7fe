// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.fault.TruthLog;
import io.meshterious.producers.internal.emit.Emission;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.emit.PlainEmission;
import io.meshterious.producers.internal.fault.FaultScope;
import io.meshterious.producers.internal.fault.FaultyEmission;
import io.meshterious.producers.internal.replay.ReplayRows;
import io.meshterious.producers.internal.run.CallTarget;
import io.meshterious.producers.internal.run.Checkpoint;
import io.meshterious.producers.internal.run.FaultNotes;
import io.meshterious.producers.internal.run.Findings;
import io.meshterious.producers.internal.run.GeneratedSteps;
import io.meshterious.producers.internal.run.Refusals;
import io.meshterious.producers.internal.run.ReplaySteps;
import io.meshterious.producers.internal.run.RowProblems;
import io.meshterious.producers.internal.run.Run;
import io.meshterious.producers.internal.run.Schedule;
import io.meshterious.producers.internal.run.Steps;
import io.meshterious.producers.pace.Rate;
import io.meshterious.producers.replay.Replay;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetListener;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
    EventTarget open(Generator rows, EventKind kind, long first, TargetListener listener);
  }

  private final Generator.Builder generator;
  private long fromRow;
  private long rows = Long.MAX_VALUE;
  private Rate rate = Rate.max();
  private Optional<Opening> target = Optional.empty();
  private Optional<Path> checkpoint = Optional.empty();
  private Optional<FaultPlan> faults = Optional.empty();
  private Optional<Replay> replay = Optional.empty();
  private OptionalDouble speed = OptionalDouble.empty();
  private Optional<Path> truthFile = Optional.empty();
  private Consumer<Fault> truth = fault -> {};
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

  /** Sends the events of a file instead of generated ones. */
  public ProducerBuilder replay(Replay file) {
    replay = Optional.of(file);
    return this;
  }

  /**
   * Sends events as far apart as they happened, so many times as fast: 1 for as it was. Instead of
   * a rate.
   */
  public ProducerBuilder spaced(double timesAsFast) {
    if (!(timesAsFast > 0) || timesAsFast > 1e9) {
      throw invalid("speed: " + timesAsFast + " (above 0, up to 1000000000)");
    }
    speed = OptionalDouble.of(timesAsFast);
    return this;
  }

  /** Where events go: every one to a call, on the producer's own thread. */
  public ProducerBuilder to(Consumer<Event> call) {
    target = Optional.of((rows, kind, first, heard) -> new CallTarget(call));
    return this;
  }

  /** Where events go, as {@link Targets#uri} reads it. */
  public ProducerBuilder to(String uri) {
    return to(Targets.load(), Targets.uri(uri));
  }

  /** Where events go, opened by certain targets. */
  public ProducerBuilder to(Targets targets, URI uri) {
    target =
        Optional.of(
            (rows, kind, first, heard) ->
                targets.open(
                    new TargetRequest(
                        uri, rows.name(), kind, Optional.of(rows.table()), first, heard)));
    return this;
  }

  /** Puts faults into events. */
  public ProducerBuilder faults(FaultPlan plan) {
    faults = Optional.of(plan);
    return this;
  }

  /**
   * A file that is written with a line for each fault. It is made anew, unless the run goes on from
   * a checkpoint.
   */
  public ProducerBuilder truth(Path file) {
    truthFile = Optional.of(file);
    return this;
  }

  /** Is told each fault, on the producer's own thread. */
  public ProducerBuilder truth(Consumer<Fault> told) {
    truth = told;
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
    long limit = replay.isPresent() ? Long.MAX_VALUE : made.rows();
    if (fromRow >= limit) {
      throw invalid("first row: " + fromRow + " (below " + limit + ", which are all rows)");
    }
    long end = rows >= limit - fromRow ? limit : fromRow + rows;
    Optional<Checkpoint> file = checkpoint.map(it -> new Checkpoint(it, settings(made)));
    Checkpoint.Position from =
        file.map(it -> it.read(fromRow)).orElse(new Checkpoint.Position(fromRow, fromRow, 0));
    Findings findings =
        new Findings(new Refusals(listener), new FaultNotes(truth), new RowProblems());
    // What is wrong with the options is told before a target is opened.
    Steps steps = steps(made, from, end, findings);
    EventKind kind = EventKind.of(made.contract(), made.table());
    boolean endless = end == limit && (replay.isPresent() || isEvent(made));
    OptionalLong all =
        endless ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end - from.nextRow()));
    try {
      EventTarget open = opening.open(made, kind, from.sent(), findings.refusals());
      try {
        truthFile.ifPresent(it -> findings.faults().writeTo(truthLog(it, from)));
      } catch (RuntimeException problem) {
        open.close();
        throw problem;
      }
      Run sending = new Run(kind, steps, schedule(), open, file, from);
      return new Producer(made.name(), all, sending, steps, open, findings);
    } catch (RuntimeException problem) {
      steps.close();
      throw problem;
    }
  }

  private static boolean isEvent(Generator rows) {
    return rows.table().hints().eventTime().isPresent();
  }

  private Map<String, String> settings(Generator made) {
    Map<String, String> run = new LinkedHashMap<>(made.options());
    run.put("faults", faults.map(FaultPlan::toString).orElse(""));
    run.put("replay", replay.map(it -> it.file() + " " + it.mapping()).orElse(""));
    return run;
  }

  private Schedule schedule() {
    return speed.isPresent() ? Schedule.spaced(speed.getAsDouble()) : Schedule.of(rate);
  }

  private Steps steps(Generator made, Checkpoint.Position from, long end, Findings findings) {
    if (replay.isPresent()) {
      if (faults.isPresent()) {
        throw new MeshException(
            ProducerError.PRODUCER_OPTION_INVALID,
            "Cannot replay '"
                + replay.get().file()
                + "' with faults: they are put into rows that are generated");
      }
      ReplayRows rows = ReplayRows.open(replay.get(), made.table(), findings.problems());
      return new ReplaySteps(rows, from.nextRow(), end);
    }
    EventRows source = new GeneratedRows(made, end);
    Emission emission = new PlainEmission(source);
    if (faults.isPresent()) {
      FaultScope scope = scope(made, source, from.begin(), end);
      emission = new FaultyEmission(scope, faults.get(), findings.faults());
    }
    return new GeneratedSteps(source, emission, findings.faults(), from.nextRow(), end);
  }

  private FaultScope scope(Generator made, EventRows source, long begin, long end) {
    return new FaultScope(
        generator.contracts(),
        made.contract(),
        made.table(),
        made.publisher(),
        made.seed(),
        source,
        begin,
        end,
        (contract, table) -> {
          Generator other = generator.neighbour(contract, table);
          return Optional.of(new GeneratedRows(other, other.rows()));
        });
  }

  private static TruthLog truthLog(Path file, Checkpoint.Position from) {
    return from.sent() == 0 && from.begin() == from.nextRow()
        ? TruthLog.create(file)
        : TruthLog.resume(file, from.nextRow());
  }

  /** Sends everything, and waits until it is settled. */
  public ProducerReport run() throws InterruptedException {
    try (Producer producer = start()) {
      return producer.await();
    }
  }

  /** Rows of a generator as events. */
  private record GeneratedRows(Generator generator, long rows) implements EventRows {

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
