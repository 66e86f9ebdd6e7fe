// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.query.Chunks;
import io.meshterious.lake.query.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ids of events as 128 bits: numbers and UUIDs as they are, texts as a {@link TextDigest} of
 * them. Reads them from rows that are new, and from rows that are in the table.
 */
public final class EventIds {
  /** A kind of column that ids are in. */
  private enum Kind {
    WHOLE,
    UUID,
    TEXT
  }

  private final String column;
  private final Kind kind;
  private final TextDigest digest = new TextDigest();

  private EventIds(String column, Kind kind) {
    this.column = column;
    this.kind = kind;
  }

  /**
   * The ids of a table's events; empty when its contract names no id.
   *
   * @throws MeshException when the column is of a type that ids are not known in
   */
  public static Optional<EventIds> of(Table table, ColumnBatch batch) {
    return table.eventIdColumn().map(name -> new EventIds(name, kind(batch.column(name))));
  }

  private static Kind kind(Column column) {
    if (column instanceof WideColumn && column.field().type().typeId().name().equals("UUID")) {
      return Kind.UUID;
    } else if (column instanceof BytesColumn) {
      return Kind.TEXT;
    } else if (column instanceof LongColumn || column instanceof IntColumn) {
      return Kind.WHOLE;
    }
    throw new MeshException(
        IngestError.ID_UNSUPPORTED,
        "Cannot recognise events by '"
            + column.field().name()
            + "': its type is "
            + column.field().type()
            + " (a text, a UUID or a whole number)");
  }

  /** The name of the column. */
  public String column() {
    return column;
  }

  /**
   * Reads the ids of rows.
   *
   * @param high gets their upper halves, from 0
   * @param low gets their lower halves
   * @param present gets whether they have one
   */
  public void read(ColumnBatch batch, long[] high, long[] low, boolean[] present) {
    Column ids = batch.column(column);
    int rows = batch.rows();
    for (int i = 0; i < rows; i++) {
      present[i] = !ids.isNull(i);
    }
    if (ids instanceof WideColumn wide) {
      System.arraycopy(wide.high(), 0, high, 0, rows);
      System.arraycopy(wide.low(), 0, low, 0, rows);
    } else if (ids instanceof BytesColumn texts) {
      byte[] bytes = texts.bytes();
      int[] offsets = texts.offsets();
      for (int i = 0; i < rows; i++) {
        digest.of(bytes, offsets[i], offsets[i + 1]);
        high[i] = digest.high();
        low[i] = digest.low();
      }
    } else if (ids instanceof LongColumn longs) {
      Arrays.fill(high, 0, rows, 0);
      System.arraycopy(longs.values(), 0, low, 0, rows);
    } else {
      int[] values = ((IntColumn) ids).values();
      for (int i = 0; i < rows; i++) {
        high[i] = 0;
        low[i] = values[i];
      }
    }
  }

  /** What selects the ids of rows, as columns for {@link #read(Query, Taker)}. */
  public String selected() {
    String name = SqlText.name(column);
    // The engine has no unsigned longs in its chunks: each half is moved into the range of a long.
    return switch (kind) {
      case WHOLE -> "0::BIGINT, " + name + "::BIGINT";
      case TEXT -> name;
      case UUID ->
          half(name, "((%s)::UHUGEINT >> 64)")
              + ", "
              + half(name, "((%s)::UHUGEINT & 18446744073709551615::UHUGEINT)");
    };
  }

  private static String half(String name, String part) {
    return "(" + part.formatted(name) + "::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT";
  }

  /** Whether the ids are UUIDs. */
  public boolean uuids() {
    return kind == Kind.UUID;
  }

  /** Takes ids. */
  @FunctionalInterface
  public interface Taker {
    /** Takes so many ids. */
    void take(long[] high, long[] low, int count);
  }

  /** Reads the ids that a query gives, whose columns are {@link #selected()}. */
  public void read(Query query, Taker into) {
    try (Chunks chunks = query.chunks()) {
      long[] high = new long[0];
      long[] low = new long[0];
      while (chunks.next()) {
        int rows = chunks.rows();
        if (high.length < rows) {
          high = new long[rows];
          low = new long[rows];
        }
        into.take(high, low, read(chunks, high, low));
      }
    }
  }

  private int read(Chunks chunks, long[] high, long[] low) {
    boolean[] nulls = chunks.nulls(kind == Kind.WHOLE ? 1 : 0);
    int rows = chunks.rows();
    int count = 0;
    if (kind == Kind.TEXT) {
      @Nullable Object[] texts = chunks.objects(0);
      for (int i = 0; i < rows; i++) {
        if (texts[i] != null) {
          byte[] bytes = texts[i].toString().getBytes(StandardCharsets.UTF_8);
          digest.of(bytes, 0, bytes.length);
          high[count] = digest.high();
          low[count++] = digest.low();
        }
      }
      return count;
    }
    long[] first = chunks.longs(0);
    long[] upper = Arrays.copyOf(first, rows);
    long[] lower = chunks.longs(1);
    long flip = kind == Kind.UUID ? Long.MIN_VALUE : 0;
    for (int i = 0; i < rows; i++) {
      if (!nulls[i]) {
        high[count] = upper[i] ^ flip;
        low[count++] = lower[i] ^ flip;
      }
    }
    return count;
  }
}
