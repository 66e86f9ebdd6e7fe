// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Later;
import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Orders, and what comes back of them. */
final class Trade {
  static final String ORDERS = "warehouse.events.orders";
  static final String RETURNS = "warehouse.events.returns";

  /** So many returns there are for each order: two for fifteen sales. */
  static final double RETURNS_AN_ORDER = 2.0 / 15;

  private static final long CUSTOMERS = 50_000;

  /** Order from which freight is free, in hundredths of any currency. */
  private static final long FREE_FROM = 25_000;

  /** A customer is at most so far from the warehouse, in millionths of a degree. */
  private static final long AROUND = 700_000;

  private Trade() {}

  static void orders(GeneratedTable table) {
    Sheet sheet = new Sheet(table);
    Optional<Goods> found = Goods.of(table);
    if (found.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    Catalogue catalogue = goods.catalogue();
    LongValue nanos = table.nanos();
    LongValue product = goods::productOfOrder;
    LongValue qty = goods::qty;
    LongValue currency = row -> catalogue.currency(Sites.region(row), row);
    LongValue price =
        row ->
            catalogue.price(
                goods.productOfOrder(row),
                Sites.region(row),
                (int) currency.at(row),
                Math.floorDiv(nanos.at(row), Sheet.DAY));
    sheet
        .refer("product_id", product)
        .refer("warehouse_id", goods::warehouseOfOrder)
        .number("qty", qty)
        .number("unit_price", 2, price)
        .number("amount", 2, row -> qty.at(row) * price.at(row))
        .choice("currency", Catalogue.CURRENCIES, currency);
    Later<Optional<Deliveries>> deliveries = new Later<>(() -> Deliveries.of(table));
    sheet.instant(
        "promised_ts",
        row -> deliveries.get().map(it -> it.promised(row)).orElse(nanos.at(row) + 2 * Sheet.DAY));
    customers(table, sheet);
    long key = table.key("#delivery");
    sheet
        .number(
            "delivery.lat",
            6,
            row -> Sites.latitude(goods.warehouseOfOrder(row)) + around(Draw.bits(key, row, 1)) / 2)
        .number(
            "delivery.lon",
            6,
            row -> Sites.longitude(goods.warehouseOfOrder(row)) + around(Draw.bits(key, row, 2)));
    long loyal = table.key("#loyal");
    sheet.json(
        "promotions",
        (row, out) -> {
          long day = Math.floorDiv(nanos.at(row), Sheet.DAY);
          out.put('[');
          int before = out.length();
          if (catalogue.isPromoted(goods.productOfOrder(row), day)) {
            promotion(ofMonth(day), before, out);
          }
          if (Draw.below(Draw.bits(loyal, row), 100) < 15) {
            promotion("LOYALTY", before, out);
          }
          if (qty.at(row) * price.at(row) >= FREE_FROM) {
            promotion("FREE_SHIPPING", before, out);
          }
          out.put(']');
        });
    sheet.present("promotions", row -> 1);
  }

  /** More often near than far: the sum of two numbers around 0. */
  private static long around(long bits) {
    return Draw.below(bits, AROUND) + Draw.below(bits << 32, AROUND) - AROUND;
  }

  private static String ofMonth(long day) {
    long month = Math.floorMod(day * 100, 36_525L) * 12 / 36_525 + 1;
    return month >= 3 && month <= 5 ? "SPRING" : month < 3 || month == 7 ? "CLEARANCE" : "BUNDLE";
  }

  private static void promotion(String code, int before, EventBuffer out) {
    String json = (out.length() > before ? ",\"" : "\"") + code + '"';
    out.put(json.getBytes(StandardCharsets.US_ASCII));
  }

  /** Customers order again, and are the same ones then; each belongs to a region. */
  private static void customers(GeneratedTable table, Sheet sheet) {
    long key = table.key("#customer");
    LongValue customer = row -> customer(key, row);
    sheet.text(
        "customer.customer_id",
        (row, out) -> {
          out.put("CUS-".getBytes(StandardCharsets.US_ASCII));
          out.putDigits(customer.at(row), 7);
        });
    for (String path : new String[] {"customer.name", "customer.email", "customer.segment"}) {
      if (table.has(path)) {
        sheet.column(path, table.column(path).at(customer));
      }
    }
  }

  /** The customer of an order. */
  static long customer(long key, long order) {
    return Draw.below(Draw.bits(key, order), CUSTOMERS) * Goods.REGIONS + Sites.region(order);
  }

  static void returns(GeneratedTable table) {
    table.volume(RETURNS_AN_ORDER);
    Optional<Goods> found = Goods.of(table);
    if (found.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    GeneratedTable orders = table.other(ORDERS, "orders").orElseThrow();
    LongValue order = goods::orderOfReturn;
    LongValue ordered = orders.column("qty").numbers();
    LongValue qty =
        row -> {
          int region = Sites.region(row);
          long place = goods.movementOfReturn(row);
          StockCycle cycle = goods.cycle(region);
          int pair = cycle.pairAt(place);
          long usual = goods.returnedQty(region, pair, cycle.visitAt(place));
          return Math.min(usual, ordered.at(order.at(row)));
        };
    Sheet sheet = new Sheet(table);
    sheet.refer("order_id", order).number("qty", qty);
    if (orders.has("warehouse_id") && table.has("warehouse_id")) {
      orders.referred("warehouse_id").ifPresent(it -> table.refer("warehouse_id", at(it, order)));
    }
    refunds(table, orders, order, qty);
  }

  private static LongValue at(LongValue values, LongValue rows) {
    return row -> values.at(rows.at(row));
  }

  /** What was damaged is not restocked; what was opened is refunded in part. */
  private static void refunds(
      GeneratedTable table, GeneratedTable orders, LongValue order, LongValue qty) {
    Sheet sheet = new Sheet(table);
    long key = table.key("#condition");
    // sealed, opened, damaged
    LongValue condition =
        row -> {
          long drawn = Draw.below(Draw.bits(key, row), 100);
          return drawn < 35 ? 0 : drawn < 80 ? 1 : 2;
        };
    sheet
        .choice("item_condition", List.of("sealed", "opened", "damaged"), condition)
        .flag(
            "is_restockable",
            row ->
                condition.at(row) == 0
                        || condition.at(row) == 1 && Draw.below(Draw.bits(key, row, 1), 100) < 80
                    ? 1
                    : 0);
    if (orders.has("unit_price")) {
      Column price = orders.column("unit_price");
      sheet.number(
          "refund_amount",
          2,
          row -> {
            long paid = qty.at(row) * price.numbers().at(order.at(row));
            boolean part = condition.at(row) == 1 && Draw.below(Draw.bits(key, row, 2), 10) < 3;
            return part ? paid * 80 / 100 : paid;
          });
    }
    if (orders.has("currency") && table.has("currency")) {
      sheet.column("currency", orders.column("currency").at(order));
    }
  }
}
