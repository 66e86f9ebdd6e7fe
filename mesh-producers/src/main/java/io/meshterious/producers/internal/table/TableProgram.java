// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.draw.Draw;
import io.meshterious.producers.internal.json.ObjectCell;
import io.meshterious.producers.internal.time.EventClock;
import io.meshterious.producers.internal.value.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table's rows are made by: a column for each property and, for events, a clock. Every value
 * is a function of the row's number alone.
 */
public final class TableProgram {
  /** So many rows has a table without a clock, unless its keys say otherwise. */
  static final long USUAL_ROWS = 500;

  private final Programs programs;
  private final DataContract contract;
  private final Table table;
  private final long seed;
  private final @Nullable EventClock clock;
  private final long rows;
  private final Map<String, Column> columns = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private @Nullable ObjectCell object;

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
    this.rows = clock == null ? new Population(this).rows() : clock.rows();
  }

  /** Where a property is in the table: its name, after those of the objects it is in. */
  String path(Property property) {
    return property.path().substring(table.name().length() + 1);
  }

  /** What random values of a property follow from. */
  long key(Property property) {
    return key(path(property));
  }

  /** What random values of a place in the table follow from. */
  long key(String path) {
    return Draw.key(seed, contract.id().orElse(""), table.name(), path);
  }

  /** The table. */
  public Table table() {
    return table;
  }

  DataContract contract() {
    return contract;
  }

  Programs programs() {
    return programs;
  }

  /** When rows happen; empty for tables that are no events. */
  public Optional<EventClock> clock() {
    return Optional.ofNullable(clock);
  }

  /** Who publishes: row n is that of number n modulo their number. */
  public List<String> publishers() {
    return table.hints().publishers();
  }

  /** How many rows there are; of events, until the last year that nanoseconds reach. */
  public long rows() {
    return rows;
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
      known = new ColumnMaker(this, times).make(property);
      columns.put(property.path(), known);
    }
    return known;
  }

  /** States the column of a property. */
  void put(Property property, Column column) {
    columns.put(property.path(), column);
  }

  /** The column of a scalar property at the top of the table. */
  Column column(Property property) {
    return column(property, RowTimes.of(this));
  }

  /** Writes a row as JSON. */
  public void write(long row, EventBuffer out) {
    ObjectCell cell = object;
    if (cell == null) {
      cell = new CellMaker(this).row();
      object = cell;
    }
    cell.write(row, out);
  }
}
