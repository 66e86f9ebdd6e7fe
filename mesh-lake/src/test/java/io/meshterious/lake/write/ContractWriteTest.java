// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to tables that were made from contracts, through a lake. */
class ContractWriteTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders-contract
      version: 1.0.0
      status: active
      schema:
        - name: orders
          properties:
            - {name: order_id, logicalType: string, primaryKey: true, required: true,
               logicalTypeOptions: {pattern: "^O-[0-9]+$", maxLength: 8}}
            - {name: status, logicalType: string,
               customProperties: [{property: mesh.vocabulary, value: [new, paid]}]}
            - {name: quantity, logicalType: integer,
               logicalTypeOptions: {format: i8, minimum: 1, multipleOf: 2}}
            - {name: day, logicalType: date, logicalTypeOptions: {minimum: "2026-01-01"}}
            - name: lines
              logicalType: array
              logicalTypeOptions: {maxItems: 2}
              items:
                logicalType: object
                properties:
                  - {name: sku, logicalType: string, logicalTypeOptions: {minLength: 2}}
        - name: people
          properties:
            - {name: mail, logicalType: string, primaryKey: true, required: true,
               customProperties: [{property: mesh.pii, value: {handling: hash, kind: email}}]}
      """;

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = Lake.open(folder.resolve("lake"));
    DataContract contract = DataContract.parse(CONTRACT, DocumentFormat.YAML, "test");
    lake.create(contract, "orders");
    lake.create(contract, "people");
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void append(String table, String select) {
    lake.write(table).from(select).append().run().orThrow();
  }

  private long count(String select) {
    return lake.sql(select).value(Long.class).orElseThrow();
  }

  @Test
  void append_rowsThatKeepTheContract_areInTheTable() {
    // When
    append(
        "orders",
        "SELECT 'O-1' AS order_id, 'paid' AS status, 4 AS quantity, DATE '2026-05-05' AS day,"
            + " [{'sku': 'ab'}] AS lines UNION ALL SELECT 'O-2', NULL, NULL, NULL, NULL");

    // Then
    assertThat(count("select count(*) from orders where status is null or quantity = 4"))
        .isEqualTo(2);
  }

  @Test
  void append_rowsThatBreakTheContract_areRefusedWithCountsAndKeys() {
    // When // Then
    assertThatThrownBy(
            () ->
                append(
                    "orders",
                    "SELECT 'O-' || x AS order_id, CASE WHEN x < 3 THEN 'lost' END AS status, (x *"
                        + " 100)::INTEGER AS quantity, DATE '2025-12-31' + x::INTEGER AS day, [{'sku':"
                        + " 's' || x}, {'sku': CASE WHEN x = 4 THEN 's' END}] AS lines FROM range(5)"
                        + " r(x)"))
        .hasMessageContaining("'orders.status' allowed values: 3 of 5 rows")
        .hasMessageContaining("'orders.quantity' >= 1: 1 of 5 rows")
        .hasMessageContaining("'orders.quantity' from -128 to 127: 3 of 5 rows")
        .hasMessageContaining("'orders.day' >= 2026-01-01: 1 of 5 rows")
        .hasMessageContaining("sku' at least 2 characters: 1 of 5 rows")
        .hasMessageContaining(", such as [O-0, O-1, O-2]")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.CONTRACT_BROKEN);
    assertThatThrownBy(() -> append("orders", "SELECT 'X' AS order_id, 3 AS quantity"))
        .hasMessageContaining("'orders.order_id' its pattern: 1 of 1 rows")
        .hasMessageContaining("'orders.quantity' multiple of 2: 1 of 1 rows");
    assertThatThrownBy(
            () ->
                append(
                    "orders",
                    "SELECT 'O-123456789' AS order_id, [{'sku': 'aa'}, {'sku': 'aa'}, NULL] AS lines"))
        .hasMessageContaining("at most 8 characters")
        .hasMessageContaining("at most 2 items");
    assertThat(count("select count(*) from orders")).isZero();
  }

  @Test
  void append_repeatedPrimaryKeys_areRefused() {
    // When // Then
    assertThatThrownBy(() -> append("orders", "SELECT 'O-1' AS order_id FROM range(3)"))
        .hasMessageContaining("1 primary keys [order_id] are in several of the rows, such as [O-1]")
        .extracting(e -> ((MeshException) e).code())
        .isEqualTo(WriteError.DUPLICATE_KEY);
  }

  @Test
  void append_personalKeys_areNotShown() {
    // When // Then
    assertThatThrownBy(() -> append("people", "SELECT 'zoe@example.org' AS mail FROM range(2)"))
        .hasMessageContaining("1 primary keys [mail] are in several of the rows")
        .hasMessageNotContaining("zoe");
    assertThatThrownBy(
            () ->
                lake.write("people")
                    .from("SELECT 'zoe@example.org' AS mail FROM range(2)")
                    .upsert("mail")
                    .run())
        .hasMessageNotContaining("zoe");
  }

  @Test
  void upsert_fromAnotherTableOfTheLake_readsItWhereItIs() {
    // Given
    append("orders", "SELECT 'O-' || x AS order_id, 'new' AS status FROM range(4) r(x)");
    append("people", "SELECT 'O-2' AS mail");

    // When
    lake.write("orders")
        .from("select mail as order_id, 'paid' as status from people")
        .upsert()
        .run()
        .orThrow();

    // Then
    assertThat(lake.sql("select order_id from orders where status = 'paid'").value(String.class))
        .contains("O-2");
    assertThat(count("select count(*) from orders")).isEqualTo(4);
  }
}
