// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.lineage.LineageSink;
import io.meshterious.core.place.Place;
import io.meshterious.ingest.internal.commit.NewTables;
import io.meshterious.ingest.internal.route.Routing;
import io.meshterious.ingest.internal.run.Pipeline;
import io.meshterious.ingest.internal.run.Settings;
import io.meshterious.ingest.internal.watch.LineageListener;
import io.meshterious.ingest.internal.watch.LogListener;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a pipeline, all of which have defaults. Nothing is opened before {@link #start()}.
 */
public final class IngestBuilder {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST_ID_BYTES = 1L << 16;

  /** So many events are asked for ahead, at least. */
  private static final long LEAST_AHEAD = 2_000;

  /** How large events are taken to be where only their number can be limited. */
  private static final long BYTES_OF_AN_EVENT = 1_024;

  private final String name;
  private final List<String> uris;
  private final Lake lake;
  private final List<Settings.Destination> destinations;
  private final Optional<Routing> routing;
  private Optional<Sources> sources = Optional.empty();
  private int lanes = 1;
  private Duration commitEvery = Duration.ofSeconds(5);
  private long intervalBytes = Math.min(64 * MEGABYTE, Runtime.getRuntime().maxMemory() / 8);
  private long dedupeBytes = Runtime.getRuntime().maxMemory() / 2;
  private boolean rejectLate;
  private double mostRejected = 1;
  private Duration stopPatience = Duration.ofSeconds(30);
  private final List<IngestListener> listeners = new ArrayList<>(List.of(new LogListener()));

  IngestBuilder(
      String name,
      List<String> uris,
      Lake lake,
      List<Settings.Destination> destinations,
      Optional<Routing> routing) {
    this.name = name;
    this.uris = uris;
    this.lake = lake;
    this.destinations = destinations;
    this.routing = routing;
  }

  /** Finds sources among these; the default is those on the class path. */
  public IngestBuilder sources(Sources among) {
    sources = Optional.of(among);
    return this;
  }

  /** How many threads read, each with sources of its own; the default is 1. */
  public IngestBuilder lanes(int number) {
    if (number < 1 || number > 256) {
      throw ContractTables.invalid("number of lanes", "" + number, "1 to 256");
    }
    lanes = number;
    return this;
  }

  /**
   * How often what was read is committed; the default is 5 seconds. Events are seen, and
   * acknowledged, so much later; and each commit makes a snapshot and at least a file.
   */
  public IngestBuilder commitEvery(Duration time) {
    if (time.compareTo(Duration.ofMillis(10)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
      throw ContractTables.invalid("commit interval", "" + time, "10 milliseconds to a day");
    }
    commitEvery = time;
    return this;
  }

  /**
   * With so many bytes of events it commits before the time has come; the default is 64 MiB, or an
   * eighth of the heap if that is less. Up to twice as much is kept in memory. A broker whose
   * deliveries can only be limited by number is asked for one event for each kilobyte, and half of
   * them are committed at a time.
   */
  public IngestBuilder commitBytes(long bytes) {
    if (bytes < 1 || bytes > 1L << 40) {
      throw ContractTables.invalid("bytes of a commit", "" + bytes, "1 to a terabyte");
    }
    intervalBytes = bytes;
    return this;
  }

  /**
   * How much memory the ids of known events may take; the default is half the heap. An id takes 24
   * to 48 bytes. When there are more of them, half of the memory is a filter, and ids that it may
   * know are looked up in the table at each commit; with less than two bytes for each id the
   * pipeline stops. Several tables have equal shares of it.
   */
  public IngestBuilder dedupeMemory(long bytes) {
    if (bytes < LEAST_ID_BYTES) {
      throw ContractTables.invalid("memory for ids", "" + bytes, "64 kilobytes or more");
    }
    dedupeBytes = bytes;
    return this;
  }

  /**
   * Rejects events that come later than {@code mesh.allowedLateness} says; otherwise they are
   * stored and counted.
   */
  public IngestBuilder rejectLate() {
    rejectLate = true;
    return this;
  }

  /**
   * The share of events, of a hundred or more, above which the pipeline pauses when they were
   * rejected, such as 0.2. Those rejects are stored; it goes on when it is told to. The default is
   * to go on.
   */
  public IngestBuilder pauseAbove(double share) {
    if (!(share > 0 && share <= 1)) {
      throw ContractTables.invalid("share of rejects", "" + share, "above 0, up to 1");
    }
    mostRejected = share;
    return this;
  }

  /**
   * How long stopping waits for lanes to end; the default is 30 seconds. What is not committed then
   * is given back.
   */
  public IngestBuilder stopPatience(Duration time) {
    if (time.isNegative()) {
      throw ContractTables.invalid("patience when stopping", "" + time, "0 or more");
    }
    stopPatience = time;
    return this;
  }

  /** Tells a listener what the pipeline does; those that were added before are told before. */
  public IngestBuilder watchedBy(IngestListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Tells what was made of what: a fact for each commit, with the sources and where they go on, and
   * the snapshots. The names of sources come without user and password.
   */
  public IngestBuilder lineage(LineageSink sink) {
    return watchedBy(new LineageListener(sink));
  }

  /** The table that describes all events, if one does. */
  private Optional<Table> described() {
    return routing.isPresent() ? Optional.empty() : Optional.of(destinations.get(0).events());
  }

  /**
   * Starts the pipeline.
   *
   * @throws MeshException when a URI, or the table, is not what it should be
   */
  public Ingest start() {
    Sources known = sources.orElseGet(Sources::load);
    List<Settings.Input> inputs = new ArrayList<>();
    int ahead =
        (int) Math.max(LEAST_AHEAD, Math.min(Integer.MAX_VALUE, intervalBytes / BYTES_OF_AN_EVENT));
    for (String uri : uris) {
      Place place = Sources.place(uri, name);
      EventSources plugin = known.of(place);
      inputs.add(
          new Settings.Input(
              plugin, new SourceRequest(place, name, described(), 0, lanes, ahead, Map.of())));
    }
    destinations.forEach(it -> NewTables.make(lake, it.contract(), it.events().name(), it.table()));
    return new Ingest(
        new Pipeline(
            new Settings(
                name,
                inputs,
                lake,
                destinations,
                routing,
                lanes,
                commitEvery,
                intervalBytes,
                dedupeBytes,
                rejectLate,
                mostRejected,
                stopPatience,
                List.copyOf(listeners))));
  }
}
