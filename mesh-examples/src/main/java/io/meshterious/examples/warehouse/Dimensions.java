// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.draw.Draw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Warehouses, and what belongs to them; products; error codes. */
final class Dimensions {
  private static final List<String> WAREHOUSE_NAMES =
      List.of(
          "Hamburg Harbour",
          "Kiel Quay",
          "Munich Meadow",
          "Stuttgart Valley",
          "Leipzig Junction",
          "Dresden Heights",
          "Cologne Bridge",
          "Dortmund Forge");
  private static final List<String> WAYS =
      List.of("Old town", "Station", "Riverside", "Airport", "North ring", "Hills", "Fair", "Lake");
  private static final List<List<String>> THINGS =
      List.of(
          List.of("Armchair", "Bookshelf", "Bed frame", "Side table", "Wardrobe", "Stool"),
          List.of("Desk lamp", "Floor lamp", "Ceiling light", "Lantern", "Spot", "Light chain"),
          List.of("Saucepan", "Kettle", "Knife block", "Bread box", "Carafe", "Baking tray"),
          List.of("Watering can", "Rake", "Flower pot", "Parasol", "Hose reel", "Bench"),
          List.of("Hammer", "Spirit level", "Cordless drill", "Toolbox", "Saw", "Clamp"),
          List.of("Marble run", "Puzzle", "Wooden train", "Kite", "Doll's house", "Card game"),
          List.of("Stapler", "Desk pad", "File box", "Whiteboard", "Pen holder", "Label maker"));
  private static final List<String> FINISHES =
      List.of("brass", "oak", "white", "black", "red", "blue", "green", "steel", "cork", "linen");

  /** Each code with its description, severity, stage and whether the customer is told. */
  private static final List<List<String>> ERRORS =
      List.of(
          List.of("OUT_OF_STOCK", "The product was not on its shelf.", "high", "picking", "1"),
          List.of("ADDRESS_INVALID", "The address does not exist.", "medium", "capture", "1"),
          List.of("PAYMENT_DECLINED", "The bank refused the payment.", "medium", "capture", "1"),
          List.of("WRONG_ITEM_PICKED", "Another product was picked.", "medium", "picking", "0"),
          List.of("LABEL_UNREADABLE", "The label cannot be scanned.", "low", "packing", "0"),
          List.of("DAMAGED_IN_HANDLING", "The goods were damaged.", "high", "packing", "1"),
          List.of("DUPLICATE_ORDER", "The order was sent twice.", "low", "capture", "0"),
          List.of("PRICE_MISMATCH", "Shop and order disagree on it.", "medium", "capture", "1"),
          List.of("CARRIER_REJECTED", "The carrier refused the parcel.", "low", "handover", "0"),
          List.of("SYSTEM_TIMEOUT", "A system did not answer.", "critical", "capture", "0"));

  private Dimensions() {}

  /** A column of the table of error codes. */
  static List<String> errors(int column) {
    return ERRORS.stream().map(it -> it.get(column)).toList();
  }

  static void warehouses(GeneratedTable table) {
    Sheet sheet = new Sheet(table);
    table.rows(Sites.WAREHOUSES.size());
    sheet
        .choice("warehouse_id", Sites.WAREHOUSES, row -> row)
        .choice("name", WAREHOUSE_NAMES, row -> row)
        .choice("region", Sites.REGIONS, Sites::regionOf)
        .number("location.lat", 6, Sites::latitude)
        .number("location.lon", 6, Sites::longitude);
    table
        .other("warehouse.dimensions.dim_employee", "dim_employee")
        .filter(it -> it.has("full_name"))
        .ifPresent(it -> sheet.column("manager", it.column("full_name").at(Sites::manager)));
  }

  static void vehicles(GeneratedTable table) {
    table.rows(Sites.VEHICLES);
    long key = table.key("#kind");
    // Of twenty vehicles of a warehouse, eleven are vans, five trucks, three bikes and one trailer.
    List<String> types = List.of("van", "truck", "cargo_bike", "trailer");
    int[] mix = {0, 1, 0, 2, 0, 1, 0, 0, 1, 2, 0, 0, 1, 0, 3, 0, 1, 0, 2, 0};
    long[][] loads = {{600, 1600}, {4000, 18_000}, {80, 300}, {2000, 12_000}};
    List<String> energies = List.of("electric", "diesel", "hybrid");
    new Sheet(table)
        .refer("home_warehouse", Sites::warehouseOf)
        .choice("type", types, row -> mix[(int) (row / 8 % 20)])
        .number(
            "capacity",
            row -> {
              long[] load = loads[mix[(int) (row / 8 % 20)]];
              return load[0] + Draw.below(Draw.bits(key, row), (load[1] - load[0]) / 10) * 10;
            })
        .choice(
            "energy",
            energies,
            row -> {
              long drawn = Draw.below(Draw.bits(key, row, 1), 100);
              boolean bike = mix[(int) (row / 8 % 20)] == 2;
              return bike || drawn < 35 ? 0 : drawn < 82 ? 1 : 2;
            })
        .number("current_location.lat", 6, row -> Sites.latitude(Sites.warehouseOf(row)))
        .number("current_location.lon", 6, row -> Sites.longitude(Sites.warehouseOf(row)));
  }

  static void routes(GeneratedTable table) {
    table.rows(Sites.ROUTES);
    long key = table.key("#round");
    List<String> names =
        IntStream.range(0, Sites.ROUTES)
            .mapToObj(
                row ->
                    WAREHOUSE_NAMES.get(Sites.warehouseOf(row)).split(" ", 2)[0]
                        + " "
                        + WAYS.get(row / Sites.WAREHOUSES.size()))
            .toList();
    new Sheet(table)
        .refer("start_warehouse", Sites::warehouseOf)
        .choice("region_covered", Sites.REGIONS, row -> Sites.regionOf(Sites.warehouseOf(row)))
        .choice("name", names, row -> row)
        // 20 to 35 km/h, with stops.
        .number(
            "distance_km",
            1,
            row -> {
              long minutes = table.column("avg_duration").numbers().at(row) / 10_000;
              return Math.max(10, minutes * (200 + Draw.below(Draw.bits(key, row), 150)) / 60);
            });
  }

  static void employees(GeneratedTable table) {
    table.rows(Sites.EMPLOYEES);
    String roles = "pdkcm";
    new Sheet(table)
        .refer("assigned_warehouse", Sites::warehouseOf)
        .choice(
            "role",
            List.of("picker", "driver", "packer", "dispatcher", "manager"),
            row -> roles.indexOf(Sites.role(row)))
        .flag("is_active", row -> Sites.isActive(row) ? 1 : 0);
  }

  static void errorCodes(GeneratedTable table) {
    table.rows(ERRORS.size());
    new Sheet(table)
        .choice("error_code", errors(0), row -> row)
        .choice("description", errors(1), row -> row)
        .choice("severity_level", errors(2), row -> row)
        .choice("stage", errors(3), row -> row)
        .flag("is_customer_visible", row -> ERRORS.get((int) row).get(4).equals("1") ? 1 : 0);
  }

  static void products(GeneratedTable table) {
    table.rows(Catalogue.PRODUCTS);
    int[] category = new int[Catalogue.PRODUCTS];
    int[] pattern = new int[Catalogue.PRODUCTS];
    Catalogue.kinds(table, category, pattern);
    long key = table.key("name");
    List<String> names =
        IntStream.range(0, Catalogue.PRODUCTS)
            .mapToObj(
                row -> {
                  long bits = Draw.bits(key, row);
                  List<String> things = THINGS.get(category[row]);
                  return things.get((int) Draw.below(bits, things.size()))
                      + ", "
                      + finish(key, row);
                })
            .toList();
    new Sheet(table)
        .choice("name", names, row -> row)
        .choice("category", Catalogue.CATEGORIES, row -> category[(int) row])
        .choice("demand_pattern", Catalogue.PATTERNS, row -> pattern[(int) row])
        .flag("is_active", row -> row < Catalogue.SOLD ? 1 : 0)
        .text("ean", Dimensions::ean)
        .present("ean", row -> row % 40 == 39 ? 0 : 1)
        .json(
            "attributes",
            (row, out) -> {
              String json =
                  "{\"finish\":\"" + finish(key, row) + "\",\"boxes\":" + boxes(row) + "}";
              out.put(json.getBytes(StandardCharsets.US_ASCII));
            });
  }

  private static String finish(long key, long row) {
    return FINISHES.get((int) Draw.below(Draw.bits(key, row, 1), FINISHES.size()));
  }

  private static long boxes(long row) {
    return 1 + row % 13 / 10;
  }

  /** Twelve digits, and the one that checks them. */
  private static void ean(long row, EventBuffer out) {
    long twelve = 400_000_000_000L + row * 7919 + 638;
    long sum = 0;
    long rest = twelve;
    for (int i = 0; i < 12; i++) {
      sum += rest % 10 * (i % 2 == 0 ? 3 : 1);
      rest /= 10;
    }
    out.putDigits(twelve, 12);
    out.putDigits((10 - sum % 10) % 10, 1);
  }
}
