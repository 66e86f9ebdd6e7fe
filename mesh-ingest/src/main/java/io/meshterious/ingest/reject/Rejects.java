// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import io.meshterious.core.contract.DataContract;
import io.meshterious.ingest.internal.reject.RejectTable;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import io.meshterious.lake.query.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The events that were rejected on their way into a table.
 *
 * <pre>{@code
 * Rejects rejects = Rejects.of(lake, "raw.orders");
 * rejects.inspect().forEach(System.out::println);
 * ReplayReport report = rejects.replay(mended).where("reason = 'NOT_ALLOWED'").run();
 * }</pre>
 */
public final class Rejects {
  private static final int EXAMPLES = 3;

  private final Lake lake;
  private final TableName table;

  private Rejects(Lake lake, TableName table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * Those of a table.
   *
   * @param table the table that the events did not get into, such as {@code raw.orders}
   */
  public static Rejects of(Lake lake, String table) {
    return new Rejects(lake, lake.table(table).name());
  }

  /** What is wrong with them, by reason and field, what is most frequent first. */
  public List<RejectGroup> inspect() {
    if (!lake.exists(RejectTable.name(table))) {
      return List.of();
    }
    String sql =
        """
        select reason, code, field, count(*) as n,
          count(*) filter (status = 'replayed') as replayed,
          count(*) filter (status = 'rejected-again') as again,
          min(rejected_at) as first_at, max(rejected_at) as last_at,
          arg_min({'event_id': event_id, 'source': source, 'position': position,
            'message': message}, rejected_at, %d) as examples
        from %s group by reason, code, field order by n desc, reason, field"""
            .formatted(EXAMPLES, RejectTable.quoted(table));
    try (Stream<Row> rows = lake.sql(sql).rows()) {
      return rows.map(Rejects::group).toList();
    }
  }

  private static RejectGroup group(Row row) {
    return new RejectGroup(
        row.text("reason"),
        row.text("code"),
        row.text("field"),
        row.number("n"),
        row.number("replayed"),
        row.number("again"),
        time(row, "first_at"),
        time(row, "last_at"),
        ((List<?>) row.value("examples").orElse(List.of()))
            .stream().map(it -> example((Map<?, ?>) it)).toList());
  }

  private static Instant time(Row row, String column) {
    return row.as(column, OffsetDateTime.class).toInstant();
  }

  private static RejectGroup.Example example(Map<?, ?> it) {
    return new RejectGroup.Example(
        String.valueOf(it.get("event_id")),
        String.valueOf(it.get("source")),
        String.valueOf(it.get("position")),
        String.valueOf(it.get("message")));
  }

  /**
   * Begins to replay them under a contract, which may be a newer one than they were rejected by.
   *
   * @param contract one that describes one table
   */
  public Replay replay(DataContract contract) {
    return new Replay(lake, table, contract, Replay.only(contract));
  }

  /**
   * Begins to replay them under a contract, which may be a newer one than they were rejected by.
   *
   * @param events the name of the table in the contract that describes them
   */
  public Replay replay(DataContract contract, String events) {
    return new Replay(lake, table, contract, Replay.named(contract, events));
  }
}
