// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.batch.OpenSource;
import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.commit.Booked;
import io.meshterious.ingest.internal.commit.Bookings;
import io.meshterious.ingest.internal.commit.HistoryChanged;
import io.meshterious.ingest.internal.commit.ReadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * One life of a pipeline, from opening its sources to closing them. Lanes read and write; the
 * thread that runs it takes their parts, all at once, and commits them while they go on.
 */
final class Run implements Turn {
  private static final long TICK_MILLIS = 2;

  /** So long may an event be on its way that the other side has sent. */
  private static final Duration LONGEST_WAY = Duration.ofSeconds(1);

  private static final Duration LONGEST_HUNGER = Duration.ofMillis(250);

  private final Settings settings;
  private final Health health;
  private final List<Target.Opened> tables;
  private final Runnable labels;
  private final Bookings bookings;
  private final Duration longestLife;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private long hungrySince;
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;

  Run(Settings settings, Health health, List<Target.Opened> tables, Runnable labels) {
    this.settings = settings;
    this.health = health;
    this.tables = tables;
    this.labels = labels;
    this.bookings = new Bookings(tables.stream().map(Target.Opened::entry).toList());
    this.longestLife =
        tables.stream().map(Target.Opened::longestLife).min(Duration::compareTo).orElseThrow();
  }

  /** Opens the sources of all lanes. */
  void open() {
    ReadState state = tables.get(0).state();
    for (int number = 0; number < settings.lanes(); number++) {
      List<OpenSource> sources = new ArrayList<>();
      try {
        for (Settings.Input input : settings.inputs()) {
          Map<String, String> positions = state.of(input.name(), Map.of());
          sources.add(
              new OpenSource(
                  input.name(),
                  input
                      .plugin()
                      .open(input.request().lane(number, settings.lanes()).from(positions))));
        }
      } catch (RuntimeException e) {
        sources.forEach(it -> it.source().close());
        throw e;
      }
      lanes.add(new Lane(this, sources, sorter(sources)));
    }
  }

  private Sorter sorter(List<OpenSource> sources) {
    List<Filler> fillers = new ArrayList<>();
    for (Target.Opened table : tables) {
      Filler filler = new Filler(table.filling());
      table.state().clock().ifPresent(filler::time);
      fillers.add(filler);
    }
    Table first = settings.destinations().get(0).events();
    return new Sorter(
        this, sources, fillers, settings.routing().map(it -> it.router(first)).orElse(null));
  }

  /**
   * Reads and commits until the pipeline is stopped, something fails, or its life has been long
   * enough.
   */
  void run() throws InterruptedException {
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      Thread thread = new Thread(() -> runLane(lane), "mesh-ingest-" + settings.name() + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    health.running();
    long last = System.nanoTime();
    hungrySince = last;
    Duration silence = lanes.stream().anyMatch(Lane::pushed) ? LONGEST_WAY : Duration.ZERO;
    long end = last + longestLife.toNanos();
    while (failure == null && !health.stopAsked() && System.nanoTime() - end < 0) {
      Thread.sleep(TICK_MILLIS);
      boolean due = System.nanoTime() - last >= settings.commitEvery().toNanos();
      OptionalLong waiting = waiting();
      boolean now = due || full() || ahead() || health.paused() || drainable() || starved(waiting);
      if (events.get() > 0 && now) {
        commit();
        last = System.nanoTime();
      } else if (events.get() == 0) {
        last = System.nanoTime();
      }
      String hindrance = state();
      health.sources(hindrance);
      health.tell();
      health.looked(emptyAt(), waiting, silence, hindrance.isEmpty() && events.get() == 0);
    }
    Throwable failed = failure;
    if (failed == null) {
      end();
      failed = failure;
    }
    if (failed instanceof MeshException mesh) {
      throw mesh;
    } else if (failed instanceof HistoryChanged changed) {
      throw changed;
    } else if (failed != null) {
      throw new IllegalStateException("A lane of '" + settings.name() + "' failed", failed);
    }
  }

  private void runLane(Lane lane) {
    labels.run();
    try {
      lane.run();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed(e);
    } finally {
      LogContext.leave();
    }
  }

  @Override
  public void failed(Throwable why) {
    failure = why;
  }

  /** Lets the lanes end, and commits what they have read. */
  private void end() throws InterruptedException {
    joinLanes();
    if (events.get() > 0 && failure == null) {
      commit();
    }
    lanes.forEach(Lane::acknowledge);
  }

  private void joinLanes() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join(settings.stopPatience().toMillis());
    }
    interruptLanes();
  }

  /** Makes lanes end that have not; an interrupt of this thread has to wait for that. */
  private void interruptLanes() {
    stopping = true;
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      thread.interrupt();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it however it is: what is not committed is given back. */
  void close() {
    interruptLanes();
    for (Lane lane : lanes) {
      bookings.drop(lane.sorter().left());
      MeshException problem = lane.close();
      if (problem != null) {
        health.warn("A source could not be closed", problem);
      }
    }
    health.inFlight(0);
  }

  private void commit() {
    List<Lane.Taken> taken = new ArrayList<>();
    gate.writeLock().lock();
    try {
      if (failure != null) {
        return;
      }
      lanes.forEach(it -> taken.add(it.take()));
      health.inFlight(events.get());
      events.set(0);
      bytes.set(0);
    } finally {
      gate.writeLock().unlock();
    }
    List<Bookings.Share> shares = shares(taken);
    ReadState after = shares.get(0).after();
    bookings.book(shares, (booked, share) -> health.committed(told(booked, share.parts(), after)));
    for (int i = 0; i < taken.size(); i++) {
      lanes.get(i).committed(taken.get(i));
    }
    health.settled();
  }

  /**
   * What listeners hear of a commit.
   *
   * @param after where sources go on, as the first table says it
   */
  private IngestCommit told(Booked booked, List<Part> parts, ReadState after) {
    long[] received = new long[settings.inputs().size()];
    for (Part part : parts) {
      part.portions().forEach(it -> received[it.reading()] += it.raw().size());
    }
    List<IngestCommit.Input> inputs = new ArrayList<>();
    for (int i = 0; i < received.length; i++) {
      String name = settings.inputs().get(i).name();
      inputs.add(new IngestCommit.Input(name, received[i], after.of(name, Map.of())));
    }
    List<DataFile> all = parts.stream().flatMap(it -> it.files().stream()).toList();
    return new IngestCommit(
        settings.name(),
        booked.table(),
        booked.snapshot(),
        booked.rejectsSnapshot(),
        Instant.now(),
        new IngestCounts(
            booked.received(),
            booked.stored(),
            booked.deduplicated(),
            booked.rejected(),
            booked.late(),
            booked.bytes(),
            1),
        booked.rejects(),
        all.size(),
        all.stream().mapToLong(DataFile::fileSizeInBytes).sum(),
        Duration.ofNanos(booked.nanos()),
        inputs);
  }

  /** What was read for each table. Where sources go on is said with the first one. */
  private List<Bookings.Share> shares(List<Lane.Taken> taken) {
    List<Bookings.Share> shares = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      int table = i;
      List<Part> parts = taken.stream().map(it -> it.parts().get(table)).toList();
      Optional<Long> clock =
          lanes.stream()
              .flatMap(it -> it.sorter().fillers().get(table).time().stream())
              .max(Long::compare);
      shares.add(
          new Bookings.Share(
              parts, new ReadState(table == 0 ? positions(taken) : Map.of(), clock)));
    }
    return shares;
  }

  private static Map<String, Map<String, String>> positions(List<Lane.Taken> taken) {
    Map<String, Map<String, String>> positions = new TreeMap<>();
    for (Lane.Taken it : taken) {
      it.positions()
          .forEach(
              (source, some) ->
                  positions.computeIfAbsent(source, unused -> new HashMap<>()).putAll(some));
    }
    return positions;
  }

  private boolean full() {
    return bytes.get() >= settings.intervalBytes();
  }

  /** Whether some source gives few more events before others are acknowledged. */
  private boolean ahead() {
    return lanes.stream().anyMatch(Lane::ahead);
  }

  /**
   * Whether lanes have found nothing for a while although there is more: the other side gives no
   * more until some is acknowledged.
   */
  private boolean starved(OptionalLong waiting) {
    long now = System.nanoTime();
    if (events.get() == 0 || emptyAt() == Long.MIN_VALUE || waiting.orElse(0) == 0) {
      hungrySince = now;
    }
    return now - hungrySince >= LONGEST_HUNGER.toNanos();
  }

  /** When the last lane looked for events and found none; the least long if one found some. */
  private long emptyAt() {
    return lanes.stream().mapToLong(Lane::emptyAt).min().orElse(Long.MIN_VALUE);
  }

  /** Whether somebody waits for all to be committed, and nothing more comes at the moment. */
  private boolean drainable() {
    return health.drainAsked() && emptyAt() != Long.MIN_VALUE;
  }

  /** How many events there are to read; what lanes share is counted by the first of them. */
  private OptionalLong waiting() {
    long sum = 0;
    for (Lane lane : lanes) {
      OptionalLong some = lane.waiting();
      if (some.isEmpty()) {
        return some;
      }
      sum += some.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** How many events were read since the last commit began. */
  long uncommitted() {
    return events.get();
  }

  /** What keeps the sources from reading. */
  String state() {
    return lanes.stream().map(Lane::state).filter(it -> !it.isEmpty()).findFirst().orElse("");
  }

  @Override
  public boolean goOn() {
    return !stopping && failure == null;
  }

  @Override
  public boolean hold() {
    return full() || health.paused();
  }

  @Override
  public void enter() {
    gate.readLock().lock();
  }

  @Override
  public void leave() {
    gate.readLock().unlock();
  }

  @Override
  public void added(int count, long more) {
    events.addAndGet(count);
    bytes.addAndGet(more);
  }

  @Override
  public void pause(MeshException why, int tries) throws InterruptedException {
    health.backOff(why, tries);
  }
}
