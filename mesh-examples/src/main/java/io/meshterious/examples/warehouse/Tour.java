// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.draw.Draw;

/**
 * Where a vehicle is at a time. From 05:00 to 21:00 UTC it makes four tours of four hours: out from
 * its warehouse for two, back for two. At night it stands there. For one row at a time.
 */
final class Tour {
  static final int A_DAY = 4;
  static final long LENGTH = 4 * Sheet.HOUR;
  private static final long BEGIN = 5 * Sheet.HOUR;
  private static final int DIRECTIONS = 16;

  /** The day on which the fleet was new: 2024-10-04. */
  private static final long NEW = 20_000;

  private static final long KM_A_DEGREE = 111;

  /** Millionths of a degree north and east for a degree's length, in each direction. */
  private static final long[][] COMPASS = compass();

  long vehicle;

  /** The day of its first tour, in days since 1970. */
  long day;

  /** Which tour of the day: 0 to 3. */
  int number;

  /** When the tour began, in nanoseconds since 1970. */
  long begin;

  boolean parked;

  /** How much of the tour is done, in thousandths. */
  long done;

  private static long[][] compass() {
    long[][] compass = new long[DIRECTIONS][];
    double shrink = StrictMath.cos(StrictMath.toRadians(51));
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = StrictMath.toRadians(360.0 * i / DIRECTIONS);
      compass[i] =
          new long[] {
            Math.round(StrictMath.cos(angle) * 1e6),
            Math.round(StrictMath.sin(angle) / shrink * 1e6)
          };
    }
    return compass;
  }

  /** Looks at a vehicle at a time. */
  Tour at(long vehicleRow, long nanos) {
    vehicle = vehicleRow;
    long shifted = nanos - BEGIN;
    day = Math.floorDiv(shifted, Sheet.DAY);
    long inDay = shifted - day * Sheet.DAY;
    number = (int) Math.min(A_DAY - 1, inDay / LENGTH);
    begin = day * Sheet.DAY + BEGIN + number * LENGTH;
    parked = inDay >= A_DAY * LENGTH;
    done = parked ? 1000 : (nanos - begin) * 1000 / LENGTH;
    return this;
  }

  int warehouse() {
    return Sites.warehouseOf(vehicle);
  }

  /** The route of the tour. */
  long route() {
    return Sites.member(
        warehouse(), day * A_DAY + number + vehicle / Sites.WAREHOUSES.size(), Sites.ROUTES);
  }

  /** The driver of the day. */
  long driver() {
    return Sites.driver(warehouse(), day + vehicle / Sites.WAREHOUSES.size());
  }

  /** How far its tours lead, in metres. */
  private long reach() {
    return 40_000 + Draw.below(Draw.bits(vehicle, 1), 50_000);
  }

  /** Metres driven in this tour. */
  private long driven() {
    return 2 * reach() * done / 1000;
  }

  /** Metres driven since the fleet was new. */
  long odometer() {
    long tours = (day - NEW) * A_DAY + number;
    return Math.max(0, tours) * 2 * reach() + driven();
  }

  /** Kilometres an hour, in tenths; nothing when it stands. */
  long speed() {
    return parked ? 0 : 2 * reach() / (LENGTH / Sheet.HOUR) / 100;
  }

  private int direction() {
    long bits = Draw.bits(vehicle, day * A_DAY + number);
    return (int) Draw.below(bits, DIRECTIONS);
  }

  boolean returns() {
    return done >= 500;
  }

  /** The direction it drives in, in degrees. */
  long heading() {
    return (direction() * 360L / DIRECTIONS + (returns() ? 180 : 0)) % 360;
  }

  private long away() {
    return returns() ? 2 * reach() - driven() : driven();
  }

  /** Millionths of a degree north. */
  long latitude() {
    return Sites.latitude(warehouse())
        + COMPASS[direction()][0] * (away() / 10) / (KM_A_DEGREE * 100);
  }

  /** Millionths of a degree east. */
  long longitude() {
    return Sites.longitude(warehouse())
        + COMPASS[direction()][1] * (away() / 10) / (KM_A_DEGREE * 100);
  }
}
