// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The model of the example warehouse: stock that follows from movements, deliveries that follow
 * from orders, errors that cluster. It knows the example contracts with four publishers, and leaves
 * all others alone.
 */
public final class WarehouseGenerator implements EventGenerator {
  private static final Map<String, Consumer<GeneratedTable>> TABLES = tables();

  /** A generator. */
  public WarehouseGenerator() {}

  @Override
  public String name() {
    return "warehouse";
  }

  @Override
  public String description() {
    return "The example warehouse: stock, deliveries, returns and errors that follow from each other";
  }

  @Override
  public void generate(GeneratedTable table) {
    Consumer<GeneratedTable> maker =
        TABLES.get(table.contract().id().orElse("") + "." + table.table().name());
    List<String> publishers = table.publishers();
    if (maker != null && (publishers.isEmpty() || publishers.equals(Sites.REGIONS))) {
      maker.accept(table);
    }
  }

  private static Map<String, Consumer<GeneratedTable>> tables() {
    Map<String, Consumer<GeneratedTable>> tables = new HashMap<>();
    add(tables, "dimensions.dim_warehouse", Dimensions::warehouses);
    add(tables, "dimensions.dim_vehicle", Dimensions::vehicles);
    add(tables, "dimensions.dim_route", Dimensions::routes);
    add(tables, "dimensions.dim_employee", Dimensions::employees);
    add(tables, "dimensions.dim_error_code", Dimensions::errorCodes);
    add(tables, "dimensions.dim_product", Dimensions::products);
    add(tables, "dimensions.dim_date", Calendar::dates);
    add(tables, "events.orders", Trade::orders);
    add(tables, "events.returns", Trade::returns);
    add(tables, "events.inventory_movements", Stock::movements);
    add(tables, "events.restocks", Stock::restocks);
    add(tables, "events.dispatch_logs", Shipping::dispatches);
    add(tables, "events.delivery_sla", Shipping::promises);
    add(tables, "events.sla_risk", Shipping::risks);
    add(tables, "events.vehicle_tracking", Fleet::tracking);
    add(tables, "events.route_updates", Fleet::routeUpdates);
    add(tables, "events.order_errors", Errors::errors);
    add(tables, "events.demand_forecast", Insights::forecasts);
    add(tables, "events.stockout_risk", Insights::stockouts);
    add(tables, "facts.fact_orders", Facts::orders);
    add(tables, "facts.fact_returns", Facts::returns);
    add(tables, "facts.fact_inventory_movements", Facts::movements);
    add(tables, "facts.fact_order_errors", Facts::errors);
    add(tables, "facts.fact_dispatch_logs", Facts::dispatches);
    add(tables, "facts.fact_vehicle_routes", Fleet::assignments);
    add(tables, "facts.fact_forecast_demand", Facts::forecasts);
    add(tables, "facts.fact_stockout_risks", Facts::stockouts);
    return Map.copyOf(tables);
  }

  private static void add(
      Map<String, Consumer<GeneratedTable>> tables, String path, Consumer<GeneratedTable> maker) {
    String table = path.substring(path.indexOf('.') + 1);
    tables.put("warehouse." + path + "." + table, maker);
  }
}
