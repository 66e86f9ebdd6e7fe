// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.producers.internal.csv.CsvTable;
import io.meshterious.producers.internal.table.Programs;
import io.meshterious.producers.internal.table.TableProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The rows of a table that a contract describes, made up: row n is the same on every machine, and
 * is made without those before it. The hints of the contract say how values are spread; where there
 * are none, they follow from types, patterns, bounds and names. Values of foreign keys are those of
 * rows that exist.
 *
 * <pre>{@code
 * Generator orders =
 *     Generator.of(contracts, "warehouse.events.orders").publisher("north").seed(7).build();
 * String tenth = orders.json(9);
 * }</pre>
 *
 * <p>For one thread at a time. Several generators with the same settings make the same rows.
 */
public final class Generator {
  private final TableProgram program;
  private final int publisher;
  private final int publishers;
  private final Map<String, String> options;
  private final EventBuffer buffer = new EventBuffer();
  private long rows = -1;

  private Generator(Builder builder) {
    Programs programs =
        new Programs(
            builder.contracts, builder.generators, builder.seed, builder.start, builder.rowsADay);
    this.program = programs.of(builder.contract, builder.table);
    this.publisher = builder.publisher;
    this.publishers = builder.publishers;
    this.options = builder.options();
  }

  /** Begins a generator of a contract of one table; others may be referred to. */
  public static Builder of(DataContracts contracts, String contractId) {
    return new Builder(contracts, contracts.contract(contractId));
  }

  /** Begins a generator of a contract that refers to others beside its file, or to none. */
  public static Builder of(DataContract contract) {
    return new Builder(DataContracts.withReferences(contract), contract);
  }

  /** The table. */
  public Table table() {
    return program.table();
  }

  /** How many rows there are; of events, until the end of 2261. */
  public long rows() {
    if (rows < 0) {
      rows = (program.rows() - publisher + publishers - 1) / publishers;
    }
    return rows;
  }

  /** Writes a row as JSON. */
  public void json(long row, EventBuffer into) {
    program.write(place(row), publishers, into);
  }

  /** The contract. */
  public DataContract contract() {
    return program.contract();
  }

  /** The publisher whose rows they are; empty when they are those of all. */
  public Optional<String> publisher() {
    return publishers == 1 ? Optional.empty() : Optional.of(program.publishers().get(publisher));
  }

  /** What its events are called: the table, and after a dot the publisher. */
  public String name() {
    return table().name() + publisher().map(it -> "." + it).orElse("");
  }

  /** What draws follow from. */
  long seed() {
    return program.seed();
  }

  /** What its rows follow from, by name. */
  Map<String, String> options() {
    return options;
  }

  /** The id of the event that a row is; empty when the contract names none. */
  public String id(long row) {
    return program.id(place(row));
  }

  /** When a row happened, in nanoseconds since 1970; 0 for tables without events. */
  public long nanos(long row) {
    return program.nanos(place(row));
  }

  /** The number of a row among those of all publishers. */
  private long place(long row) {
    if (row < 0 || row >= rows()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows());
    }
    return row * publishers + publisher;
  }

  /** A row as JSON. */
  public String json(long row) {
    buffer.clear();
    json(row, buffer);
    return buffer.toString();
  }

  /**
   * Writes rows as JSON, a line each.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public void ndjson(long from, long to, OutputStream out) throws IOException {
    for (long row = from; row < to; row++) {
      buffer.clear();
      json(row, buffer);
      buffer.put('\n');
      buffer.writeTo(out);
    }
  }

  /** The header of {@link #csv}: the names of the columns, nested ones with dots. */
  public String csvHeader() {
    buffer.clear();
    new CsvTable(table()).writeHeader(buffer);
    return buffer.toString();
  }

  /**
   * Writes rows as comma-separated values after RFC 4180, a line each, without a header. Arrays and
   * free JSON stand in their cells as JSON; what a row does not have is an empty cell, and an empty
   * text is {@code ""}.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public void csv(long from, long to, OutputStream out) throws IOException {
    CsvTable table = new CsvTable(table());
    EventBuffer cells = new EventBuffer();
    for (long row = from; row < to; row++) {
      buffer.clear();
      json(row, buffer);
      cells.clear();
      table.write(buffer.array(), cells);
      cells.put('\n');
      cells.writeTo(out);
    }
  }

  /** What a generator is made with. */
  public static final class Builder {
    private static final LocalDate START = LocalDate.of(2026, 1, 5);
    private static final double ROWS_A_DAY = 10_000;

    private final DataContracts contracts;
    private final DataContract contract;
    private Table table;
    private int publisher;
    private int publishers = 1;
    private OptionalLong seed = OptionalLong.empty();
    private LocalDate start = START;
    private double rowsADay = ROWS_A_DAY;
    private List<EventGenerator> generators = List.of();

    private Builder(DataContracts contracts, DataContract contract) {
      this.contracts = contracts;
      this.contract = contract;
      if (contract.tables().isEmpty()) {
        throw new MeshException(
            ProducerError.NOT_GENERATED,
            "Cannot generate rows of '" + contract.origin() + "': it has no table");
      }
      this.table = contract.tables().get(0);
    }

    /** Which table, and the rows of all its publishers; the default is the contract's first. */
    public Builder table(String name) {
      List<String> names = contract.tables().stream().map(Table::name).toList();
      table = contract.table(name).orElseThrow(() -> unknown("table", name, names));
      publisher = 0;
      publishers = 1;
      return this;
    }

    /**
     * The rows of one of the publishers that the contract names; the default is those of all of
     * them, in turn.
     */
    public Builder publisher(String name) {
      List<String> names = table.hints().publishers();
      if (!names.contains(name)) {
        throw unknown("publisher", name, names);
      }
      publisher = names.indexOf(name);
      publishers = names.size();
      return this;
    }

    /**
     * What random values follow from; the default follows from the contract's domain and the type
     * of event, so that two runs are the same.
     */
    public Builder seed(long number) {
      seed = OptionalLong.of(number);
      return this;
    }

    /**
     * The day, in UTC, on which events begin, from 1970 to 2200; the default is 2026-01-05, a
     * Monday.
     */
    public Builder start(LocalDate day) {
      if (day.getYear() < 1970 || day.getYear() > 2200) {
        throw new MeshException(
            ProducerError.PRODUCER_OPTION_INVALID, "Invalid start: " + day + " (1970 to 2200)");
      }
      start = day;
      return this;
    }

    /** How many events of all publishers a usual day has; the default is 10 000. */
    public Builder rowsADay(double rows) {
      if (!(rows >= 1) || rows > 1e9) {
        throw new MeshException(
            ProducerError.PRODUCER_OPTION_INVALID,
            "Invalid rows a day: " + rows + " (1 to 1000000000)");
      }
      rowsADay = rows;
      return this;
    }

    /** Generators in code, asked in this order; the default is none. */
    public Builder generators(List<EventGenerator> all) {
      generators = List.copyOf(all);
      return this;
    }

    private MeshException unknown(String kind, String name, List<String> known) {
      return new MeshException(
          ProducerError.PRODUCER_OPTION_INVALID,
          "Cannot generate '"
              + contract.id().orElse(contract.origin())
              + "': it has no "
              + kind
              + " '"
              + name
              + "'"
              + NearMiss.of(name, known).map(it -> "; did you mean '" + it + "'?").orElse("")
              + "; known are "
              + known);
    }

    private Map<String, String> options() {
      Map<String, String> options = new LinkedHashMap<>();
      options.put("contract", contract.id().orElse(contract.origin()));
      options.put("version", contract.version());
      options.put("table", table.name());
      options.put("publisher", publishers == 1 ? "" : table.hints().publishers().get(publisher));
      options.put("seed", seed.isPresent() ? String.valueOf(seed.getAsLong()) : "");
      options.put("start", start.toString());
      options.put("rowsADay", String.valueOf(rowsADay));
      options.put(
          "generators",
          generators.stream().map(EventGenerator::name).collect(Collectors.joining(",")));
      return options;
    }

    /** The same options for another table; its own publisher where it has the same ones. */
    Generator neighbour(DataContract other, Table name) {
      DataContracts all =
          contracts.all().contains(other) ? contracts : DataContracts.withReferences(other);
      Builder builder =
          new Builder(all, other)
              .table(name.name())
              .start(start)
              .rowsADay(rowsADay)
              .generators(generators);
      builder.seed = seed;
      String mine = publishers == 1 ? "" : table.hints().publishers().get(publisher);
      if (name.hints().publishers().contains(mine)) {
        builder.publisher(mine);
      }
      return builder.build();
    }

    DataContracts contracts() {
      return contracts;
    }

    /** The generator. */
    public Generator build() {
      return new Generator(this);
    }
  }
}
