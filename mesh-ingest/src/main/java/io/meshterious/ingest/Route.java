// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.ingest.internal.run.Settings;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of a pipeline that feeds several: what its events are, and how they are known among
 * others.
 *
 * <pre>{@code
 * Route.of(orders).into("raw.orders")
 * Route.of(returns).when("return_received", "return_requested").into("raw.returns")
 * }</pre>
 *
 * <p>Unless it is told otherwise, it takes events of the type that the contract states as {@code
 * mesh.eventType}, or of the table's name where none is stated, into the table of the name that it
 * has in the contract. Immutable.
 */
public final class Route {
  private final DataContract contract;
  private final Table events;
  private final Set<String> values;
  private final String table;

  private Route(DataContract contract, Table events, Set<String> values, String table) {
    this.contract = contract;
    this.events = events;
    this.values = values;
    this.table = table;
  }

  /** A route of events that a contract with one table describes. */
  public static Route of(DataContract contract) {
    return of(contract, ContractTables.only(contract));
  }

  /**
   * A route of events that a contract describes.
   *
   * @param table the name of the table in the contract that describes them
   */
  public static Route of(DataContract contract, String table) {
    return of(contract, ContractTables.named(contract, table));
  }

  private static Route of(DataContract contract, Table events) {
    String type = events.hints().eventType().orElse(events.name());
    return new Route(contract, events, Set.of(type), events.tableName());
  }

  /** Takes events of these types, or that have one of these values in the field that decides. */
  public Route when(String... anyOf) {
    Set<String> all = new LinkedHashSet<>(List.of(anyOf));
    if (all.isEmpty() || all.contains("")) {
      throw ContractTables.invalid(
          "route", String.join(", ", anyOf), "one value or more, none empty");
    }
    return new Route(contract, events, Collections.unmodifiableSet(all), table);
  }

  /**
   * Says which table they go into.
   *
   * @param name its name in the lake, such as {@code raw.orders}; made from the contract if it is
   *     not there
   */
  public Route into(String name) {
    return new Route(contract, events, values, name);
  }

  Settings.Destination destination() {
    return new Settings.Destination(contract, events, table);
  }

  /** The types or values that it takes. */
  public Set<String> values() {
    return values;
  }

  /** The table that they go into. */
  public String table() {
    return table;
  }
}
