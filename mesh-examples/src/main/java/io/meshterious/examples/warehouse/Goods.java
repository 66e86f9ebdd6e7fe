// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Later;
import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.Optional;

/**
 * How goods move: which order is of what, which movement is its sale, what is in stock after it,
 * and what comes back. Orders, restocks and returns happen evenly; the movements they lead to come
 * after them, so the first movements belong to none that is known.
 */
final class Goods {
  static final int REGIONS = Sites.REGIONS.size();

  /** Pieces that are left when a restock comes: these, and up to two more. */
  private static final int LEFT = 7;

  private static final int MOST_RETURNED = 3;

  /** Streams of events keep step to within so many returns. */
  private static final int MARGIN = 5;

  /** Pieces of an order: no more than these, so that a restock is no more than 5 000. */
  private static final int MOST = 200;

  /** No row, no movement, no order. */
  static final long NONE = -1;

  private final Catalogue catalogue;
  private final StockCycle[] cycles = new StockCycle[REGIONS];
  private final long[] saleLag = new long[REGIONS];
  private final long[] restockLag = new long[REGIONS];
  private final long[] returnLag = new long[REGIONS];
  private final long[] keptLag = new long[REGIONS];
  private final LongValue orderNanos;
  private final LongValue usualQty;
  private final Later<LongValue> returnNanos;
  private final long key;

  private Goods(GeneratedTable orders, LongValue usualQty, Catalogue catalogue) {
    this.catalogue = catalogue;
    this.returnNanos =
        new Later<>(
            () ->
                orders
                    .other("warehouse.events.returns", "returns")
                    .map(GeneratedTable::nanos)
                    .orElse(orders.nanos()));
    this.orderNanos = orders.nanos();
    this.usualQty = usualQty;
    this.key = orders.key("#goods");
    for (int region = 0; region < REGIONS; region++) {
      StockCycle cycle = new StockCycle(catalogue, region, Draw.bits(key, region), key);
      cycles[region] = cycle;
      saleLag[region] = cycle.sales.lag();
      restockLag[region] = cycle.restocks.lag();
      returnLag[region] = cycle.returns.lag();
      keptLag[region] = keptLag(cycle, region);
    }
  }

  /**
   * The goods of the warehouse that a table belongs to; empty when its orders or products are not
   * there. The table of orders asks first, while its quantities are the usual ones.
   */
  static Optional<Goods> of(GeneratedTable any) {
    Optional<GeneratedTable> orders = any.other("warehouse.events.orders", "orders");
    Optional<GeneratedTable> products =
        any.other("warehouse.dimensions.dim_product", "dim_product");
    if (orders.isEmpty() || products.isEmpty() || !orders.get().has("qty")) {
      return Optional.empty();
    }
    GeneratedTable ordered = orders.get();
    return Optional.of(
        any.shared(
            Goods.class,
            () ->
                new Goods(
                    ordered, ordered.column("qty").numbers(), new Catalogue(products.get()))));
  }

  Catalogue catalogue() {
    return catalogue;
  }

  StockCycle cycle(int region) {
    return cycles[region];
  }

  /**
   * By how many returns are behind the orders that are kept for them, so that these are placed
   * before; the first orders are kept for the returns until then.
   */
  private long keptLag(StockCycle cycle, int region) {
    StockCycle.Kind kept = cycle.kept;
    double returnsASale = (double) kept.count() / cycle.sales.count();
    double late = 0;
    for (int i = 0; i < kept.count(); i++) {
      long order = cycle.sales.before(kept.inCycle(i)) - saleLag[region];
      late = Math.max(late, order * returnsASale - i);
    }
    long least = (long) Math.ceil(late) + MARGIN;
    long lag = least;
    while (lag < least + keptBefore(cycle, region, lag)) {
      lag++;
    }
    return lag;
  }

  /** How many kept orders are among the first ones. */
  private long keptBefore(StockCycle cycle, int region, long orders) {
    return cycle.kept.before(cycle.sales.place(orders + saleLag[region]));
  }

  /** The movement, counted in its region, that is the sale of an order. */
  private long saleOf(long order) {
    int region = Sites.region(order);
    return cycles[region].sales.place(order / REGIONS + saleLag[region]);
  }

  /** The order that a movement sells; less than 0 for those that were placed before the first. */
  private long orderOf(int region, long place) {
    long number = cycles[region].sales.before(place) - saleLag[region];
    return number * REGIONS + region;
  }

  int productOfOrder(long order) {
    return StockCycle.product(cycles[Sites.region(order)].pairAt(saleOf(order)));
  }

  long warehouseOfOrder(long order) {
    int region = Sites.region(order);
    int number = StockCycle.warehouse(cycles[region].pairAt(saleOf(order)));
    return Sites.warehouse(region, number);
  }

  /** Pieces ordered: as usual on the day, more or fewer by season, more in promotions. */
  long qty(long order) {
    int product = productOfOrder(order);
    long day = Math.floorDiv(orderNanos.at(order), Sheet.DAY);
    long promotion = catalogue.isPromoted(product, day) ? Catalogue.PROMOTION_QTY_PERCENT : 100;
    long factor = catalogue.season(product, day) * promotion;
    return Math.min(MOST, Math.max(1, (usualQty.at(order) * factor + 50_000) / 100_000));
  }

  /** Pieces that are sold, also before the first order. */
  private long sold(long order) {
    return order < 0 ? 2 + Draw.below(Draw.bits(key, order), 5) : qty(order);
  }

  /** A movement of a region: what it is, and what it changes. For one row at a time. */
  final class Movement {
    int pair;
    long visit;
    char happens;
    long delta;
    long stockAfter;

    /** The row of the order, restock or return behind it, or {@link #NONE}. */
    long source;

    /** Looks at a movement. */
    void at(int region, long place) {
      StockCycle cycle = cycles[region];
      pair = cycle.pairAt(place);
      visit = cycle.visitAt(place);
      happens = StockCycle.happensAt(visit);
      stockAfter = level(region, pair, visit);
      boolean opening = visit == cycle.firstVisit(pair);
      if (opening) {
        delta = stockAfter;
      } else if (happens == 'R') {
        delta = stockAfter - level(region, pair, visit - 1);
      } else {
        delta = change(region, pair, visit);
      }
      source = NONE;
      if (opening) {
        happens = happens == 'R' ? 'R' : 'A';
      }
      if (happens == 'S') {
        source = orderOf(region, place);
      } else if (happens == 'R') {
        source = row(cycle.restocks.before(place) - restockLag[region], region);
      } else if (happens == 'B' && returned(region, pair, visit) >= 0) {
        source = row(cycle.returns.before(place) - returnLag[region], region);
      }
      source = Math.max(NONE, source);
    }
  }

  private static long row(long number, int region) {
    return number < 0 ? NONE : number * REGIONS + region;
  }

  /** Pieces of a pair after a visit: what is left at the end of the round, and what still goes. */
  long level(int region, int pair, long visit) {
    long round = Math.floorDiv(visit, (long) StockCycle.ROUND);
    long level = LEFT + Draw.below(Draw.bits(key + region, round * 1000 + pair), 3);
    for (long later = visit + 1; later < (round + 1) * StockCycle.ROUND; later++) {
      level -= change(region, pair, later);
    }
    return level;
  }

  /** By how much a visit changes the stock, for all but restocks. */
  private long change(int region, int pair, long visit) {
    StockCycle cycle = cycles[region];
    int product = StockCycle.product(pair);
    long round = Math.floorDiv(visit, (long) StockCycle.ROUND);
    return switch (StockCycle.happensAt(visit)) {
      case 'S' -> -sold(orderOf(region, cycle.placeOf(pair, visit)));
      case 'B' -> returnedQty(region, pair, visit);
      case 'T' -> {
        // What one warehouse of the region sends in a round the other one gets.
        long bits = Draw.bits(key - region, round * 1000 + product);
        boolean sends = (bits & 1) == StockCycle.warehouse(pair);
        yield (sends ? -1 : 1) * (1 + (bits >>> 1 & 1));
      }
      default -> Draw.below(Draw.bits(key ^ region, round * 1000 + pair), 3) == 0 ? 1 : -1;
    };
  }

  /** The order whose goods come back at a visit; {@link #NONE} when it is not known. */
  long returned(int region, int pair, long visit) {
    StockCycle cycle = cycles[region];
    long round = Math.floorDiv(visit, (long) StockCycle.ROUND);
    boolean second = visit - round * StockCycle.ROUND == 16;
    int rounds = cycle.visits(pair) / StockCycle.ROUND;
    boolean burst = catalogue.pattern(StockCycle.product(pair)) == Catalogue.INTERMITTENT;
    // Half a cycle ago; what sells now and then, when it sold last.
    long ago = burst ? rounds : (rounds + 1) / 2;
    long bits = Draw.bits(key, round * 2 + (second ? 1 : 0), pair);
    long choice = second ? 7 + Draw.below(bits, 5) : 1 + Draw.below(bits, 6);
    long sale = (round - ago) * StockCycle.ROUND + choice;
    if (sale <= cycle.firstVisit(pair)) {
      sale = round * StockCycle.ROUND + (second ? 15 : 13);
    }
    if (sale <= cycle.firstVisit(pair)) {
      return NONE;
    }
    long order = orderOf(region, cycle.placeOf(pair, sale));
    long row = row(cycle.returns.before(cycle.placeOf(pair, visit)) - returnLag[region], region);
    // The first orders are kept for the first returns, and nothing comes back before it is ordered.
    boolean before = row >= 0 && orderNanos.at(Math.max(0, order)) < returnNanos.get().at(row);
    return order / REGIONS < keptLag[region] || !before ? NONE : order;
  }

  /** Pieces that come back at a visit. */
  long returnedQty(int region, int pair, long visit) {
    long order = returned(region, pair, visit);
    if (order < 0) {
      return 1;
    }
    long most = Math.min(MOST_RETURNED, sold(order));
    return 1 + Draw.below(Draw.bits(key, order, 5), most);
  }

  /** The movement, counted in its region, that a row of restocks leads to. */
  long movementOfRestock(long restock) {
    int region = Sites.region(restock);
    return cycles[region].restocks.place(restock / REGIONS + restockLag[region]);
  }

  /** The movement, counted in its region, that a row of returns leads to. */
  long movementOfReturn(long row) {
    int region = Sites.region(row);
    return cycles[region].returns.place(row / REGIONS + returnLag[region]);
  }

  /** The order that a return belongs to. */
  long orderOfReturn(long row) {
    int region = Sites.region(row);
    StockCycle cycle = cycles[region];
    long place = movementOfReturn(row);
    long order = returned(region, cycle.pairAt(place), cycle.visitAt(place));
    return order < 0 ? keptOrder(region, row / REGIONS) : order;
  }

  /** An order that nobody returns in the usual way: another one for each return. */
  private long keptOrder(int region, long number) {
    StockCycle cycle = cycles[region];
    long lag = keptLag[region];
    if (number < lag) {
      return number * REGIONS + region;
    }
    long first = keptBefore(cycle, region, lag);
    long order = orderOf(region, cycle.kept.place(first + number - lag));
    boolean before = orderNanos.at(order) < returnNanos.get().at(number * REGIONS + region);
    return before ? order : region;
  }

  /** Pieces of a product that a region orders in a usual cycle, and how many orders that has. */
  long ordersInCycle(int region, int product) {
    int pair = product * Sites.PER_REGION;
    return (long) Sites.PER_REGION * cycles[region].visits(pair) * 15 / StockCycle.ROUND;
  }

  /** How many orders of a region are in a cycle. */
  long ordersInCycle(int region) {
    return cycles[region].sales.count();
  }
}
