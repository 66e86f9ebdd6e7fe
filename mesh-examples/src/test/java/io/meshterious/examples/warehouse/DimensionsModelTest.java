// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dimensions belong together, and vocabularies have the shares that contracts say. */
class DimensionsModelTest {
  private static final GeneratedDatabase ROWS = WarehouseRows.warehouse();

  @Test
  void calendar_isThatOfTheDatabase() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dim_date
                WHERE week <> weekofyear(calendar_date) OR quarter <> quarter(calendar_date)
                  OR day_name <> dayname(calendar_date)
                  OR is_weekend <> (isodow(calendar_date) > 5)
                """))
        .isZero();
    assertThat(ROWS.number("SELECT count(*) FROM dim_date")).isEqualTo(5844);
    assertThat(ROWS.number("SELECT count(*) FROM dim_date WHERE year = 2026 AND is_holiday"))
        .isEqualTo(9);
    assertThat(Calendar.easter(2026)).isEqualTo(LocalDate.of(2026, 4, 5));
    assertThat(Calendar.easter(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
    assertThat(Calendar.easter(2035)).isEqualTo(LocalDate.of(2035, 3, 25));
    assertThat(Calendar.easter(2049)).isEqualTo(LocalDate.of(2049, 4, 18));
  }

  @Test
  void warehouses_haveTheirRegionsManagersVehiclesAndRoutes() throws SQLException {
    assertThat(ROWS.number("SELECT count(*) FROM dim_warehouse")).isEqualTo(8);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dim_warehouse AS w
                JOIN dim_employee AS e ON e.full_name = w.manager
                WHERE e.role = 'manager' AND e.assigned_warehouse = w.warehouse_id
                """))
        .isGreaterThanOrEqualTo(8);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dim_route AS r
                JOIN dim_warehouse AS w ON w.warehouse_id = r.start_warehouse
                WHERE w.region <> r.region_covered
                """))
        .isZero();
    assertThat(
            ROWS.number(
                "SELECT min(n) FROM (SELECT count(*) AS n FROM dim_vehicle GROUP BY home_warehouse)"))
        .isEqualTo(20);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dim_vehicle
                WHERE type = 'cargo_bike' AND (capacity > 300 OR energy <> 'electric')
                  OR type = 'truck' AND capacity < 4000
                """))
        .isZero();
  }

  @Test
  void eans_haveTheirCheckDigit() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dim_product WHERE ean IS NOT NULL AND list_sum(
                  list_transform(range(1, 14),
                    lambda i: substr(ean, i::int, 1)::int * CASE WHEN i % 2 = 0 THEN 3 ELSE 1 END))
                  % 10 <> 0
                """))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "orders, status, paid, 65",
    "orders, status, on_hold, 5",
    "orders, channel, web, 55",
    "orders, customer.segment, business, 25",
    "returns, reason_code, changed_mind, 40",
    "returns, item_condition, opened, 45",
    "dim_employee, role, driver, 30",
    "dim_vehicle, type, van, 55",
    "dim_product, demand_pattern, intermittent, 25",
    "dim_product, category, kitchen, 20",
    "demand_forecast, model_version, 2.4.1, 80",
  })
  void vocabularies_haveTheSharesThatContractsSay(
      String table, String column, String value, double percent) throws SQLException {
    double share =
        ROWS.number("SELECT 100 * avg((%s = '%s')::int) FROM %s".formatted(column, value, table));
    assertThat(share).isCloseTo(percent, Offset.offset(table.startsWith("dim") ? 4.0 : 1.0));
  }

  @Test
  void orders_areDeliveredNearTheirWarehouse() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM orders AS o JOIN dim_warehouse AS w USING (warehouse_id)
                WHERE w.region <> o.region
                  OR abs(o.delivery.lat - w.location.lat) > 0.36
                  OR abs(o.delivery.lon - w.location.lon) > 0.71
                """))
        .isZero();
  }
}
