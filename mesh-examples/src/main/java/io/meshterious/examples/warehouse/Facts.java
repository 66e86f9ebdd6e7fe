// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.List;
import java.util.Optional;

/** Tables for reporting: what the first events say, without what identifies people. */
final class Facts {
  /** Orders of four usual days; as many rows have the others of these days. */
  static final long ROWS = 40_000;

  private Facts() {}

  private static Optional<GeneratedTable> events(GeneratedTable table, String name) {
    return table.other("warehouse.events." + name, name);
  }

  /** The rows of a table of events, column by column. */
  private static void same(
      GeneratedTable table, GeneratedTable events, List<String> columns, String time, String date) {
    Sheet sheet = new Sheet(table);
    columns.forEach(column -> sheet.copy(column, events, column));
    LongValue nanos = events.nanos();
    sheet.copy(time, events, time).date(date, row -> Math.floorDiv(nanos.at(row), Sheet.DAY));
  }

  private static long rows(double anOrder) {
    return (long) (ROWS * anOrder);
  }

  static void orders(GeneratedTable table) {
    table.rows(ROWS);
    Optional<GeneratedTable> found = events(table, "orders");
    if (found.isEmpty()) {
      return;
    }
    GeneratedTable events = found.get();
    List<String> columns =
        List.of(
            "order_id",
            "product_id",
            "warehouse_id",
            "region",
            "promised_ts",
            "qty",
            "unit_price",
            "amount",
            "currency",
            "status",
            "channel");
    same(table, events, columns, "order_ts", "order_date");
    Sheet sheet = new Sheet(table).copy("customer_segment", events, "customer.segment");
    long key = events.key("#customer");
    sheet.text(
        "customer_key",
        (row, out) -> {
          long customer = Trade.customer(key, row);
          out.putHex(Draw.bits(key, customer, 1), 16);
          out.putHex(Draw.bits(key, customer, 2), 16);
        });
  }

  static void returns(GeneratedTable table) {
    table.rows(rows(Trade.RETURNS_AN_ORDER));
    List<String> columns =
        List.of(
            "return_id",
            "order_id",
            "warehouse_id",
            "reason_code",
            "qty",
            "refund_amount",
            "currency",
            "is_restockable");
    events(table, "returns").ifPresent(it -> same(table, it, columns, "return_ts", "return_date"));
  }

  static void movements(GeneratedTable table) {
    table.rows(rows(Stock.MOVEMENTS_AN_ORDER));
    List<String> columns =
        List.of(
            "movement_id", "product_id", "warehouse_id", "delta_qty", "source_type", "source_ref");
    Optional<GeneratedTable> events = events(table, "inventory_movements");
    events.ifPresent(it -> same(table, it, columns, "movement_ts", "movement_date"));
    Goods.of(table)
        .map(Stock.View::new)
        .ifPresent(
            view ->
                new Sheet(table).present("source_ref", row -> view.at(row).source >= 0 ? 1 : 0));
  }

  static void errors(GeneratedTable table) {
    table.rows(rows(Errors.ERRORS_AN_ORDER));
    List<String> columns = List.of("error_id", "order_id", "error_code", "stage", "is_resolved");
    events(table, "order_errors")
        .ifPresent(it -> same(table, it, columns, "detected_ts", "detected_date"));
  }

  static void forecasts(GeneratedTable table) {
    table.rows(ROWS);
    List<String> columns =
        List.of(
            "product_id",
            "region",
            "target_date",
            "forecast_qty",
            "lower_qty",
            "upper_qty",
            "model_name",
            "model_version");
    events(table, "demand_forecast")
        .ifPresent(
            it -> {
              Sheet sheet = new Sheet(table).copy("forecast_ts", it, "forecast_ts");
              columns.forEach(column -> sheet.copy(column, it, column));
            });
  }

  static void stockouts(GeneratedTable table) {
    table.rows(ROWS);
    List<String> columns =
        List.of(
            "product_id",
            "warehouse_id",
            "scored_ts",
            "risk_score",
            "predicted_date",
            "confidence",
            "model_name",
            "model_version");
    events(table, "stockout_risk")
        .ifPresent(
            it -> {
              Sheet sheet = new Sheet(table);
              columns.forEach(column -> sheet.copy(column, it, column));
            });
  }

  /** Each dispatch in the last step that it reached while the orders of these days were placed. */
  static void dispatches(GeneratedTable table) {
    table.rows(ROWS);
    Optional<GeneratedTable> found = events(table, "dispatch_logs");
    Optional<Deliveries> model = Deliveries.of(table);
    if (found.isEmpty() || model.isEmpty()) {
      return;
    }
    GeneratedTable events = found.get();
    Deliveries deliveries = model.get();
    LongValue last =
        row -> {
          int step = Deliveries.FINISHED;
          while (step > 0 && deliveries.rowOf(row, step) >= ROWS * Deliveries.STEPS) {
            step--;
          }
          return deliveries.rowOf(row, step);
        };
    LongValue nanos = events.nanos();
    Shipping.View view = new Shipping.View(deliveries);
    Shipping.Parcels parcels = new Shipping.Parcels(events.key("#parcels"));
    LongValue state = row -> Shipping.state(view, last.at(row));
    Sheet sheet = new Sheet(table);
    for (String column : List.of("dispatch_id", "order_id", "vehicle_id", "route_id", "eta")) {
      if (events.has(column)) {
        sheet.column(column, events.column(column).at(last));
      }
    }
    sheet
        .choice("status", Shipping.states(), state)
        .moment("dispatch_ts", row -> nanos.at(last.at(row)))
        .date("dispatch_date", row -> Math.floorDiv(nanos.at(last.at(row)), Sheet.DAY))
        .instant("delivered_ts", deliveries::finished)
        .present("delivered_ts", row -> state.at(row) == 3 ? 1 : 0)
        .number("parcel_count", parcels::count)
        .number("total_weight_kg", 3, parcels::grams);
  }
}
