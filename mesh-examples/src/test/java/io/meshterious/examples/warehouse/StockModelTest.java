// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Stock is the sum of its movements, and movements are those of orders, restocks and returns. */
class StockModelTest {
  private static final GeneratedDatabase ROWS = WarehouseRows.warehouse();

  @Test
  void stock_isTheSumOfItsMovements_andNeverBelowZero() throws SQLException {
    assertThat(ROWS.number("SELECT count(*) FROM inventory_movements")).isGreaterThan(100_000);
    assertThat(
            ROWS.number(
                """
                WITH sums AS (
                  SELECT stock_after, SUM(delta_qty) OVER (
                    PARTITION BY product_id, warehouse_id ORDER BY movement_id) AS stock
                  FROM inventory_movements)
                SELECT count(*) FROM sums WHERE stock <> stock_after OR stock < 0
                """))
        .isZero();
  }

  @Test
  void movements_ofEachKind_haveTheirShares() throws SQLException {
    // After the opening stock of the first days.
    assertShare("sale", 75);
    assertShare("return", 10);
    assertShare("restock", 5);
    assertShare("transfer", 5);
    assertShare("adjustment", 5);
    assertThat(
            ROWS.number(
                "SELECT count(*) FROM inventory_movements WHERE delta_qty = 0"
                    + " OR source_type = 'adjustment' AND source_ref IS NOT NULL"))
        .isZero();
  }

  private static void assertShare(String kind, double percent) throws SQLException {
    double share =
        ROWS.number(
            "SELECT 100 * avg((source_type = '%s')::int) FROM inventory_movements".formatted(kind)
                + " WHERE event_ts > '2026-01-10'");
    assertThat(share).as(kind).isCloseTo(percent, Offset.offset(1.0));
  }

  @Test
  void sales_areOrdersPlacedBefore() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM inventory_movements AS m
                JOIN orders AS o ON o.order_id = m.source_ref
                WHERE m.source_type = 'sale' AND o.product_id = m.product_id
                  AND o.warehouse_id = m.warehouse_id AND o.qty = -m.delta_qty
                  AND o.event_ts < m.event_ts
                """))
        .isEqualTo(
            ROWS.number(
                "SELECT count(*) FROM inventory_movements"
                    + " WHERE source_type = 'sale' AND source_ref IS NOT NULL"))
        .isGreaterThan(90_000);
    assertThat(
            ROWS.number(
                "SELECT avg((source_ref IS NULL)::int) FROM inventory_movements"
                    + " WHERE source_type = 'sale'"))
        .isLessThan(0.001);
  }

  @Test
  void restocks_areBookedAsTheyWereCounted_andCostWhatTheProductCosts() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM inventory_movements AS m
                JOIN restocks AS r ON r.restock_id = m.source_ref
                WHERE r.product_id <> m.product_id OR r.warehouse_id <> m.warehouse_id
                  OR r.qty <> m.delta_qty OR r.event_ts >= m.event_ts
                """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM restocks AS r JOIN dim_product AS p USING (product_id)
                WHERE r.currency <> p.currency
                  OR r.unit_cost NOT BETWEEN p.unit_cost * 0.95 - 0.01 AND p.unit_cost * 1.05 + 0.01
                  OR r.total_cost <> r.qty * r.unit_cost
                  OR r.expected_date - r.event_ts::DATE NOT BETWEEN -3 AND 1
                """))
        .isZero();
    assertThat(ROWS.number("SELECT avg(qty) FROM restocks")).isBetween(50.0, 500.0);
  }

  @Test
  void returns_comeFromOrdersBefore_onceAndNoMoreThanWasOrderedAndPaid() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM returns AS r JOIN orders AS o USING (order_id)
                WHERE r.event_ts <= o.event_ts OR r.region <> o.region
                  OR r.warehouse_id <> o.warehouse_id OR r.currency <> o.currency
                  OR r.qty > o.qty OR r.refund_amount > o.amount
                """))
        .isZero();
    assertThat(ROWS.number("SELECT count(*) - count(DISTINCT order_id) FROM returns")).isZero();
    assertThat(ROWS.number("SELECT count(*) FROM returns"))
        .isEqualTo(ROWS.number("SELECT count(*) FROM returns JOIN orders USING (order_id)"));
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM inventory_movements AS m
                JOIN returns AS r ON r.return_id = m.source_ref
                JOIN orders AS o USING (order_id)
                WHERE o.product_id <> m.product_id OR r.warehouse_id <> m.warehouse_id
                  OR r.qty <> m.delta_qty OR r.event_ts >= m.event_ts
                """))
        .isZero();
  }

  @Test
  void stockoutRisks_knowTheStock() throws SQLException {
    // The product and warehouse that lasts as long as its stock at the demand that is expected.
    assertThat(
            ROWS.number(
                """
                WITH latest AS (
                  SELECT s.event_id, s.days_of_cover, s.risk_score,
                    arg_max(m.stock_after, m.movement_id) AS stock
                  FROM stockout_risk AS s JOIN inventory_movements AS m
                    ON m.product_id = s.product_id AND m.warehouse_id = s.warehouse_id
                      AND m.event_ts < s.event_ts - INTERVAL '1' HOUR
                  WHERE s.event_ts > '2026-01-06' AND s.days_of_cover IS NOT NULL
                  GROUP BY ALL)
                SELECT corr(ln(0.1 + days_of_cover), ln(1 + stock)) FROM latest
                """))
        .isGreaterThan(0.3);
    assertThat(ROWS.number("SELECT corr(risk_score, ln(0.1 + days_of_cover)) FROM stockout_risk"))
        .isLessThan(-0.9);
  }
}
