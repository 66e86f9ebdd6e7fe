// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.ingest.internal.route.Routing;
import io.meshterious.ingest.internal.run.Settings;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be said of a pipeline before there are options. */
final class IngestSteps implements Ingest.Named, Ingest.Sourced {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final String name;
  private final List<String> uris = new ArrayList<>();

  IngestSteps(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ContractTables.invalid(
          "name", name, "1 to 100 letters, digits, dashes and underscores");
    }
    this.name = name;
  }

  @Override
  public Ingest.Sourced from(String uri) {
    uris.add(uri);
    return this;
  }

  @Override
  public Ingest.Contracted contract(DataContract it) {
    return new OneTable(it, ContractTables.only(it));
  }

  @Override
  public Ingest.Contracted contract(DataContract it, String table) {
    return new OneTable(it, ContractTables.named(it, table));
  }

  private final class OneTable implements Ingest.Contracted {
    private final DataContract contract;
    private final Table events;

    OneTable(DataContract contract, Table events) {
      this.contract = contract;
      this.events = events;
    }

    @Override
    public IngestBuilder into(Lake lake) {
      return into(lake, events.tableName());
    }

    @Override
    public IngestBuilder into(Lake lake, String table) {
      return new IngestBuilder(
          name,
          uris,
          lake,
          List.of(new Settings.Destination(contract, events, table)),
          Optional.empty());
    }
  }

  @Override
  public Ingest.Routed byType(Route... routes) {
    return routed(Optional.empty(), List.of(routes));
  }

  @Override
  public Ingest.Routed byField(String field, Route... routes) {
    if (field.isEmpty()) {
      throw ContractTables.invalid("field", field, "the name of a field of the events");
    }
    return routed(Optional.of(field), List.of(routes));
  }

  private Ingest.Routed routed(Optional<String> field, List<Route> routes) {
    if (routes.isEmpty()) {
      throw ContractTables.invalid("list of routes", "", "one route or more");
    }
    Map<String, Integer> values = new LinkedHashMap<>();
    Set<TableName> tables = new HashSet<>();
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      if (!tables.add(TableName.of(route.table()))) {
        throw ContractTables.invalid(
            "route",
            route.table(),
            "each route has a table of its own; a route can take several values");
      }
      for (String value : route.values()) {
        Integer before = values.put(value, i);
        if (before != null) {
          throw ContractTables.invalid(
              "route", value, "it leads to '" + routes.get(before).table() + "' already");
        }
      }
    }
    List<Settings.Destination> destinations = routes.stream().map(Route::destination).toList();
    if (destinations.size() > 1) {
      destinations.forEach(IngestSteps::checkIds);
    }
    Routing routing = new Routing(field, values);
    return lake -> new IngestBuilder(name, uris, lake, destinations, Optional.of(routing));
  }

  /** When a process ends between the commits to two tables, events come again. */
  private static void checkIds(Settings.Destination destination) {
    Table events = destination.events();
    boolean required =
        events.hints().eventId().flatMap(events::property).filter(Property::required).isPresent();
    if (!required) {
      throw ContractTables.invalid(
          "route",
          destination.table(),
          "a table beside others recognises events that come again: the contract must state"
              + " mesh.eventId, a property that is required");
    }
  }
}
