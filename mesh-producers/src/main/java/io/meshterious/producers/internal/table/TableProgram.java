// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.Cell;
import io.meshterious.producers.internal.json.Cells;
import io.meshterious.producers.internal.json.Rows;
import io.meshterious.producers.internal.time.EventClock;
import io.meshterious.producers.internal.value.Remembered;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a table's rows are made by: a column for each property and, for events, a clock. Every value
 * is a function of the row's number alone.
 */
public final class TableProgram implements GeneratedTable {
  /** So many rows has a table without a clock, unless its keys say otherwise. */
  static final long USUAL_ROWS = 500;

  private static final byte[] NO_ID = {};

  private final Programs programs;
  private final DataContract contract;
  private final Table table;
  private final long seed;
  private @Nullable EventClock clock;
  private boolean clockAsked;
  private long rows = -1;
  private final Map<String, Column> columns = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, LongValue> referred = new HashMap<>();
  private final Map<String, LongValue> present = new HashMap<>();
  private final EventBuffer idText = new EventBuffer();
  private @Nullable Rows json;
  private @Nullable RowTimes times;
  private @Nullable Cell id;

  TableProgram(Programs programs, DataContract contract, Table table) {
    this.programs = programs;
    this.contract = contract;
    this.table = table;
    String type = table.hints().eventType().orElse(table.name());
    this.seed = programs.seed().orElseGet(() -> Draw.key(0, contract.domain().orElse(""), type));
    this.clock =
        table.hints().eventTime().isPresent()
            ? new EventClock(key("#clock"), programs.start(), programs.rowsADay())
            : null;
  }

  /** Where a property is in the table: its name, after those of the objects it is in. */
  String path(Property property) {
    return property.path().substring(table.name().length() + 1);
  }

  /** What random values of a property follow from. */
  long key(Property property) {
    return key(path(property));
  }

  @Override
  public long key(String path) {
    return Draw.key(seed, contract.id().orElse(""), table.name(), path);
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public DataContract contract() {
    return contract;
  }

  Programs programs() {
    return programs;
  }

  /** When rows happen; empty for tables that are no events. */
  public Optional<EventClock> clock() {
    clockAsked = true;
    return Optional.ofNullable(clock);
  }

  @Override
  public List<String> publishers() {
    return table.hints().publishers();
  }

  /** How many rows there are; of events, until the last year that nanoseconds reach. */
  @Override
  public long rows() {
    if (rows < 0) {
      clockAsked = true;
      rows = clock == null ? new Population(this).rows() : clock.rows();
    }
    return rows;
  }

  @Override
  public void rows(long stated) {
    if (clock != null || stated < 1) {
      throw refusal(
          stated + " rows were stated; tables of events have as many as happen, others 1 at least");
    }
    rows = stated;
  }

  @Override
  public void volume(double factor) {
    if (clock == null || clockAsked) {
      throw refusal(
          "a volume was stated "
              + (clock == null ? "for what are no events" : "after its events were asked for"));
    }
    if (!(factor > 0) || factor > 1000) {
      throw refusal("its volume was stated as " + factor + ", which is not above 0, up to 1000");
    }
    double rowsADay = Math.max(1, programs.rowsADay() * factor);
    clock = new EventClock(key("#clock"), programs.start(), rowsADay);
  }

  /** What draws follow from: the seed that was given, or that of the table. */
  public long seed() {
    return seed;
  }

  @Override
  public LocalDate start() {
    return programs.start();
  }

  @Override
  public LongValue nanos() {
    return times().nanos();
  }

  @Override
  public long rowsBefore(long nanos) {
    clockAsked = true;
    return clock == null ? 0 : clock.rowsBefore(nanos);
  }

  @Override
  public Column column(String path) {
    return column(property(path));
  }

  @Override
  public void column(String path, Column column) {
    columns.put(property(path).path(), column);
  }

  @Override
  public Optional<LongValue> referred(String path) {
    return new References(this, times(), property(path)).rows();
  }

  @Override
  public void refer(String path, LongValue rows) {
    String name =
        References.name(this, property(path))
            .orElseThrow(
                () ->
                    refusal(
                        "a generator says what '" + path + "' refers to, which refers to nothing"));
    referred.put(name, rows);
  }

  /** The rows that a reference leads to, as stated or else as computed once. */
  LongValue referred(String reference, Supplier<LongValue> computed) {
    LongValue known = referred.get(reference);
    if (known == null) {
      known = computed.get();
      referred.put(reference, known);
    }
    return known;
  }

  @Override
  public void present(String path, LongValue flags) {
    present.put(property(path).path(), flags);
  }

  /** The column of a property that has one already. */
  Optional<Column> stated(Property property) {
    return Optional.ofNullable(columns.get(property.path()));
  }

  /** Which rows have a property, where that was stated. */
  Optional<LongValue> present(Property property) {
    return Optional.ofNullable(present.get(property.path()));
  }

  @Override
  public <T> T shared(Class<T> type, Supplier<T> maker) {
    return programs.shared(type, maker);
  }

  @Override
  public Optional<GeneratedTable> other(String contractId, String name) {
    return programs.other(contractId, name).map(program -> program);
  }

  private Property property(String path) {
    List<Property> here = table.properties();
    Optional<Property> found = Optional.empty();
    for (String name : path.split("\\.", -1)) {
      found = here.stream().filter(it -> it.name().equals(name)).findFirst();
      here = found.map(Property::properties).orElse(List.of());
    }
    return found.orElseThrow(
        () -> refusal("a generator states '" + path + "', which it does not have"));
  }

  private MeshException refusal(String why) {
    return new MeshException(
            ProducerError.NOT_GENERATED, "Cannot generate '" + table.name() + "': " + why)
        .at("contract", contract.id().orElse(contract.origin()));
  }

  /** The error for a property whose values cannot be made. */
  MeshException refusal(Property property, String why) {
    return new MeshException(
            ProducerError.NOT_GENERATED, "Cannot generate '" + property.path() + "': " + why)
        .at("contract", contract.id().orElse(contract.origin()));
  }

  /** The column of a scalar property; path as in {@link Property#path()}. */
  Column column(Property property, RowTimes times) {
    Column known = columns.get(property.path());
    if (known == null) {
      if (!begun.add(property.path())) {
        throw refusal(property, "its value follows from itself");
      }
      known = remembered(new ColumnMaker(this, times).make(property));
      columns.put(property.path(), known);
    }
    return known;
  }

  private static Column remembered(Column column) {
    boolean text = column.kind() == Column.Kind.TEXT || column.kind() == Column.Kind.JSON;
    return text
        ? column
        : Column.ofNumbers(column.kind(), column.digits(), new Remembered(column.numbers()));
  }

  /** When its rows happened. */
  RowTimes times() {
    RowTimes known = times;
    if (known == null) {
      known = RowTimes.of(this);
      times = known;
    }
    return known;
  }

  /** Makes the column of a property unless one was stated. */
  void putIfAbsent(Property property, Supplier<Column> column) {
    if (!columns.containsKey(property.path())) {
      columns.put(property.path(), column.get());
    }
  }

  /** The column of a scalar property at the top of the table. */
  Column column(Property property) {
    return column(property, times());
  }

  /** When a row happened, in nanoseconds since 1970; 0 for tables without events. */
  public long nanos(long row) {
    return clock == null ? 0 : clock.nanos(row);
  }

  /** The id of the event that a row is; empty when the contract names none. */
  public String id(long row) {
    Cell cell = id;
    if (cell == null) {
      cell =
          table
              .hints()
              .eventId()
              .map(path -> Cells.of(column(path)))
              .orElse((any, out) -> out.put(NO_ID));
      id = cell;
    }
    idText.clear();
    cell.write(row, idText);
    String json = idText.toString();
    return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }

  /**
   * Writes a row as JSON.
   *
   * @param next how far the next row is that will probably be asked for
   */
  public void write(long row, long next, EventBuffer out) {
    Rows known = json;
    if (known == null) {
      known = new Rows(new CellMaker(this).row(), rows());
      json = known;
    }
    known.write(row, next, out);
  }
}
