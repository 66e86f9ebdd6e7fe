// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.lake.batch.ColumnBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The rows whose ids are known: those whose events happened no longer ago than {@code
 * mesh.dedupeWindow} says, by the clock of the events. Ids of a table whose window follows the time
 * of commits, or whose contract states none, are all known.
 */
public final class DedupeWindow {
  /** In so many parts of the window, ids that have left it are forgotten once. */
  private static final int PARTS = 4;

  private static final Duration FOREVER = Duration.ofDays(10_000);

  private final Optional<Duration> length;
  private final Optional<Type> time;
  private final String column;

  /** The window of a table. */
  public DedupeWindow(Table events, ColumnBatch rows) {
    TableHints hints = events.hints();
    this.column = hints.eventTime().flatMap(events::property).map(Property::name).orElse("");
    this.time =
        Optional.of(column)
            .filter(it -> !it.isEmpty())
            .map(it -> rows.column(it).field().type())
            .filter(it -> it.typeId() == Type.TypeID.TIMESTAMP);
    this.length =
        hints
            .dedupeWindow()
            .filter(
                it -> hints.dedupeTime() == TableHints.DedupeTime.EVENT_TIME && time.isPresent());
  }

  /**
   * Rows whose timestamp is at a moment or later.
   *
   * @param column where timestamps are
   * @param zoned whether they are moments everywhere
   * @param micros the moment, in microseconds since 1970 UTC
   */
  public record Since(String column, boolean zoned, long micros) {
    /** The condition in SQL. */
    public String sql() {
      String text = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
      String moment =
          zoned
              ? "'" + text + "'::timestamptz"
              : "'" + text.substring(0, text.length() - 1) + "'::timestamp";
      return '"' + column.replace("\"", "\"\"") + "\" >= " + moment;
    }
  }

  /** Which rows are inside the window; empty when all are. */
  public Optional<Since> since(Optional<Long> clock) {
    if (length.isEmpty() || clock.isEmpty()) {
      return Optional.empty();
    }
    Instant from = Instant.EPOCH.plus(clock.get(), ChronoUnit.MICROS).minus(length.get());
    boolean zoned = ((Types.TimestampType) time.orElseThrow()).shouldAdjustToUTC();
    return Optional.of(new Since(column, zoned, ChronoUnit.MICROS.between(Instant.EPOCH, from)));
  }

  /** How long ids may be gathered before those that have left the window must be forgotten. */
  public Duration longestLife() {
    return length
        .map(it -> it.dividedBy(PARTS))
        .map(it -> it.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : it)
        .orElse(FOREVER);
  }
}
