// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.query.run.Run;
import io.meshterious.lake.query.Chunks;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A result as arrays that are filled chunk by chunk. */
@SuppressWarnings("NullAway") // columns of other kinds have no array
public final class ResultChunks implements Chunks {
  private static final int ROWS = 2048;

  private enum Kind {
    LONG,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    DECIMAL,
    DOUBLE,
    OBJECT
  }

  private final Run run;
  private final ResultSet result;
  private final List<ResultColumn> columns;
  private final Kind[] kinds;
  private final boolean[][] nulls;
  private final long[][] longs;
  private final double[][] doubles;
  private final @Nullable Object[][] objects;
  private int rows;

  public ResultChunks(Run run, ResultSet result, List<ResultColumn> columns) {
    this.run = run;
    this.result = result;
    this.columns = List.copyOf(columns);
    int count = columns.size();
    kinds = new Kind[count];
    nulls = new boolean[count][ROWS];
    longs = new long[count][];
    doubles = new double[count][];
    objects = new Object[count][];
    for (int i = 0; i < count; i++) {
      kinds[i] = kind(columns.get(i).type());
      switch (kinds[i]) {
        case DOUBLE -> doubles[i] = new double[ROWS];
        case OBJECT -> objects[i] = new Object[ROWS];
        default -> longs[i] = new long[ROWS];
      }
    }
  }

  private static Kind kind(String type) {
    if (type.startsWith("DECIMAL(") && !type.endsWith("]")) {
      int digits = Integer.parseInt(type.substring(8, type.indexOf(',')).strip());
      return digits <= 18 ? Kind.DECIMAL : Kind.OBJECT;
    }
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          Kind.LONG;
      case "BOOLEAN" -> Kind.BOOLEAN;
      case "DATE" -> Kind.DATE;
      case "TIME" -> Kind.TIME;
      case "TIMESTAMP" -> Kind.TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> Kind.TIMESTAMPTZ;
      case "FLOAT", "DOUBLE" -> Kind.DOUBLE;
      default -> Kind.OBJECT;
    };
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    rows = 0;
    try {
      while (rows < ROWS && run.next()) {
        for (int i = 0; i < kinds.length; i++) {
          read(i, rows);
        }
        rows++;
      }
    } catch (SQLException e) {
      throw run.failed(e);
    }
    return rows > 0;
  }

  private void read(int column, int row) throws SQLException {
    int at = column + 1;
    switch (kinds[column]) {
      case LONG -> longs[column][row] = result.getLong(at);
      case BOOLEAN -> longs[column][row] = result.getBoolean(at) ? 1 : 0;
      case DOUBLE -> doubles[column][row] = result.getDouble(at);
      case OBJECT -> {
        Object value = PlainValues.read(result, column, columns.get(column).type());
        objects[column][row] = value;
        nulls[column][row] = value == null;
        return;
      }
      default -> {
        Object value = temporal(column, at);
        nulls[column][row] = value == null;
        longs[column][row] = value == null ? 0 : whole(value);
        return;
      }
    }
    nulls[column][row] = result.wasNull();
  }

  private @Nullable Object temporal(int column, int at) throws SQLException {
    return switch (kinds[column]) {
      case DATE -> result.getObject(at, LocalDate.class);
      case TIME -> result.getObject(at, LocalTime.class);
      case TIMESTAMP -> result.getObject(at, LocalDateTime.class);
      case TIMESTAMPTZ -> result.getObject(at, OffsetDateTime.class);
      default -> result.getBigDecimal(at);
    };
  }

  private static long whole(Object value) {
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    } else if (value instanceof LocalTime time) {
      return time.toNanoOfDay() / 1000;
    } else if (value instanceof LocalDateTime time) {
      return micros(time.atOffset(ZoneOffset.UTC));
    } else if (value instanceof OffsetDateTime time) {
      return micros(time);
    }
    return ((BigDecimal) value).unscaledValue().longValueExact();
  }

  private static long micros(OffsetDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1000);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean[] nulls(int column) {
    return nulls[column];
  }

  @Override
  public long[] longs(int column) {
    if (longs[column] == null) {
      throw mismatch(column, "longs");
    }
    return longs[column];
  }

  @Override
  public double[] doubles(int column) {
    if (doubles[column] == null) {
      throw mismatch(column, "doubles");
    }
    return doubles[column];
  }

  @Override
  @SuppressWarnings("NullAway") // nulls are null, as the interface says
  public Object[] objects(int column) {
    if (objects[column] == null) {
      throw mismatch(column, "objects");
    }
    return objects[column];
  }

  private MeshException mismatch(int column, String asked) {
    String given =
        kinds[column] == Kind.OBJECT
            ? "objects"
            : kinds[column] == Kind.DOUBLE ? "doubles" : "longs";
    return new MeshException(
        QueryError.RESULT_MISMATCH,
        "Cannot take column '"
            + columns.get(column).name()
            + "' as "
            + asked
            + ": its type is "
            + columns.get(column).type()
            + "; use "
            + given);
  }

  @Override
  public void close() {
    run.close();
  }
}
