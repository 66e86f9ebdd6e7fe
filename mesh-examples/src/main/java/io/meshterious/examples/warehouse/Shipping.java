// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Later;
import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Dispatches step by step, promises kept or not, and the risk that they are not. */
final class Shipping {
  static final String DISPATCHES = "warehouse.events.dispatch_logs";

  /** Four steps for each order. */
  static final double STEPS_AN_ORDER = Deliveries.STEPS;

  private static final List<String> STATES =
      List.of("planned", "loaded", "departed", "delivered", "failed");
  private static final byte[] PREFIX = "DSP-".getBytes(StandardCharsets.US_ASCII);

  private Shipping() {}

  /** The step of a row, which several columns look at. */
  static final class View {
    private final Deliveries deliveries;
    private final Deliveries.Step step;
    private long seen = -1;

    View(Deliveries deliveries) {
      this.deliveries = deliveries;
      this.step = deliveries.new Step();
    }

    Deliveries.Step at(long row) {
      if (row != seen) {
        step.at(row);
        seen = row;
      }
      return step;
    }

    Deliveries deliveries() {
      return deliveries;
    }
  }

  static void dispatches(GeneratedTable table) {
    table.volume(STEPS_AN_ORDER);
    Later<View> view = new Later<>(() -> new View(Deliveries.of(table).orElseThrow()));
    if (table.other(Trade.ORDERS, "orders").isEmpty()) {
      return;
    }
    LongValue nanos = table.nanos();
    LongValue number = row -> view.get().at(row).number();
    LongValue state = row -> state(view.get(), row);
    Parcels parcels = new Parcels(table.key("#parcels"));
    long key = table.key("eta");
    new Sheet(table)
        .text("dispatch_id", (row, out) -> putNumber(number.at(row), out))
        .refer("order_id", row -> Deliveries.order(number.at(row)))
        .refer("vehicle_id", row -> view.get().deliveries().tour(number.at(row)).vehicle)
        .refer("route_id", row -> view.get().deliveries().tour(number.at(row)).route())
        .refer("driver_id", row -> view.get().deliveries().tour(number.at(row)).driver())
        .choice("status", STATES, state)
        .instant(
            "eta",
            row -> {
              Deliveries deliveries = view.get().deliveries();
              long dispatch = number.at(row);
              long arrival = deliveries.finished(dispatch);
              long late = deliveries.minutesLate(dispatch);
              int step = view.get().at(row).step;
              if (step == Deliveries.FINISHED) {
                return arrival;
              } else if (step == Deliveries.DEPARTED) {
                return arrival + (Draw.below(Draw.bits(key, row), 41) - 20) * Sheet.MINUTE;
              }
              // Nobody plans to be late, and nothing arrives before now.
              long planned = arrival - Math.max(0, late) * Sheet.MINUTE;
              return Math.max(planned, nanos.at(row) + Sheet.MINUTE);
            })
        .json("parcels", (row, out) -> parcels.write(number.at(row), out))
        .present("signature", row -> state.at(row) == 3 ? 1 : 0);
  }

  static long state(View view, long row) {
    Deliveries.Step step = view.at(row);
    boolean failed = step.step == Deliveries.FINISHED && view.deliveries().fails(step.number());
    return (long) step.step + (failed ? 1 : 0);
  }

  static List<String> states() {
    return STATES;
  }

  static void putNumber(long number, EventBuffer out) {
    out.put(PREFIX);
    out.putDigits(number, 8);
  }

  /** The parcels of a dispatch, which are the same at each step. */
  record Parcels(long key, Weights counts) {
    Parcels(long key) {
      this(key, Weights.zipf(12, 2));
    }

    long count(long dispatch) {
      return 1L + counts.at(Draw.unit(Draw.bits(key, dispatch)));
    }

    /** Grams of a parcel, in steps of fifty. */
    private long grams(long dispatch, int parcel) {
      return 200 + Draw.below(Draw.bits(key, dispatch, parcel), 180) * 50;
    }

    /** Grams of all parcels. */
    long grams(long dispatch) {
      long sum = 0;
      for (int parcel = 1; parcel <= count(dispatch); parcel++) {
        sum += grams(dispatch, parcel);
      }
      return sum;
    }

    void write(long dispatch, EventBuffer out) {
      out.put('[');
      for (int parcel = 1; parcel <= count(dispatch); parcel++) {
        out.put(
            (parcel > 1 ? ",{\"parcel_no\":" : "{\"parcel_no\":")
                .getBytes(StandardCharsets.US_ASCII));
        out.putLong(parcel);
        out.put(",\"barcode\":\"".getBytes(StandardCharsets.US_ASCII));
        out.putDigits(4_000_000_000_000L + dispatch * 12 + parcel, 13);
        out.put("\",\"weight_kg\":".getBytes(StandardCharsets.US_ASCII));
        out.putDecimal(grams(dispatch, parcel), 3);
        boolean fragile = Draw.bits(key, dispatch, parcel + 20) % 7 == 0;
        out.put((fragile ? ",\"is_fragile\":true}" : "}").getBytes(StandardCharsets.US_ASCII));
      }
      out.put(']');
    }
  }

  static void promises(GeneratedTable table) {
    Optional<Deliveries> found = Deliveries.of(table);
    GeneratedTable orders = table.other(Trade.ORDERS, "orders").orElse(table);
    if (found.isEmpty()) {
      return;
    }
    Deliveries deliveries = found.get();
    LongValue nanos = table.nanos();
    LongValue number = row -> measured(deliveries, row);
    LongValue arrived = row -> number.at(row) < 0 || deliveries.fails(number.at(row)) ? 0 : 1;
    LongValue order =
        row -> {
          long dispatch = number.at(row);
          long known = dispatch < 0 ? open(orders, row, nanos.at(row)) : Deliveries.order(dispatch);
          return known;
        };
    LongValue promised = row -> deliveries.promised(order.at(row));
    LongValue late =
        row ->
            arrived.at(row) == 1
                ? deliveries.minutesLate(Deliveries.dispatchOf(order.at(row)))
                : Math.floorDiv(nanos.at(row) - promised.at(row), Sheet.MINUTE);
    new Sheet(table)
        .refer("order_id", order)
        .refer("route_id", row -> deliveries.tour(Deliveries.dispatchOf(order.at(row))).route())
        .choice("region", Sites.REGIONS, Sites::region)
        .instant("promised_ts", promised)
        .instant("delivered_ts", row -> promised.at(row) + late.at(row) * Sheet.MINUTE)
        .present("delivered_ts", arrived)
        .number("minutes_late", row -> Math.max(-20_160, Math.min(20_160, late.at(row))))
        .flag("sla_met", row -> late.at(row) <= 0 ? 1 : 0);
  }

  /** The dispatch that was finished just before a measurement; less than 0 when none was. */
  private static long measured(Deliveries deliveries, long row) {
    long number = deliveries.finishedBefore(row / Goods.REGIONS, Sites.region(row));
    return number < Goods.REGIONS * 2L ? -1 : number;
  }

  /** At the beginning, when nothing has been finished: an order that was placed shortly before. */
  private static long open(GeneratedTable orders, long row, long nanos) {
    int region = Sites.region(row);
    long before = orders.rowsBefore(nanos) / Goods.REGIONS - 2;
    return Math.max(0, before) * Goods.REGIONS + region;
  }

  static void risks(GeneratedTable table) {
    Optional<Deliveries> found = Deliveries.of(table);
    if (found.isEmpty()) {
      return;
    }
    Deliveries deliveries = found.get();
    long key = table.key("risk_score");
    LongValue order =
        row -> Math.max(0, row / Goods.REGIONS - 2) * Goods.REGIONS + Sites.region(row);
    LongValue route = row -> deliveries.tour(Deliveries.dispatchOf(order.at(row))).route();
    LongValue trouble =
        row -> Deliveries.trouble(route.at(row), deliveries.promised(order.at(row)));
    // Ten-thousandths: what is usual in such trouble, a little of the truth, and chance.
    long[] usual = {900, 2800, 4600, 7000};
    LongValue score =
        row -> {
          long dispatch = Deliveries.dispatchOf(order.at(row));
          long truth = deliveries.minutesLate(dispatch) > 0 ? 800 : 0;
          return usual[(int) trouble.at(row)] + truth + Draw.below(Draw.bits(key, row), 1800);
        };
    byte[][] factors = {
      "[\"traffic\"]".getBytes(StandardCharsets.US_ASCII),
      "[\"peak_hour\",\"traffic\"]".getBytes(StandardCharsets.US_ASCII),
      "[\"route_length\"]".getBytes(StandardCharsets.US_ASCII),
      "[\"route_length\",\"peak_hour\"]".getBytes(StandardCharsets.US_ASCII),
    };
    new Sheet(table)
        .refer("order_id", order)
        .refer("route_id", route)
        .number("risk_score", 4, score)
        .choice(
            "risk_band",
            List.of("low", "medium", "high"),
            row -> score.at(row) >= 7000 ? 2 : score.at(row) >= 3000 ? 1 : 0)
        .number("expected_delay_minutes", row -> 10 + score.at(row) / 100)
        .json("top_factors", (row, out) -> out.put(factors[(int) trouble.at(row)]));
  }
}
