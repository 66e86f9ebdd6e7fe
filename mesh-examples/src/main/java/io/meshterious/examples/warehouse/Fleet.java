// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.List;

/** Vehicles on their tours: where they are, and what changes in their plans. */
final class Fleet {
  private static final List<String> KINDS =
      List.of("assigned", "started", "delayed", "detour", "completed");
  private static final List<String> REASONS =
      List.of(
          "Roadworks on the ring road",
          "Queue at the motorway junction",
          "Bridge closed for heavy traffic",
          "Long unloading at the last stop",
          "Fog in the valley",
          "Level crossing out of order");

  /** A vehicle is assigned to a route so long before the tour begins. */
  private static final long AHEAD = 10 * Sheet.MINUTE;

  private Fleet() {}

  /** The tour of a row: vehicles report in turn. */
  static final class View {
    private final LongValue nanos;
    private final Tour tour = new Tour();
    private long seen = -1;

    View(GeneratedTable table) {
      nanos = table.nanos();
    }

    Tour at(long row) {
      if (row != seen) {
        tour.at(row % Sites.VEHICLES, nanos.at(row));
        seen = row;
      }
      return tour;
    }
  }

  static void tracking(GeneratedTable table) {
    View view = new View(table);
    LongValue drives = row -> view.at(row).parked ? 0 : 1;
    long key = table.key("frame_no");
    new Sheet(table)
        .refer("vehicle_id", row -> row % Sites.VEHICLES)
        .refer("route_id", row -> view.at(row).route())
        .present("route_id", drives)
        .refer("driver_id", row -> view.at(row).driver())
        .present("driver_id", drives)
        .number("location.lat", 6, row -> view.at(row).latitude())
        .number("location.lon", 6, row -> view.at(row).longitude())
        .number("speed_kmh", 1, row -> view.at(row).speed())
        .number("heading_deg", row -> view.at(row).heading())
        .present("heading_deg", drives)
        .number("odometer_m", row -> view.at(row).odometer())
        .number(
            "energy_pct", row -> 100 - view.at(row).number * 20L - view.at(row).done * 20 / 1000)
        .flag("engine_on", drives)
        .number(
            "frame_no",
            row ->
                Draw.below(Draw.bits(key, row % Sites.VEHICLES), 1_000_000) + row / Sites.VEHICLES
                    & 0xFFFF_FFFFL);
  }

  static void routeUpdates(GeneratedTable table) {
    View view = new View(table);
    long key = table.key("update_kind");
    // In the order of a tour; three quarters of what happens on the way is a delay.
    LongValue kind =
        row -> {
          Tour tour = view.at(row);
          if (tour.parked || tour.done >= 850) {
            return 4;
          } else if (tour.done >= 650) {
            return Draw.below(Draw.bits(key, row), 4) < 3 ? 2 : 3;
          }
          return tour.done < 400 ? 0 : 1;
        };
    LongValue held = row -> kind.at(row) == 2 || kind.at(row) == 3 ? 1 : 0;
    long delays = table.key("delay_minutes");
    new Sheet(table)
        .refer("vehicle_id", row -> row % Sites.VEHICLES)
        .refer("route_id", row -> view.at(row).route())
        .choice("update_kind", KINDS, kind)
        .instant("assigned_ts", row -> view.at(row).begin - AHEAD)
        .number("location.lat", 6, row -> view.at(row).latitude())
        .number("location.lon", 6, row -> view.at(row).longitude())
        .number(
            "delay_minutes",
            row -> {
              long kindOfRow = kind.at(row);
              if (kindOfRow < 2) {
                return 0;
              }
              long delay = delay(view.at(row), delays);
              return kindOfRow == 4 ? delay : Math.max(5, delay);
            })
        .choice("reason", REASONS, row -> Draw.below(Draw.bits(key, row / 7, 1), REASONS.size()))
        .present("reason", held);
  }

  /** Minutes behind plan at the end of a tour: more on a bad route, and in the rush. */
  private static long delay(Tour tour, long key) {
    int trouble = Deliveries.trouble(tour.route(), tour.begin + Tour.LENGTH / 2);
    long bits =
        Draw.bits(key, (tour.day * Tour.A_DAY + tour.number) * Sites.VEHICLES + tour.vehicle);
    return Draw.below(bits, 12) - 3 + 8L * trouble;
  }

  /** Each tour of each vehicle, from the day on which events begin. */
  static void assignments(GeneratedTable table) {
    table.rows(Facts.ROWS);
    long first = table.start().toEpochDay();
    Tour tour = new Tour();
    LongValue begin =
        row -> {
          long number = row / Sites.VEHICLES;
          return first * Sheet.DAY
              + number / Tour.A_DAY * Sheet.DAY
              + 5 * Sheet.HOUR
              + number % Tour.A_DAY * Tour.LENGTH;
        };
    LongValue vehicle = row -> row % Sites.VEHICLES;
    long delays =
        table
            .other("warehouse.events.route_updates", "route_updates")
            .map(it -> it.key("delay_minutes"))
            .orElse(table.key("delay_minutes"));
    LongValue delay = row -> delay(tour.at(vehicle.at(row), begin.at(row)), delays);
    new Sheet(table)
        .refer("vehicle_id", vehicle)
        .refer("route_id", row -> tour.at(vehicle.at(row), begin.at(row)).route())
        .instant("assigned_ts", row -> begin.at(row) - AHEAD)
        .date("assigned_date", row -> Math.floorDiv(begin.at(row) - AHEAD, Sheet.DAY))
        .number("location.lat", 6, row -> Sites.latitude(Sites.warehouseOf(vehicle.at(row))))
        .number("location.lon", 6, row -> Sites.longitude(Sites.warehouseOf(vehicle.at(row))))
        .instant(
            "completed_ts",
            row -> begin.at(row) + Tour.LENGTH - 10 * Sheet.MINUTE + delay.at(row) * Sheet.MINUTE)
        .number("delay_minutes", delay);
  }
}
