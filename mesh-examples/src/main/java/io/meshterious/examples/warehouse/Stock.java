// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Later;
import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Movements of stock, and the deliveries of suppliers among them. */
final class Stock {
  static final String MOVEMENTS = "warehouse.events.inventory_movements";
  static final String RESTOCKS = "warehouse.events.restocks";

  /** Twenty movements for fifteen sales. */
  static final double MOVEMENTS_AN_ORDER = 20.0 / 15;

  static final double RESTOCKS_AN_ORDER = 1.0 / 15;

  private static final List<String> SOURCES =
      List.of("sale", "restock", "return", "transfer", "adjustment");
  private static final String LETTERS = "SRBTA";
  private static final int SUPPLIERS = 40;

  private static final byte[] LABEL = {'"'};
  private static final byte[] FURTHER_LABEL = {',', '"'};

  private Stock() {}

  static void movements(GeneratedTable table) {
    table.volume(MOVEMENTS_AN_ORDER);
    Optional<Goods> found = Goods.of(table);
    if (found.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    View view = new View(goods);
    new Sheet(table)
        .refer("product_id", row -> StockCycle.product(view.at(row).pair))
        .refer("warehouse_id", row -> warehouse(row, view.at(row).pair))
        .number("delta_qty", row -> view.at(row).delta)
        .number("stock_after", row -> view.at(row).stockAfter)
        .choice("source_type", SOURCES, row -> LETTERS.indexOf(view.at(row).happens))
        .present("source_ref", row -> view.at(row).source >= 0 ? 1 : 0)
        .text("bin_code", (row, out) -> bin(view.at(row).pair, row, out));
    if (table.has("source_ref")) {
      Map<Character, Later<TextValue>> refs =
          Map.of(
              'S', texts(table, Trade.ORDERS, "orders", "order_id"),
              'R', texts(table, RESTOCKS, "restocks", "restock_id"),
              'B', texts(table, Trade.RETURNS, "returns", "return_id"));
      table.column(
          "source_ref",
          Column.ofTexts(
              (row, out) -> {
                Goods.Movement movement = view.at(row);
                Later<TextValue> texts = refs.get(movement.happens);
                if (texts != null && movement.source >= 0) {
                  texts.get().write(movement.source, out);
                }
              }));
    }
  }

  private static Later<TextValue> texts(
      GeneratedTable table, String contract, String name, String path) {
    return new Later<>(
        () ->
            table
                .other(contract, name)
                .filter(it -> it.has(path))
                .map(it -> it.column(path).texts())
                .orElse((row, out) -> {}));
  }

  private static long warehouse(long row, int pair) {
    return Sites.warehouse(Sites.region(row), StockCycle.warehouse(pair));
  }

  /** The shelf of a product in a warehouse stays the same. */
  private static void bin(int pair, long row, EventBuffer out) {
    long shelf = Draw.bits(pair, Sites.region(row)) >>> 20;
    out.put('A');
    out.put((int) ('A' + shelf % 12));
    out.put('-');
    out.putDigits(1 + shelf / 12 % 30, 2);
    out.put('-');
    out.putDigits(1 + shelf / 360 % 6, 2);
  }

  /** The movement of a row, which several columns look at. */
  static final class View {
    private final Goods.Movement movement;
    private long seen = -1;

    View(Goods goods) {
      this.movement = goods.new Movement();
    }

    Goods.Movement at(long row) {
      if (row != seen) {
        movement.at(Sites.region(row), row / Goods.REGIONS);
        seen = row;
      }
      return movement;
    }
  }

  static void restocks(GeneratedTable table) {
    table.volume(RESTOCKS_AN_ORDER);
    Optional<Goods> found = Goods.of(table);
    if (found.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    Goods.Movement movement = goods.new Movement();
    long key = table.key("#delivery");
    LongValue nanos = table.nanos();
    LongValue product =
        row ->
            StockCycle.product(goods.cycle(Sites.region(row)).pairAt(goods.movementOfRestock(row)));
    LongValue qty =
        row -> {
          movement.at(Sites.region(row), goods.movementOfRestock(row));
          return movement.delta;
        };
    LongValue cost =
        row -> goods.catalogue().deliveryCost((int) product.at(row), Draw.bits(key, row));
    Sheet sheet = new Sheet(table);
    sheet
        .refer("product_id", product)
        .refer(
            "warehouse_id",
            row ->
                warehouse(row, goods.cycle(Sites.region(row)).pairAt(goods.movementOfRestock(row))))
        .number("qty", qty)
        .number("unit_cost", 2, cost)
        .number("total_cost", 2, row -> qty.at(row) * cost.at(row))
        .date(
            "expected_date",
            row -> {
              // Six of ten come on the day, one a day before, the others up to three days later.
              long drawn = Draw.below(Draw.bits(key, row, 1), 10);
              long late = drawn < 6 ? 0 : drawn == 6 ? -1 : drawn - 6;
              return Math.floorDiv(nanos.at(row), Sheet.DAY) - late;
            })
        .json(
            "pallets",
            (row, out) -> {
              // Sixty pieces fit on a pallet; the labels of a restock count up.
              long pallets = Math.min(40, 1 + qty.at(row) / 60);
              out.put('[');
              for (int i = 0; i < pallets; i++) {
                out.put(i == 0 ? LABEL : FURTHER_LABEL);
                out.putDigits(340_123_000_000_000_000L + row * 40 + i, 18);
                out.put('"');
              }
              out.put(']');
            })
        .text(
            "supplier_code",
            (row, out) -> {
              // A product has one supplier.
              out.put('S');
              out.put('U');
              out.put('P');
              out.put('-');
              out.putDigits(1 + Draw.below(Draw.bits(key, product.at(row), 2), SUPPLIERS), 4);
            });
    table
        .other("warehouse.dimensions.dim_product", "dim_product")
        .filter(it -> it.has("currency"))
        .ifPresent(it -> sheet.column("currency", it.column("currency").at(product)));
  }
}
