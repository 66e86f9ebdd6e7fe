// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.ingest.internal.decode.payload.EventReader;
import io.meshterious.ingest.internal.memory.MemorySources;
import io.meshterious.ingest.internal.reject.RejectTable;
import io.meshterious.ingest.internal.reject.ReplayRows;
import io.meshterious.ingest.internal.reject.StoredRows;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.query.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected events once more. Those that are what the contract says now go the way of all
 * events, through a pipeline of the name {@code replay}; then the rows of the table of rejects say
 * what became of them. When the process ends in between, nothing is lost: the next replay finds
 * that they are rows already. For one thread.
 */
public final class Replay {
  private static final int PORTION = 10_000;
  private static final long PORTION_BYTES = 32L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Lake lake;
  private final TableName table;
  private final DataContract contract;
  private final Table events;
  private String condition = "true";
  private UnaryOperator<byte[]> transform = UnaryOperator.identity();
  private Runnable beforeStatus = () -> {};

  private final Map<String, Long> again = new TreeMap<>();
  private long taken;
  private long settled;
  private long left;

  Replay(Lake lake, TableName table, DataContract contract, Table events) {
    this.lake = lake;
    this.table = table;
    this.contract = contract;
    this.events = events;
  }

  static Table only(DataContract contract) {
    List<Table> tables = contract.tables();
    if (tables.size() != 1) {
      throw new MeshException(
          IngestError.INGEST_OPTION_INVALID,
          "Invalid contract of a replay: '"
              + contract.name()
              + "' (one that describes one table; this one describes "
              + tables.stream().map(Table::name).toList()
              + ": name one)");
    }
    return tables.get(0);
  }

  static Table named(DataContract contract, String name) {
    return contract
        .table(name)
        .orElseThrow(
            () ->
                new MeshException(
                    IngestError.INGEST_OPTION_INVALID,
                    "Invalid table of a replay: '"
                        + name
                        + "' (one that contract '"
                        + contract.name()
                        + "' describes: "
                        + contract.tables().stream().map(Table::name).toList()
                        + ")"));
  }

  /**
   * Takes only some of them; otherwise all that were not replayed yet.
   *
   * @param sql a condition about the columns of the table of rejects, such as {@code field = 'qty'}
   */
  public Replay where(String sql) {
    condition = sql;
    return this;
  }

  /** Mends the bytes of each before it is read. */
  public Replay transform(UnaryOperator<byte[]> mend) {
    transform = mend;
    return this;
  }

  /** Is called when events are committed, before it is noted what became of them. */
  Replay beforeStatus(Runnable call) {
    beforeStatus = call;
    return this;
  }

  /**
   * Replays them.
   *
   * @throws MeshException when that cannot be done; what was done until then is done
   */
  public ReplayReport run() throws InterruptedException {
    long begin = System.nanoTime();
    again.clear();
    taken = 0;
    settled = 0;
    left = 0;
    long stored = lake.exists(RejectTable.name(table)) ? replay() : 0;
    return new ReplayReport(
        table.toString(),
        taken,
        stored,
        Math.max(0, settled - stored),
        again,
        left,
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private long replay() throws InterruptedException {
    String queueName = "mesh-replay-" + UUID.randomUUID();
    MemoryQueue queue = MemoryQueue.named(queueName, PORTION);
    String sql =
        "select reject_id, event_id, event_type, content_type, body from "
            + RejectTable.quoted(table)
            + " where status <> 'replayed' and ("
            + condition
            + "\n)";
    try (Stream<Row> rows = lake.sql(sql).rows();
        Ingest ingest =
            Ingest.named("replay")
                .from("memory:" + queueName)
                .contract(contract, events.name())
                .into(lake, table.toString())
                .sources(Sources.of(List.of(new MemorySources())))
                .start()) {
      Portion portion = new Portion();
      for (Row row : (Iterable<Row>) rows::iterator) {
        portion.add(row);
        if (portion.full()) {
          portion.replay(queue, ingest);
          portion = new Portion();
        }
      }
      portion.replay(queue, ingest);
      return ingest.stop().counts().stored();
    } finally {
      MemoryQueue.forget(queueName);
    }
  }

  /** A rejected event. */
  private record Taken(UUID id, Event event) {}

  /** So many rejected events that they fit into memory. */
  private final class Portion {
    private final ColumnBatch rows = ColumnBatch.of(lake.table(table).iceberg().schema());
    private final EventReader reader = new EventReader(events, rows);
    private final StoredRows stored = new StoredRows(lake, lake.table(table), events);
    private final ReplayRows results =
        new ReplayRows(lake, lake.table(RejectTable.name(table)), contract);

    /** Those that are rows, in the order of the batch. */
    private final List<Taken> decoded = new ArrayList<>();

    private int count;
    private long bytes;

    private boolean full() {
      return count >= PORTION || bytes >= PORTION_BYTES;
    }

    private void add(Row row) {
      UUID id = row.as("reject_id", UUID.class);
      byte[] body = mended(id, (byte[]) row.value("body").orElseThrow());
      taken++;
      count++;
      bytes += body.length;
      String contentType = row.text("content_type");
      Rejection why = reader.read(body, 0, body.length, contentType);
      if (why == null) {
        EventKind usual = EventKind.of(contract, events);
        EventKind kind =
            new EventKind(
                row.text("event_type"), contentType, usual.contract(), usual.contractVersion());
        decoded.add(new Taken(id, new Event(kind, row.text("event_id"), Instant.now(), body)));
      } else {
        rejected(why.code().name());
        results.rejected(id, why.code(), "decode", why.field().orElse(""), why.reason());
      }
    }

    private byte[] mended(UUID id, byte[] body) {
      byte @Nullable [] result = null;
      RuntimeException cause = null;
      try {
        result = transform.apply(body.clone());
      } catch (RuntimeException e) {
        cause = e;
      }
      if (result == null) {
        throw new MeshException(
            RejectError.REJECT_TRANSFORM_FAILED,
            "Cannot replay the rejected event "
                + id
                + " of '"
                + table
                + "': what should mend it "
                + (cause == null ? "gave nothing" : "failed with " + cause.getClass().getName()),
            cause);
      }
      return result;
    }

    private void rejected(String reason) {
      again.merge(reason, 1L, Long::sum);
    }

    private void replay(MemoryQueue queue, Ingest ingest) throws InterruptedException {
      if (count == 0) {
        return;
      }
      send(queue, ingest);
      StoredRows.Found[] now = stored.find(rows);
      for (int row = 0; row < now.length; row++) {
        UUID id = decoded.get(row).id();
        switch (now[row]) {
          case SAME -> {
            settled++;
            results.replayed(id);
          }
          case OTHER -> {
            rejected(IngestError.DUPLICATE_CHANGED.name());
            results.rejected(
                id,
                IngestError.DUPLICATE_CHANGED,
                "batch",
                "",
                "an event with the same id is stored, and says something else");
          }
          case NOT_THERE -> left++;
        }
      }
      beforeStatus.run();
      results.write();
    }

    /** Sends those whose ids are not there, and waits until they are committed. */
    private void send(MemoryQueue queue, Ingest ingest) throws InterruptedException {
      StoredRows.Found[] before = stored.find(rows);
      int sent = 0;
      for (int row = 0; row < before.length; row++) {
        if (before[row] == StoredRows.Found.NOT_THERE) {
          queue.put(decoded.get(row).event());
          sent++;
        }
      }
      if (sent > 0 && !ingest.awaitDrained(PATIENCE)) {
        throw new MeshException(
            RejectError.REJECT_REPLAY_SLOW,
            "Cannot replay into '"
                + table
                + "': "
                + sent
                + " events were not committed within "
                + PATIENCE.toMinutes()
                + " minutes ("
                + ingest.status().why()
                + ")");
      }
    }
  }
}
