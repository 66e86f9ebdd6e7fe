// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.Optional;

/**
 * How orders are delivered. Each order has a dispatch with four steps: planned, loaded, departed,
 * and delivered or failed. Dispatches are planned in the order of the orders, and loaded in another
 * one inside blocks of a day. The row of a step follows from the number of its dispatch, and the
 * other way round; when it happens, from the row. What was promised follows from when it arrives
 * and how late that is, which depends on the route and the hour.
 */
final class Deliveries {
  static final int REGIONS = Sites.REGIONS.size();
  static final int STEPS = 4;
  static final int PLANNED = 0;
  static final int LOADED = 1;
  static final int DEPARTED = 2;
  static final int FINISHED = 3;

  /** A dispatch is planned when so many further orders were placed. */
  private static final long BEHIND = 2;

  /** Shares of late deliveries, in thousandths: usual, in the rush, on a bad route, in both. */
  static final int[] LATE = {30, 80, 150, 350};

  /** Shares of deliveries that fail, likewise. */
  static final int[] FAIL = {8, 12, 20, 30};

  private static final int RUSH_FROM = 16;
  private static final int RUSH_TO = 20;

  private final LongValue orderNanos;
  private final LongValue stepNanos;
  private final LongValue orderWarehouse;
  private final long key;
  private final long block;
  private final long factor;
  private final long inverse;
  private final long untilLoaded;
  private final long untilDeparted;
  private final long untilFinished;
  private final Tour tour = new Tour();

  private Deliveries(GeneratedTable orders, GeneratedTable dispatches) {
    orderNanos = orders.nanos();
    stepNanos = dispatches.nanos();
    orderWarehouse =
        orders.has("warehouse_id")
            ? orders.referred("warehouse_id").orElse(Deliveries::anyWarehouse)
            : Deliveries::anyWarehouse;
    key = dispatches.key("#deliveries");
    long start = orders.start().toEpochDay() * Sheet.DAY;
    long aDay = Math.max(1, orders.rowsBefore(start + 28 * Sheet.DAY) / 28 / REGIONS);
    block = aDay;
    factor = coprime(Math.max(1, aDay * 618 / 1000), aDay);
    inverse = inverse(factor, aDay);
    untilLoaded = block + Math.max(1, aDay / 24);
    untilDeparted = untilLoaded + Math.max(1, aDay / 12);
    untilFinished = untilDeparted + Math.max(1, aDay / 6);
  }

  /** The deliveries of the warehouse that a table belongs to. */
  static Optional<Deliveries> of(GeneratedTable any) {
    Optional<GeneratedTable> orders = any.other("warehouse.events.orders", "orders");
    Optional<GeneratedTable> steps = any.other("warehouse.events.dispatch_logs", "dispatch_logs");
    return orders.isPresent() && steps.isPresent()
        ? Optional.of(any.shared(Deliveries.class, () -> new Deliveries(orders.get(), steps.get())))
        : Optional.empty();
  }

  private static long anyWarehouse(long order) {
    return Sites.warehouse(Sites.region(order), 0);
  }

  private static long coprime(long wanted, long size) {
    long found = wanted;
    while (gcd(found, size) != 1) {
      found--;
    }
    return found;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The number whose product with another leaves 1 when divided by a size. */
  private static long inverse(long number, long size) {
    long a = number;
    long b = size;
    long x = 1;
    long y = 0;
    while (b != 0) {
      long times = a / b;
      long rest = a - times * b;
      a = b;
      b = rest;
      long next = x - times * y;
      x = y;
      y = next;
    }
    return Math.floorMod(x, size);
  }

  /** The place at which a dispatch is loaded; the blocks stay where they are. */
  private long loadedAs(long dispatch) {
    long begin = dispatch - dispatch % block;
    return begin + (dispatch - begin) * factor % block;
  }

  private long loaded(long place) {
    long begin = place - place % block;
    return begin + (place - begin) * inverse % block;
  }

  /** A row of the log: which step of which dispatch it is. For one row at a time. */
  final class Step {
    int region;
    int step;
    long dispatch;

    Step at(long row) {
      region = Sites.region(row);
      long inRegion = row / REGIONS;
      step = (int) (inRegion % STEPS);
      long turn = inRegion / STEPS;
      long behind = turn - until(step);
      if (step == PLANNED || behind < 0) {
        // At the beginning nothing is on its way yet, so plans are made anew.
        step = PLANNED;
        dispatch = turn;
      } else {
        dispatch = loaded(behind);
      }
      return this;
    }

    /** The number of the dispatch among those of all regions. */
    long number() {
      return dispatch * REGIONS + region;
    }
  }

  private long until(int step) {
    return step == LOADED ? untilLoaded : step == DEPARTED ? untilDeparted : untilFinished;
  }

  /** The row of the log at which a dispatch reaches a step. */
  long rowOf(long number, int step) {
    long dispatch = number / REGIONS;
    long turn = step == PLANNED ? dispatch : loadedAs(dispatch) + until(step);
    return (turn * STEPS + step) * REGIONS + number % REGIONS;
  }

  long nanosOf(long number, int step) {
    return stepNanos.at(rowOf(number, step));
  }

  /** The order that a dispatch carries; the first one for those before it. */
  static long order(long number) {
    return Math.max(0, number / REGIONS - BEHIND) * REGIONS + number % REGIONS;
  }

  static long dispatchOf(long order) {
    return order + BEHIND * REGIONS;
  }

  /** The dispatch that was finished last before a turn of its region; less than 0 for none. */
  long finishedBefore(long turn, int region) {
    long place = turn - 1 - untilFinished;
    return place < 0 ? -1 : loaded(place) * REGIONS + region;
  }

  /** The tour that delivers a dispatch. */
  Tour tour(long number) {
    long warehouse = orderWarehouse.at(order(number));
    long vehicle = Sites.member((int) warehouse, Draw.bits(key, number) >>> 40, Sites.VEHICLES);
    return tour.at(vehicle, nanosOf(number, FINISHED));
  }

  /** 0 for usual, 1 in the rush, 2 on a bad route, 3 for both. */
  static int trouble(long route, long nanos) {
    long hour = Math.floorMod(nanos, Sheet.DAY) / Sheet.HOUR;
    boolean rush = hour >= RUSH_FROM && hour < RUSH_TO;
    return (rush ? 1 : 0) + (Sites.isBadRoute(route) ? 2 : 0);
  }

  private int trouble(long number) {
    return trouble(tour(number).route(), nanosOf(number, FINISHED));
  }

  boolean fails(long number) {
    return Draw.below(Draw.bits(key, number, 1), 1000) < FAIL[trouble(number)];
  }

  private static long minute(long nanos) {
    return nanos - Math.floorMod(nanos, Sheet.MINUTE);
  }

  /** When a dispatch arrives or fails, to the minute. */
  long finished(long number) {
    return minute(nanosOf(number, FINISHED));
  }

  /** How many minutes after the promise a dispatch arrives; what fails is always late. */
  long minutesLate(long number) {
    int trouble = trouble(number);
    long bits = Draw.bits(key, number, 2);
    boolean late = fails(number) || Draw.below(bits, 1000) < LATE[trouble];
    long more = Draw.below(Draw.bits(key, number, 3), late ? 45 + 20L * trouble : 150);
    long minutes = late ? 3 + more : -more;
    long passed = (nanosOf(number, FINISHED) - orderNanos.at(order(number))) / Sheet.MINUTE;
    return Math.min(minutes, passed - 30);
  }

  /** When an order was promised to arrive. */
  long promised(long order) {
    long number = dispatchOf(order);
    return finished(number) - minutesLate(number) * Sheet.MINUTE;
  }
}
