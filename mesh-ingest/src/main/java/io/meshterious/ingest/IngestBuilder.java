// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.internal.commit.NewTables;
import io.meshterious.ingest.internal.deadletter.DeadLetterPlaces;
import io.meshterious.ingest.internal.run.Pipeline;
import io.meshterious.ingest.internal.run.Settings;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options of a pipeline, all of which have defaults. Nothing is opened before {@link #start()}.
 */
public final class IngestBuilder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final long MEGABYTE = 1L << 20;

  /** So many events are asked for ahead, at least. */
  private static final long LEAST_AHEAD = 2_000;

  /** How large events are taken to be where only their number can be limited. */
  private static final long BYTES_OF_AN_EVENT = 1_024;

  private final String name;
  private final List<String> uris;
  private final DataContract contract;
  private final Table events;
  private final Lake lake;
  private final String table;
  private Optional<Sources> sources = Optional.empty();
  private int lanes = 1;
  private Duration commitEvery = Duration.ofSeconds(5);
  private long intervalBytes = Math.min(64 * MEGABYTE, Runtime.getRuntime().maxMemory() / 8);
  private long dedupeBytes = Runtime.getRuntime().maxMemory() / 2;
  private boolean rejectLate;
  private double mostRejected = 1;
  private Duration stopPatience = Duration.ofSeconds(30);
  private Optional<String> deadLetters = Optional.empty();
  private Optional<DeadLetterTarget> deadLetterTarget = Optional.empty();

  private IngestBuilder(
      String name,
      List<String> uris,
      DataContract contract,
      Table events,
      Lake lake,
      String table) {
    this.name = name;
    this.uris = uris;
    this.contract = contract;
    this.events = events;
    this.lake = lake;
    this.table = table;
  }

  /** What must be said before there are options. */
  static final class Steps implements Ingest.Named, Ingest.Sourced, Ingest.Contracted {
    private final String name;
    private final List<String> uris = new ArrayList<>();
    private Optional<DataContract> contract = Optional.empty();
    private Optional<Table> events = Optional.empty();

    Steps(String name) {
      if (!NAME.matcher(name).matches()) {
        throw invalid("name", name, "1 to 100 letters, digits, dashes and underscores");
      }
      this.name = name;
    }

    @Override
    public Ingest.Sourced from(String uri) {
      uris.add(uri);
      return this;
    }

    @Override
    public Ingest.Contracted contract(DataContract it) {
      if (it.tables().size() != 1) {
        throw invalid(
            "contract",
            it.name(),
            "one that describes one table; this one describes "
                + it.tables().stream().map(Table::name).toList()
                + ": name one");
      }
      return contract(it, it.tables().get(0).name());
    }

    @Override
    public Ingest.Contracted contract(DataContract it, String table) {
      contract = Optional.of(it);
      events =
          Optional.of(
              it.table(table)
                  .orElseThrow(
                      () ->
                          invalid(
                              "table",
                              table,
                              "one that contract '"
                                  + it.name()
                                  + "' describes: "
                                  + it.tables().stream().map(Table::name).toList())));
      return this;
    }

    @Override
    public IngestBuilder into(Lake lake) {
      return into(lake, events.orElseThrow().tableName());
    }

    @Override
    public IngestBuilder into(Lake lake, String table) {
      return new IngestBuilder(
          name, uris, contract.orElseThrow(), events.orElseThrow(), lake, table);
    }
  }

  private static MeshException invalid(String what, String value, String rule) {
    return new MeshException(
        IngestError.INGEST_OPTION_INVALID,
        "Invalid " + what + " of a pipeline: '" + value + "' (" + rule + ")");
  }

  /** Finds sources among these; the default is those on the class path. */
  public IngestBuilder sources(Sources among) {
    sources = Optional.of(among);
    return this;
  }

  /** How many threads read, each with sources of its own; the default is 1. */
  public IngestBuilder lanes(int number) {
    if (number < 1 || number > 256) {
      throw invalid("number of lanes", "" + number, "1 to 256");
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
      throw invalid("commit interval", "" + time, "10 milliseconds to a day");
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
      throw invalid("bytes of a commit", "" + bytes, "1 to a terabyte");
    }
    intervalBytes = bytes;
    return this;
  }

  /**
   * How much memory the ids of known events may take; the default is half the heap. An id takes 24
   * to 48 bytes.
   */
  public IngestBuilder dedupeMemory(long bytes) {
    if (bytes < MEGABYTE) {
      throw invalid("memory for ids", "" + bytes, "a megabyte or more");
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
      throw invalid("share of rejects", "" + share, "above 0, up to 1");
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
      throw invalid("patience when stopping", "" + time, "0 or more");
    }
    stopPatience = time;
    return this;
  }

  /**
   * Rejects also go there, such as to {@code amqp://localhost/?exchange=orders.dead}: each has
   * arrived before it is committed to the table of rejects. While nobody takes them, nothing is
   * committed and nothing is lost.
   *
   * @param uri the place; <code>{name}</code> in it stands for the pipeline's name
   */
  public IngestBuilder deadLetters(String uri) {
    deadLetters = Optional.of(uri);
    deadLetterTarget = Optional.empty();
    return this;
  }

  /** The same with a target of one's own, which the pipeline closes when it ends. */
  public IngestBuilder deadLetters(DeadLetterTarget target) {
    deadLetters = Optional.empty();
    deadLetterTarget = Optional.of(target);
    return this;
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
      SourceRequest request =
          new SourceRequest(place, name, Optional.of(events), 0, lanes, ahead, Map.of());
      plugin.check(request);
      inputs.add(new Settings.Input(plugin, request));
    }
    Optional<DeadLetterTarget> letters =
        deadLetterTarget.or(() -> deadLetters.map(uri -> DeadLetterPlaces.open(uri, name)));
    NewTables.make(lake, contract, events.name(), table);
    return new Ingest(
        new Pipeline(
            new Settings(
                name,
                inputs,
                contract,
                events,
                lake,
                table,
                lanes,
                commitEvery,
                intervalBytes,
                dedupeBytes,
                rejectLate,
                mostRejected,
                stopPatience,
                letters)));
  }
}
