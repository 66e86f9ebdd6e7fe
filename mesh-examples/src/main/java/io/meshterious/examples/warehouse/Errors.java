// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;
import java.util.Optional;

/**
 * Errors, which cluster: in some windows of six hours one warehouse of a region has most of the
 * region's errors, and most of them are of one code.
 */
final class Errors {
  static final String ERRORS = "warehouse.events.order_errors";

  /** So many errors there are for each order. */
  static final double ERRORS_AN_ORDER = 0.05;

  static final long WINDOW = 6 * Sheet.HOUR;

  /** Percent of windows in which a region has a cluster. */
  static final int CLUSTERED = 12;

  /** Percent of the errors of a cluster that are at its warehouse. */
  static final int AT_THE_WAREHOUSE = 90;

  /** Percent of the errors of a cluster that have its code. */
  static final int OF_THE_CODE = 80;

  private static final double[] USUAL = {24, 18, 16, 12, 9, 8, 5, 4, 3, 1};
  private static final int TRIES = 12;
  private static final int BACK = 2000;

  private Errors() {}

  static void errors(GeneratedTable table) {
    table.volume(ERRORS_AN_ORDER);
    LongValue nanos = table.nanos();
    long key = table.key("#clusters");
    long codes = table.key("error_code");
    Weights usual = new Weights(USUAL);
    LongValue code =
        row -> {
          long cluster = cluster(key, row, nanos.at(row));
          if (cluster != 0 && Draw.below(Draw.bits(codes, row, 1), 100) < OF_THE_CODE) {
            return Draw.below(cluster, USUAL.length);
          }
          return usual.at(Draw.unit(Draw.bits(codes, row)));
        };
    Sheet sheet = new Sheet(table);
    sheet
        .refer("error_code", code)
        .choice("error_code", Dimensions.errors(0), code)
        .choice("stage", Dimensions.errors(3), code)
        .flag(
            "is_resolved",
            row -> Draw.below(Draw.bits(codes, row, 2), 100) < resolved(code.at(row)) ? 1 : 0);
    Optional<GeneratedTable> orders = table.other(Trade.ORDERS, "orders");
    if (orders.isPresent() && orders.get().has("warehouse_id")) {
      GeneratedTable all = orders.get();
      LongValue warehouse = all.referred("warehouse_id").orElse(row -> 0);
      sheet.refer("order_id", row -> order(all, warehouse, key, row, nanos.at(row)));
    }
  }

  /** Percent of errors that are resolved on the spot: fewer where they are severe. */
  private static int resolved(long code) {
    return switch (Dimensions.errors(2).get((int) code)) {
      case "low" -> 85;
      case "medium" -> 65;
      case "high" -> 35;
      default -> 15;
    };
  }

  /** The bits of the cluster that a region is in at a time; 0 when it is in none. */
  static long cluster(long key, long row, long nanos) {
    long window = Math.floorDiv(nanos, WINDOW) * Goods.REGIONS + Sites.region(row);
    long bits = Draw.bits(key, window);
    return Draw.below(bits, 100) < CLUSTERED ? Draw.bits(key, window, 1) | 1 : 0;
  }

  /** An order placed before, in a cluster of the warehouse that has it. */
  private static long order(
      GeneratedTable orders, LongValue warehouse, long key, long row, long nanos) {
    int region = Sites.region(row);
    long cluster = cluster(key, row, nanos);
    long placed = Math.max(1, orders.rowsBefore(nanos) / Goods.REGIONS - 2);
    boolean there = Draw.below(Draw.bits(key, row, 2), 100) < AT_THE_WAREHOUSE;
    long wanted = Sites.warehouse(region, (int) (cluster >>> 40 & 1));
    long found = region;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long back = Draw.below(Draw.bits(key, row, 3 + attempt), Math.min(placed, BACK));
      found = (placed - 1 - back) * Goods.REGIONS + region;
      if (cluster == 0 || (warehouse.at(found) == wanted) == there) {
        return found;
      }
    }
    return found;
  }
}
