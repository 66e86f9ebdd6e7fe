// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.examples.warehouse.GeneratedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shop's tables say of each other; the rules of its contract are run elsewhere. */
class ShopModelTest {
  private static GeneratedDatabase rows;

  @BeforeAll
  static void generate(@TempDir Path folder) throws SQLException, IOException {
    rows =
        new GeneratedDatabase(
            DataContracts.loadAll(Path.of("contracts", "shop")),
            List.of(new ShopGenerator()),
            folder);
    for (String table :
        List.of(
            "customers", "sellers", "products", "orders", "order_items", "payments", "reviews")) {
      rows.load("shop", table, 10_000);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    rows.close();
  }

  @Test
  void orders_haveTheStatesAndTimesOfTheirShare() throws SQLException {
    assertThat(rows.number("SELECT 100 * avg((status = 'delivered')::int) FROM orders"))
        .isEqualTo(77);
    assertThat(
            rows.number(
                """
                SELECT count(*) FROM orders
                WHERE (status IN ('delivered', 'refunded')) <> (delivered_at IS NOT NULL)
                  OR (status IN ('created', 'cancelled')) <> (approved_at IS NULL)
                """))
        .isZero();
  }

  @Test
  void payments_areMadeBetweenPurchaseAndApproval_andOnlyForWhatIsPaid() throws SQLException {
    assertThat(
            rows.number(
                """
                SELECT count(*) FROM payments AS p JOIN orders AS o USING (order_id)
                WHERE o.approved_at IS NULL OR p.paid_at NOT BETWEEN o.purchased_at AND o.approved_at
                  OR p.payment_method <> 'card' AND p.instalments > 1
                """))
        .isZero();
    assertThat(rows.number("SELECT max(payment_no) FROM payments")).isEqualTo(2);
  }

  @Test
  void items_costNoMoreThanTheList_andCustomersAreOlderThanOrders() throws SQLException {
    assertThat(
            rows.number(
                """
                SELECT count(*) FROM order_items AS i JOIN products AS p USING (product_id)
                JOIN orders AS o USING (order_id) JOIN customers AS c USING (customer_id)
                WHERE i.price > p.list_price OR i.ship_before <= o.purchased_at
                  OR c.registered_at >= o.purchased_at
                """))
        .isZero();
    assertThat(rows.number("SELECT count(*) FROM order_items")).isEqualTo(3000);
  }

  @Test
  void articles_haveTheLettersOfTheirDepartment() throws SQLException {
    assertThat(
            rows.number(
                "SELECT count(*) FROM products WHERE substr(sku, 1, 3) <> upper(substr(category, 1, 3))"))
        .isZero();
  }
}
