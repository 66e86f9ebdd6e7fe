// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.query.run.Run;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import io.meshterious.lake.query.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of one run, one by one. */
public final class ResultRows implements AutoCloseable {
  private final Run run;
  private final ResultSet rows;
  private final List<ResultColumn> columns;

  public ResultRows(Run run, ResultSet rows, List<ResultColumn> columns) {
    this.run = run;
    this.rows = rows;
    this.columns = List.copyOf(columns);
  }

  public List<ResultColumn> columns() {
    return columns;
  }

  public boolean next() {
    return run.next();
  }

  /** The values of the current row. */
  public List<@Nullable Object> current() {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    try {
      for (int i = 0; i < columns.size(); i++) {
        values.add(PlainValues.read(rows, i, columns.get(i).type()));
      }
    } catch (SQLException e) {
      throw run.failed(e);
    }
    return values;
  }

  /** The rows as a stream; closing it closes this. */
  public Stream<Row> stream() {
    Iterator<Row> iterator =
        new Iterator<>() {
          private boolean looked;
          private boolean found;

          @Override
          public boolean hasNext() {
            if (!looked) {
              found = ResultRows.this.next();
              looked = true;
            }
            return found;
          }

          @Override
          public Row next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            looked = false;
            return new PlainRow(columns, current());
          }
        };
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
        .onClose(this::close);
  }

  @Override
  public void close() {
    run.close();
  }

  private record PlainRow(List<ResultColumn> columns, List<@Nullable Object> values)
      implements Row {
    @Override
    public Optional<Object> value(int column) {
      return Optional.ofNullable(values.get(column));
    }

    @Override
    public Optional<Object> value(String column) {
      return value(index(column));
    }

    private int index(String column) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equalsIgnoreCase(column)) {
          return i;
        }
      }
      throw new MeshException(
          QueryError.RESULT_MISMATCH,
          "Cannot find column '"
              + column
              + "' in the result: it has "
              + columns.stream().map(ResultColumn::name).toList());
    }

    @Override
    public <T> T as(String column, Class<T> type) {
      Object value = values.get(index(column));
      if (value == null) {
        throw new MeshException(
            QueryError.RESULT_MISMATCH,
            "Cannot take column '" + column + "' as " + type.getSimpleName() + ": it is null");
      }
      return Conversions.cast(type, value, column);
    }

    @Override
    @SuppressWarnings("NullAway") // maps hold nulls as values, which Map<String, Object> allows
    public Map<String, Object> map() {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        map.put(columns.get(i).name(), values.get(i));
      }
      return map;
    }
  }
}
