// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.examples.shop.ShopGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The warehouse of the first ten days, and the shop, each in a database that tests share. */
final class WarehouseRows {
  static final DataContracts CONTRACTS = DataContracts.loadAll(Path.of("contracts"));

  /** Orders of ten usual days. */
  static final int ORDERS = 100_000;

  private static GeneratedDatabase warehouse;
  private static GeneratedDatabase shop;

  private WarehouseRows() {}

  static synchronized GeneratedDatabase warehouse() {
    if (warehouse == null) {
      warehouse = filled("warehouse.");
    }
    return warehouse;
  }

  static synchronized GeneratedDatabase shop() {
    if (shop == null) {
      shop = filled("shop");
    }
    return shop;
  }

  private static GeneratedDatabase filled(String prefix) {
    try {
      Path folder = Files.createTempDirectory("generated");
      GeneratedDatabase database =
          new GeneratedDatabase(
              CONTRACTS, List.of(new WarehouseGenerator(), new ShopGenerator()), folder);
      for (DataContract contract : CONTRACTS.all()) {
        String id = contract.id().orElseThrow();
        if (id.startsWith(prefix)) {
          for (Table table : contract.tables()) {
            database.load(id, table.name(), rows(table.name()));
          }
        }
      }
      Files.delete(folder);
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many rows as there are while the orders are placed, or enough of them. */
  private static long rows(String table) {
    return switch (table) {
      case "inventory_movements" -> (long) (ORDERS * Stock.MOVEMENTS_AN_ORDER);
      case "restocks" -> (long) (ORDERS * Stock.RESTOCKS_AN_ORDER);
      case "returns" -> (long) (ORDERS * Trade.RETURNS_AN_ORDER);
      case "order_errors" -> (long) (ORDERS * Errors.ERRORS_AN_ORDER);
      case "dispatch_logs" -> 200_000;
      case "delivery_sla" -> 50_000;
      case "sla_risk", "vehicle_tracking", "route_updates", "demand_forecast", "stockout_risk" ->
          20_000;
      default -> ORDERS;
    };
  }
}
