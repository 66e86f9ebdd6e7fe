// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.query.result.Conversions;
import io.meshterious.lake.internal.query.result.RecordMapper;
import io.meshterious.lake.internal.query.result.ResultChunks;
import io.meshterious.lake.internal.query.result.ResultFiles;
import io.meshterious.lake.internal.query.result.ResultRows;
import io.meshterious.lake.internal.query.result.TextTable;
import io.meshterious.lake.internal.query.run.QueryContext;
import io.meshterious.lake.internal.query.run.Run;
import io.meshterious.lake.internal.query.statement.Parameters;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.query.Chunks;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import io.meshterious.lake.query.Row;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement, what is bound to it, and the run under way. */
final class LakeQuery implements Query {
  private static final int PRINTED_ROWS = 40;
  private static final int PRINTED_WIDTH = 160;

  private final QueryContext context;
  private final Pin pin;
  private final String sql;
  private final boolean pruned;
  private final Parameters parameters = new Parameters();
  private Duration limit = Duration.ZERO;
  private volatile @Nullable Run running;

  LakeQuery(QueryContext context, Pin pin, String sql, boolean pruned) {
    this.context = context;
    this.pin = pin;
    this.sql = sql;
    this.pruned = pruned;
  }

  @Override
  public Query bind(@Nullable Object... values) {
    parameters.set(values);
    return this;
  }

  @Override
  public Query param(String name, @Nullable Object value) {
    parameters.set(name, value);
    return this;
  }

  @Override
  public Query timeout(Duration newLimit) {
    if (newLimit.isNegative()) {
      throw new MeshException(
          QueryError.ENGINE_OPTION_INVALID,
          "Invalid timeout: " + newLimit + " (zero for none, or more)");
    }
    limit = newLimit;
    return this;
  }

  @Override
  public List<ResultColumn> columns() {
    try (Run run = prepare(text -> text)) {
      if (!parameters.isEmpty()) {
        run.start();
      }
      return run.columns();
    }
  }

  @Override
  public Stream<Row> rows() {
    return open().stream();
  }

  @Override
  public Stream<Map<String, Object>> maps() {
    return rows().map(Row::map);
  }

  @Override
  public <T extends Record> Stream<T> records(Class<T> type) {
    ResultRows rows = open();
    try {
      RecordMapper<T> mapper = new RecordMapper<>(type, rows.columns());
      return rows.stream().map(mapper::map);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public Chunks chunks() {
    Run run = prepare(text -> text);
    try {
      return new ResultChunks(run, run.start(), run.columns());
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  @Override
  public <T> Optional<T> value(Class<T> type) {
    try (ResultRows rows = open()) {
      if (rows.columns().size() != 1) {
        throw mismatch("it has " + rows.columns().size() + " columns");
      }
      if (!rows.next()) {
        return Optional.empty();
      }
      Object value = rows.current().get(0);
      if (rows.next()) {
        throw mismatch("it has more than one row");
      }
      String name = rows.columns().get(0).name();
      return value == null ? Optional.empty() : Optional.of(Conversions.cast(type, value, name));
    }
  }

  private static MeshException mismatch(String why) {
    return new MeshException(
        QueryError.RESULT_MISMATCH, "Cannot take a single value from the result: " + why);
  }

  @Override
  public void print() {
    System.out.print(table(PRINTED_ROWS, PRINTED_WIDTH));
  }

  @Override
  public String table(int most, int width) {
    try (ResultRows rows = open()) {
      List<List<@Nullable Object>> shown = new ArrayList<>();
      long count = 0;
      while (rows.next()) {
        if (count++ < most) {
          shown.add(rows.current());
        }
      }
      return new TextTable(rows.columns(), shown, count).render(width);
    }
  }

  @Override
  public long writeCsv(Path file) {
    return ResultFiles.write(file, this::writeCsv);
  }

  @Override
  public long writeCsv(OutputStream out) {
    try (ResultRows rows = open()) {
      return ResultFiles.csv(rows, out);
    }
  }

  @Override
  public long writeJson(Path file) {
    return ResultFiles.write(file, this::writeJson);
  }

  @Override
  public long writeJson(OutputStream out) {
    try (ResultRows rows = open()) {
      return ResultFiles.json(rows, out);
    }
  }

  @Override
  public long writeParquet(Path file) {
    return ResultFiles.throughEngine(
        file,
        context.engine().options().tempFolder(),
        target -> {
          String options =
              " TO " + Sql.literal(target.toString()) + " (FORMAT parquet, COMPRESSION zstd)";
          try (Run run = prepare(text -> "COPY (" + text + "\n)" + options)) {
            return run.update();
          }
        });
  }

  @Override
  public void cancel() {
    Run run = running;
    if (run != null) {
      run.stop(QueryError.QUERY_CANCELLED);
    }
  }

  /** How many data files a run reads. */
  int files() {
    try (Run run = prepare(text -> text)) {
      return run.files();
    }
  }

  /** How many data files the last run read. */
  int lastFiles() {
    Run run = running;
    return run == null ? 0 : run.files();
  }

  private ResultRows open() {
    Run run = prepare(text -> text);
    try {
      return new ResultRows(run, run.start(), run.columns());
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private Run prepare(Run.Wrapper wrapper) {
    Run run = new Run(context, limit);
    running = run;
    try {
      run.prepare(pin, sql, parameters, pruned, wrapper);
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }
}
