// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demand has weekdays, seasons, promotions, regions, and products that sell now and then. */
class DemandModelTest {
  private static final GeneratedDatabase ROWS = WarehouseRows.warehouse();

  @Test
  void demand_hasWeekdaysSeasonAndTrend_overTwoYears(@TempDir Path folder)
      throws SQLException, IOException {
    // Given
    try (GeneratedDatabase years =
        new GeneratedDatabase(WarehouseRows.CONTRACTS, List.of(new WarehouseGenerator()), folder)) {
      years.slowly(100);
      // When
      years.load("warehouse.events.orders", "orders", 80_000);
      years.load("warehouse.events.inventory_movements", "inventory_movements", 20_000);
      years.load("warehouse.dimensions.dim_product", "dim_product", 1_000);
      // Then
      assertThat(years.number("SELECT max(event_ts)::DATE - min(event_ts)::DATE FROM orders"))
          .isGreaterThan(700);
      String day = "(SELECT event_ts::DATE AS day, sum(qty) AS pieces FROM orders GROUP BY 1)";
      assertThat(
              years.number(
                  "SELECT avg(pieces) FILTER (isodow(day) = 6) / avg(pieces) FILTER (isodow(day) = 7) FROM "
                      + day))
          .as("Saturday to Sunday")
          .isBetween(2.5, 4.0);
      assertThat(
              years.number(
                  "SELECT avg(pieces) FILTER (month(day) = 1) / avg(pieces) FILTER (month(day) = 7) FROM "
                      + day))
          .as("January to July")
          .isBetween(2.2, 4.0);
      assertThat(
              years.number(
                  "SELECT avg(pieces) FILTER (year(day) = 2027) / avg(pieces) FILTER (year(day) = 2026) FROM "
                      + day))
          .as("second year to first")
          .isBetween(1.15, 1.45);
      assertThat(
              years.number(
                  """
                  SELECT sum(qty) FILTER (month(event_ts) = 5) / sum(qty) FILTER (month(event_ts) = 12)
                  FROM orders JOIN dim_product USING (product_id)
                  WHERE category = 'garden' AND demand_pattern = 'seasonal'
                  """))
          .as("gardens in May to December")
          .isGreaterThan(2);
      assertThat(
              years.number(
                  """
                  SELECT count(*) FROM (SELECT stock_after, SUM(delta_qty) OVER (
                    PARTITION BY product_id, warehouse_id ORDER BY movement_id) AS stock
                    FROM inventory_movements)
                  WHERE stock <> stock_after OR stock < 0
                  """))
          .as("stock at another pace")
          .isZero();
    }
  }

  @Test
  void productsThatSellNowAndThen_sellOnFewDays() throws SQLException {
    String days =
        """
        SELECT avg(days) FROM (
          SELECT product_id, count(DISTINCT event_ts::DATE) AS days FROM orders
          GROUP BY product_id HAVING count(*) BETWEEN 40 AND 400)
        JOIN dim_product USING (product_id) WHERE demand_pattern = '%s'
        """;
    assertThat(ROWS.number(days.formatted("smooth"))).isGreaterThan(8.5);
    assertThat(ROWS.number(days.formatted("intermittent"))).isLessThan(3.5);
  }

  @Test
  void popularity_isThatOfFewProducts() throws SQLException {
    assertThat(ROWS.number("SELECT 100 * avg((product_id = 'P-00001')::int) FROM orders"))
        .isCloseTo(12, Offset.offset(2.0));
    assertThat(
            ROWS.number(
                "SELECT count(DISTINCT product_id) FROM orders JOIN dim_product USING (product_id)"
                    + " WHERE is_active"))
        .isEqualTo(Catalogue.SOLD);
  }

  @Test
  void promotions_lowerThePriceAndRaiseTheQuantity() throws SQLException {
    String promoted = "list_has_any(promotions, ['SPRING', 'CLEARANCE', 'BUNDLE'])";
    assertThat(
            ROWS.number(
                "SELECT avg(qty) FILTER ("
                    + promoted
                    + ") / avg(qty) FILTER (NOT "
                    + promoted
                    + ") FROM orders"))
        .isBetween(1.6, 2.2);
    assertThat(
            ROWS.number(
                """
                WITH prices AS (
                  SELECT product_id, region, currency, avg(unit_price) FILTER (PROMOTED) AS low,
                    avg(unit_price) FILTER (NOT PROMOTED) AS usual
                  FROM orders GROUP BY ALL)
                SELECT median(low / usual) FROM prices WHERE usual > 5
                """
                    .replace("PROMOTED", promoted)))
        .isCloseTo(0.85, Offset.offset(0.01));
    assertThat(ROWS.number("SELECT avg((" + promoted + ")::int) FROM orders"))
        .isBetween(0.02, 0.08);
  }

  @Test
  void regions_differ_inCurrencyTasteAndPrice() throws SQLException {
    assertThat(paidIn("CHF", "south")).isCloseTo(20, Offset.offset(1.0));
    assertThat(paidIn("DKK", "north")).isCloseTo(12, Offset.offset(1.0));
    assertThat(paidIn("PLN", "east")).isCloseTo(8, Offset.offset(1.0));
    assertThat(paidIn("EUR", "west")).isEqualTo(100);
    assertThat(ROWS.number("SELECT 100 * avg((currency = 'EUR')::int) FROM orders"))
        .isCloseTo(90, Offset.offset(0.5));
    String garden =
        "SELECT avg((category = 'garden')::int) FROM orders JOIN dim_product USING (product_id)"
            + " WHERE region = '%s'";
    assertThat(ROWS.number(garden.formatted("south")) / ROWS.number(garden.formatted("north")))
        .isGreaterThan(1.4);
    assertThat(
            ROWS.number(
                """
                WITH prices AS (
                  SELECT product_id, avg(unit_price) FILTER (region = 'south') AS south,
                    avg(unit_price) FILTER (region = 'east') AS east
                  FROM orders WHERE currency = 'EUR' AND len(promotions) = 0 GROUP BY ALL)
                SELECT median(south / east) FROM prices
                """))
        .isCloseTo(1.05 / 0.94, Offset.offset(0.01));
  }

  private static double paidIn(String currency, String region) throws SQLException {
    return ROWS.number(
        "SELECT 100 * avg((currency = '%s')::int) FROM orders WHERE region = '%s'"
            .formatted(currency, region));
  }

  @Test
  void customers_areTheSameWhenTheyOrderAgain() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM (
                  SELECT customer.customer_id FROM orders GROUP BY 1
                  HAVING count(DISTINCT customer.name) > 1 OR count(DISTINCT region) > 1
                    OR count(DISTINCT customer.segment) > 1)
                """))
        .isZero();
    assertThat(ROWS.number("SELECT count(*) / count(DISTINCT customer.customer_id) FROM orders"))
        .isGreaterThan(1.2);
  }

  @Test
  void forecasts_expectWhatIsOrdered() throws SQLException {
    String compared =
        """
        WITH ordered AS (
          SELECT product_id, region, event_ts::DATE AS day, sum(qty) AS pieces FROM orders
          GROUP BY ALL),
        forecast AS (
          SELECT product_id, region, target_date AS day, avg(forecast_qty) AS pieces
          FROM demand_forecast WHERE target_date BETWEEN '2026-01-06' AND '2026-01-12'
          GROUP BY ALL)
        SELECT %s FROM forecast AS f LEFT JOIN ordered AS o USING (product_id, region, day)
        JOIN dim_product AS p USING (product_id) WHERE demand_pattern = '%s'
        """;
    for (String pattern : List.of("smooth", "seasonal")) {
      assertThat(
              ROWS.number(
                  compared.formatted("sum(coalesce(o.pieces, 0)) / sum(f.pieces)", pattern)))
          .as(pattern)
          .isCloseTo(1, Offset.offset(0.1));
    }
    assertThat(ROWS.number(compared.formatted("corr(coalesce(o.pieces, 0), f.pieces)", "smooth")))
        .isGreaterThan(0.95);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM demand_forecast JOIN dim_product USING (product_id)
                WHERE (model_name = 'croston_sba') <> (demand_pattern = 'intermittent')
                  OR target_date - forecast_ts::DATE <> horizon_days
                """))
        .isZero();
  }
}
