// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.batch.ColumnBatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Conversions;
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
    this.column = events.eventTimeColumn().orElse("");
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
      return SqlText.name(column) + " >= " + SqlText.timestamp(micros, zoned);
    }

    /**
     * The same, or so much earlier that all rows of some files are among them; empty when only all
     * rows are.
     *
     * @param time the field of the timestamps
     */
    Optional<Since> reaching(List<DataFile> files, int time) {
      long least = micros;
      for (DataFile file : files) {
        Map<Integer, Long> nulls = file.nullValueCounts();
        Map<Integer, ByteBuffer> bounds = file.lowerBounds();
        if (nulls == null
            || nulls.getOrDefault(time, 1L) > 0
            || bounds == null
            || !bounds.containsKey(time)) {
          return Optional.empty();
        }
        Long bound = Conversions.fromByteBuffer(Types.TimestampType.withZone(), bounds.get(time));
        least = Math.min(least, bound);
      }
      return Optional.of(new Since(column, zoned, least));
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
