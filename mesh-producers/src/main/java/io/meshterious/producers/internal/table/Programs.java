// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.EventGenerator;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The programs of tables that refer to each other, each made when it is first asked for. For one
 * thread at a time, with the programs.
 */
public final class Programs {
  private final DataContracts contracts;
  private final List<EventGenerator> generators;
  private final OptionalLong seed;
  private final LocalDate start;
  private final double rowsADay;
  private final Map<String, TableProgram> programs = new HashMap<>();
  private final Map<Class<?>, Object> shared = new HashMap<>();

  /**
   * Programs of some contracts.
   *
   * @param generators state columns in code, the last one's for good
   * @param seed what random values follow from; empty: from each table's domain and event type
   * @param start the day on which events begin
   * @param rowsADay how many events of each table a usual day has
   */
  public Programs(
      DataContracts contracts,
      List<EventGenerator> generators,
      OptionalLong seed,
      LocalDate start,
      double rowsADay) {
    this.contracts = contracts;
    this.generators = List.copyOf(generators);
    this.seed = seed;
    this.start = start;
    this.rowsADay = rowsADay;
  }

  /** The program of a table. */
  public TableProgram of(DataContract contract, Table table) {
    String name = contract.id().orElse(contract.origin()) + "#" + table.name();
    TableProgram known = programs.get(name);
    if (known == null) {
      known = new TableProgram(this, contract, table);
      programs.put(name, known);
      for (EventGenerator generator : generators) {
        generator.generate(known);
      }
    }
    return known;
  }

  Optional<TableProgram> other(String contractId, String name) {
    return contracts.all().stream()
        .filter(contract -> contract.id().filter(contractId::equals).isPresent())
        .findFirst()
        .flatMap(contract -> contract.table(name).map(table -> of(contract, table)));
  }

  <T> T shared(Class<T> type, Supplier<T> maker) {
    Object known = shared.get(type);
    if (known == null) {
      known = maker.get();
      shared.put(type, known);
    }
    return type.cast(known);
  }

  OptionalLong seed() {
    return seed;
  }

  LocalDate start() {
    return start;
  }

  double rowsADay() {
    return rowsADay;
  }

  Optional<DataContracts.Target> resolve(DataContract from, PropertyReference reference) {
    return contracts.resolve(from, reference);
  }
}
