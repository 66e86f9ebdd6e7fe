// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A table whose columns are being made. Paths are names of properties, with dots between an object
 * and what is in it. Row numbers are those of all publishers together.
 */
public interface GeneratedTable {
  /** The contract it belongs to. */
  DataContract contract();

  /** The table as the contract describes it. */
  Table table();

  /** Whether it is this table of this contract. */
  default boolean is(String contractId, String name) {
    return contract().id().filter(contractId::equals).isPresent() && table().name().equals(name);
  }

  /** Whether it has a property; tables of other versions of a contract may not. */
  default boolean has(String path) {
    List<Property> here = table().properties();
    Optional<Property> found = Optional.empty();
    for (String name : path.split("\\.", -1)) {
      found = here.stream().filter(it -> it.name().equals(name)).findFirst();
      here = found.map(Property::properties).orElse(List.of());
    }
    return found.isPresent();
  }

  /** What random values of a place follow from: the seed, the contract, the table and the place. */
  long key(String place);

  /** The day, in UTC, on which events begin. */
  LocalDate start();

  /** The publishers, whose rows come in turn; empty when the contract names none. */
  List<String> publishers();

  /** When each row happened, in nanoseconds since 1970; for tables without events, before. */
  LongValue nanos();

  /** How many rows there are before a time; 0 for tables without events. */
  long rowsBefore(long nanos);

  /** How many rows there are. */
  long rows();

  /** A column as it was stated, or else as the contract makes it. */
  Column column(String path);

  /** Which row of the other table each row refers to by a column; empty when it refers to none. */
  Optional<LongValue> referred(String path);

  /**
   * Another table, in the same contract or one that is loaded with it; empty when there is none.
   */
  Optional<GeneratedTable> other(String contractId, String table);

  /**
   * What several tables are made with: the first of them makes it, and it stays as long as the
   * generator.
   */
  <T> T shared(Class<T> type, Supplier<T> maker);

  /** States how many rows a table without events has. */
  void rows(long rows);

  /**
   * States how many events there are for each of a usual table; before anything about its events is
   * asked.
   */
  void volume(double factor);

  /** States a column; one of JSON may also stand for an object or a list. */
  void column(String path, Column column);

  /** States which row of the other table each row refers to, for a column that refers to one. */
  void refer(String path, LongValue rows);

  /** States which rows have a property: those with 1; others, with 0, leave it out. */
  void present(String path, LongValue flags);
}
