// SPDX-License-Identifier: Apache-2.0
package com.example.mermaid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.testkit.render.ContractRendererContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test kit's promises, and what this renderer promises beyond them. */
class MermaidRendererTest extends ContractRendererContract {
  @Override
  protected ContractRenderer subject() {
    return new MermaidRenderer();
  }

  @Test
  void render_foreignKeys_leadIntoOtherContracts(@TempDir Path folder) throws IOException {
    // Given
    Files.writeString(
        folder.resolve("products.odcs.yaml"),
        """
        {apiVersion: v3.1.0, kind: DataContract, id: products, version: 1.0.0, status: active,
         schema: [{id: product, name: product, properties: [
           {id: key, name: product_id, logicalType: string, primaryKey: true},
           {name: label, logicalType: string}]}]}
        """);
    Path orders =
        Files.writeString(
            folder.resolve("orders.odcs.yaml"),
            """
            {apiVersion: v3.1.0, kind: DataContract, id: orders, version: 1.0.0, status: active,
             schema: [{name: orders, properties: [
               {name: order_id, logicalType: string, primaryKey: true, description: 'The "number"'},
               {name: amount, logicalType: number, physicalType: 'decimal(12,2)'},
               {name: place, logicalType: object, properties: [
                 {name: lat, logicalType: number}, {name: lon, logicalType: number}]},
               {name: product_id, logicalType: string, required: true,
                relationships: [{to: 'products.odcs.yaml#/schema/product/properties/key'}]},
               {name: previous, logicalType: string, unique: true,
                relationships: [{to: orders.order_id}]}]}]}
            """);
    DataContracts contracts = DataContracts.loadWithReferences(orders);
    // When
    RenderRequest request = RenderRequest.of(contracts.all().get(0)).within(contracts);
    // Then
    assertThat(subject().render(request).text())
        .isEqualTo(
            """
            erDiagram
              orders {
                text order_id PK "The #quot;number#quot;"
                decimal_12_2 amount
                struct place "lat, lon"
                text product_id FK
                text previous FK, UK
              }
              product {
                text product_id PK
              }
              orders }o--|| product : "product_id"
              orders |o--o| orders : "previous"
            """);
    assertThat(subject().render(request.with("columns", "none").with("reach", "0")).text())
        .isEqualTo(
            """
            erDiagram
              orders
              orders |o--o| orders : "previous"
            """);
  }

  @Test
  void render_oddNames_becomeWordsAndStayReadable() {
    DataContract contract =
        DataContract.builder()
            .id("odd/name")
            .version("1.0.0")
            .status("draft")
            .table("order lines", table -> table.property("qty #", LogicalType.INTEGER))
            .build();
    assertThat(subject().render(RenderRequest.of(contract)).files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.path()).isEqualTo("odd-name.mmd");
              assertThat(file.content())
                  .isEqualTo(
                      """
                      erDiagram
                        table["order lines"] {
                          i32 qty__ "qty #35;"
                        }
                      """);
            });
  }

  @Test
  void render_unknownChoice_isRefusedWithTheAllowedOnes() {
    DataContract contract =
        DataContract.builder().id("a").name("a").version("1.0.0").status("draft").build();
    assertThatThrownBy(
            () -> subject().render(RenderRequest.of(contract).with("columns", "some")))
        .hasMessage(
            "Cannot render 'a' with 'mermaid': option 'columns' is 'some'; allowed are [all, keys, none]");
  }
}
