// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What models say: demand to come, and stock that runs out. */
final class Insights {
  private static final int[] WEEKDAYS = {900, 850, 900, 1000, 1250, 1400, 700};
  private static final long LAST_DAY = LocalDate.of(2035, 12, 31).toEpochDay();

  /** The pieces of a usual order, in hundredths, at the start and so many more a year later. */
  private static final long USUAL_QTY = 400;

  private static final long MORE_A_YEAR = 73;

  /** Thousandths of what is usual that are ordered on each day of a year. */
  private static final long[] YEAR =
      LongStream.range(0, 366)
          .map(day -> Math.round(1000 + 350 * StrictMath.sin(2 * Math.PI * (day - 290) / 365)))
          .toArray();

  private Insights() {}

  /** Hundredths of a piece that a region is expected to order of a product on a day. */
  private static long demand(
      Goods goods, GeneratedTable orders, int region, int product, long day) {
    long ordersOfDay =
        Math.max(
            1,
            (orders.rowsBefore((day + 1) * Sheet.DAY) - orders.rowsBefore(day * Sheet.DAY))
                / Goods.REGIONS);
    Catalogue catalogue = goods.catalogue();
    long promoted = catalogue.isPromoted(product, day) ? Catalogue.PROMOTION_QTY_PERCENT : 100;
    long factors =
        WEEKDAYS[(int) Math.floorMod(day + 3, 7L)] * (long) catalogue.season(product, day) / 1000;
    long usual = USUAL_QTY + MORE_A_YEAR * (day - orders.start().toEpochDay()) / 365;
    return ordersOfDay
        * goods.ordersInCycle(region, product)
        * Math.max(1, usual * YEAR[(int) (Math.floorMod(day * 100, 36_525L) / 100)] / 1000)
        / goods.ordersInCycle(region)
        * factors
        / 1000
        * promoted
        / 100;
  }

  static void forecasts(GeneratedTable table) {
    Optional<Goods> found = Goods.of(table);
    if (found.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    GeneratedTable orders = table.other(Trade.ORDERS, "orders").orElseThrow();
    LongValue nanos = table.nanos();
    long key = table.key("forecast_qty");
    LongValue product = row -> row / Goods.REGIONS % Catalogue.SOLD;
    LongValue horizon = row -> 1 + Draw.below(Draw.bits(key, row, 1), 28);
    LongValue target =
        row -> Math.min(LAST_DAY, Math.floorDiv(nanos.at(row), Sheet.DAY) + horizon.at(row));
    new Sheet(table)
        .refer("product_id", product)
        .choice("region", Sites.REGIONS, Sites::region)
        .number("horizon_days", horizon)
        .date("target_date", target)
        .number(
            "forecast_qty",
            2,
            row -> {
              long expected =
                  demand(goods, orders, Sites.region(row), (int) product.at(row), target.at(row));
              // A model is wrong by a tenth.
              return Math.max(1, expected * (900 + Draw.below(Draw.bits(key, row), 201)) / 1000);
            })
        .choice(
            "model_name",
            List.of("croston_sba", "holt_winters"),
            row ->
                goods.catalogue().pattern((int) product.at(row)) == Catalogue.INTERMITTENT ? 0 : 1);
  }

  static void stockouts(GeneratedTable table) {
    Optional<Goods> found = Goods.of(table);
    Optional<GeneratedTable> movements = table.other(Stock.MOVEMENTS, "inventory_movements");
    if (found.isEmpty() || movements.isEmpty()) {
      return;
    }
    Goods goods = found.get();
    GeneratedTable orders = table.other(Trade.ORDERS, "orders").orElseThrow();
    GeneratedTable moved = movements.get();
    LongValue nanos = table.nanos();
    // Each pair of a region in turn.
    LongValue pair = row -> row / Goods.REGIONS % ((long) Catalogue.SOLD * Sites.PER_REGION);
    LongValue stock =
        row -> {
          int region = Sites.region(row);
          long place = moved.rowsBefore(nanos.at(row)) / Goods.REGIONS;
          StockCycle cycle = goods.cycle(region);
          int ofPair = (int) pair.at(row);
          long visit = cycle.lastVisitBefore(ofPair, place);
          return visit < cycle.firstVisit(ofPair) ? 0 : goods.level(region, ofPair, visit);
        };
    LongValue daily =
        row ->
            Math.max(
                1,
                demand(
                        goods,
                        orders,
                        Sites.region(row),
                        StockCycle.product((int) pair.at(row)),
                        Math.floorDiv(nanos.at(row), Sheet.DAY))
                    / Sites.PER_REGION);
    // Hundredths of a day.
    LongValue cover = row -> Math.min(36_500, stock.at(row) * 10_000 / daily.at(row));
    // Ten-thousandths: certain without stock, a half with a day's, and less the longer it lasts.
    LongValue risk = row -> 1_000_000 / (100 + cover.at(row));
    long key = table.key("confidence");
    new Sheet(table)
        .refer("product_id", row -> StockCycle.product((int) pair.at(row)))
        .refer(
            "warehouse_id",
            row -> Sites.warehouse(Sites.region(row), StockCycle.warehouse((int) pair.at(row))))
        .number("risk_score", 4, risk)
        .number("days_of_cover", 2, cover)
        .date(
            "predicted_date",
            row ->
                Math.min(LAST_DAY, Math.floorDiv(nanos.at(row), Sheet.DAY) + cover.at(row) / 100))
        .number(
            "confidence",
            2,
            row -> {
              int product = StockCycle.product((int) pair.at(row));
              boolean burst = goods.catalogue().pattern(product) == Catalogue.INTERMITTENT;
              return (burst ? 40 : 70) + Draw.below(Draw.bits(key, row), 30);
            })
        .number(
            "suggested_qty",
            row -> Math.max(0, Math.min(100_000, daily.at(row) * 14 / 100 - stock.at(row))));
  }
}
