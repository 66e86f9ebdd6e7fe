// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The eight warehouses, two in each region, and who and what belongs to them. Regions are in the
 * order of the publishers, so row n of an event is of region n % 4.
 */
final class Sites {
  static final List<String> REGIONS = List.of("north", "south", "east", "west");
  static final List<String> WAREHOUSES =
      List.of("WH-N1", "WH-N2", "WH-S1", "WH-S2", "WH-E1", "WH-E2", "WH-W1", "WH-W2");
  static final int PER_REGION = WAREHOUSES.size() / REGIONS.size();

  /** Vehicles, routes and employees are dealt out to the warehouses in turn. */
  static final int VEHICLES = 160;

  static final int ROUTES = 64;
  static final int EMPLOYEES = 480;

  /** Roles of twenty employees of a warehouse. */
  private static final String ROLES = "pdpkpdpkdpcdpkdpcmdp";

  private static final double[][] PLACES = {
    {53.54, 9.98}, {54.32, 10.13}, {48.14, 11.58}, {48.78, 9.18},
    {51.34, 12.37}, {51.05, 13.74}, {50.94, 6.96}, {51.51, 7.47},
  };
  private static final int[] DRIVERS = driversOfAWarehouse();

  private Sites() {}

  static int region(long eventRow) {
    return (int) (eventRow % REGIONS.size());
  }

  /** The row of a region's warehouse. */
  static int warehouse(int region, int number) {
    return region * PER_REGION + number;
  }

  static int regionOf(long warehouse) {
    return (int) (warehouse / PER_REGION);
  }

  /** The warehouse of a vehicle, a route or an employee. */
  static int warehouseOf(long row) {
    return (int) (row % WAREHOUSES.size());
  }

  /** The n-th vehicle, route or employee of a warehouse, of so many there are of all of them. */
  static long member(int warehouse, long number, int all) {
    return Math.floorMod(number, (long) all / WAREHOUSES.size()) * WAREHOUSES.size() + warehouse;
  }

  /** The role of an employee: p(icker), d(river), pac(k)er, dispat(c)her, m(anager). */
  static char role(long employee) {
    return ROLES.charAt((int) (employee / WAREHOUSES.size() % ROLES.length()));
  }

  /** Whether an employee still works: all but two pickers and a packer of sixty. */
  static boolean isActive(long employee) {
    long number = employee / WAREHOUSES.size();
    return number != 20 && number != 47 && number != 23;
  }

  /** The n-th driver of a warehouse. */
  static long driver(int warehouse, long number) {
    int place = (int) Math.floorMod(number, (long) DRIVERS.length);
    return (long) DRIVERS[place] * WAREHOUSES.size() + warehouse;
  }

  private static int[] driversOfAWarehouse() {
    return IntStream.range(0, EMPLOYEES / WAREHOUSES.size())
        .filter(number -> ROLES.charAt(number % ROLES.length()) == 'd')
        .toArray();
  }

  /** The manager of a warehouse. */
  static long manager(long warehouse) {
    return (long) ROLES.indexOf('m') * WAREHOUSES.size() + warehouse;
  }

  /** Where a warehouse is: in millionths of a degree north. */
  static long latitude(long warehouse) {
    return Math.round(PLACES[(int) warehouse][0] * 1e6);
  }

  /** Where a warehouse is: in millionths of a degree east. */
  static long longitude(long warehouse) {
    return Math.round(PLACES[(int) warehouse][1] * 1e6);
  }

  /** One route of each warehouse is a bad one: deliveries on it are late more often. */
  static boolean isBadRoute(long route) {
    return route / WAREHOUSES.size() == route % WAREHOUSES.size();
  }
}
