// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyReferenceTest {
  private static DataContract contract() {
    return DataContract.lenient(
        Document.parse(
            """
            schema:
              - id: s_orders
                name: orders
                properties:
                  - {id: p_id, name: order_id, logicalType: integer}
                  - name: customer
                    logicalType: object
                    properties:
                      - {id: p_mail, name: email, logicalType: string}
              - name: items
                properties:
                  - {name: item_id, logicalType: integer}
            """,
            DocumentFormat.YAML,
            "orders.odcs.yaml"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          orders.order_id,                                        -,             orders,   order_id
          schema/s_orders/properties/p_id,                        -,             s_orders, p_id
          /schema/s_orders/properties/p_id,                       -,             s_orders, p_id
          schema/t/properties/a/properties/b,                     -,             t,        a.b
          dims.odcs.yaml#/schema/product/properties/product_id,   dims.odcs.yaml, product, product_id
          ../dims.odcs.yaml#schema/product/properties/product_id, ../dims.odcs.yaml, product, product_id
          """)
  void parse_bothNotations(String text, String file, String table, String properties) {
    PropertyReference reference = PropertyReference.parse(text);
    assertThat(reference.wellFormed()).isTrue();
    assertThat(reference.file().orElse(null)).isEqualTo(file);
    assertThat(reference.table()).isEqualTo(table);
    assertThat(String.join(".", reference.properties())).isEqualTo(properties);
    assertThat(reference).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "orders.",
        ".order_id",
        "a.b.c",
        "schema/orders",
        "schema/orders/order_id",
        "schema/orders/columns/order_id",
        "tables/orders/properties/order_id",
        "dims.odcs.yaml#product.product_id"
      })
  void parse_neitherNotation_leadsNowhere(String text) {
    PropertyReference reference = PropertyReference.parse(text);
    assertThat(reference.wellFormed()).isFalse();
    assertThat(reference.resolveIn(contract())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "orders.order_id, orders.order_id",
    "schema/s_orders/properties/p_id, orders.order_id",
    "schema/s_orders/properties/customer/properties/p_mail, orders.customer.email",
    "schema/items/properties/item_id, items.item_id",
  })
  void resolveIn_namesInTheShortNotation_idsInTheFullOne(String text, String path) {
    assertThat(PropertyReference.parse(text).resolveIn(contract()))
        .map(Property::path)
        .contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s_orders.p_id",
        "orders.p_id",
        "schema/orders/properties/p_id",
        "schema/s_orders/properties/order_id",
        "schema/s_orders/properties/p_id/properties/deeper",
        "orders.missing"
      })
  void resolveIn_theOtherNotationsNames_leadNowhere(String text) {
    assertThat(PropertyReference.parse(text).resolveIn(contract())).isEmpty();
  }

  @Test
  void fileBeside_withoutFileOrWithAUrl_isAbsent() {
    assertThat(PropertyReference.parse("orders.order_id").fileBeside(contract())).isEmpty();
    assertThat(PropertyReference.parse("b.yaml#/schema/t/properties/p").fileBeside(contract()))
        .isEmpty();
    assertThat(
            PropertyReference.parse("https://mesh.example/b.yaml#/schema/t/properties/p")
                .fileBeside(contract()))
        .isEmpty();
  }
}
