// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.quality.QualityKind;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.Node;
import io.meshterious.core.error.MeshException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataContractTest {
  private static final String ORDERS =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      name: Orders
      version: 1.2.0
      status: active
      domain: north_warehouse
      description:
        purpose: What was ordered
        usage: Read it
      team:
        name: orders team
        members:
          - username: orders-owner@mesh.example
            role: owner
      roles:
        - role: reader
          access: read
      support:
        - channel: help
          tool: email
      price:
        priceAmount: 9.95
        priceCurrency: EUR
        priceUnit: gigabyte
      slaDefaultElement: orders.order_ts
      slaProperties:
        - property: latency
          value: 5
          unit: m
          element: orders.order_ts, orders.order_id
      servers:
        - server: lake
          type: duckdb
          database: warehouse.duckdb
      tags: [sales]
      schema:
        - id: orders
          name: orders
          logicalType: object
          physicalName: raw_orders
          physicalType: topic
          customProperties:
            - property: mesh.kind
              value: event
            - property: mesh.eventId
              value: order_id
            - property: mesh.dedupeWindow
              value: P7D
            - property: mesh.partitioning
              value: ["day(order_ts)", "bucket(16, region)"]
          properties:
            - id: order_id
              name: order_id
              logicalType: string
              logicalTypeOptions: {format: uuid}
              primaryKey: true
              primaryKeyPosition: 1
            - name: region
              physicalName: region_code
              logicalType: string
              required: true
              quality:
                - metric: invalidValues
                  arguments: {validValues: [north, south]}
                  mustBe: 0
            - name: order_ts
              logicalType: timestamp
            - name: product_id
              logicalType: integer
              relationships:
                - to: ../dims/product.odcs.yaml#/schema/dim_product/properties/product_id
            - name: amount
              logicalType: number
              physicalType: DECIMAL(12,2)
              logicalTypeOptions: {minimum: 0}
            - name: customer
              logicalType: object
              properties:
                - name: email
                  logicalType: string
                  classification: restricted
            - name: tags
              logicalType: array
              items:
                logicalType: string
      """;

  private static DataContract orders() {
    return DataContract.parse(ORDERS, DocumentFormat.YAML, "orders.odcs.yaml");
  }

  @Test
  void parse_everyPart_isThereAsWritten() {
    DataContract orders = orders();
    assertThat(orders.id()).contains("orders");
    assertThat(orders.name()).isEqualTo("Orders");
    assertThat(orders.version()).isEqualTo("1.2.0");
    assertThat(orders.apiVersion()).isEqualTo("v3.1.0");
    assertThat(orders.kind()).isEqualTo("DataContract");
    assertThat(orders.slaDefaultElement()).contains("orders.order_ts");
    assertThat(orders.tables().get(0).logicalType()).contains(LogicalType.OBJECT);
    assertThat(orders.domain()).contains("north_warehouse");
    assertThat(orders.description().orElseThrow().usage()).contains("Read it");
    assertThat(orders.team().orElseThrow().members())
        .extracting(member -> member.username())
        .containsExactly("orders-owner@mesh.example");
    assertThat(orders.roles().get(0).access()).contains("read");
    assertThat(orders.support().get(0).tool()).contains("email");
    assertThat(orders.price().orElseThrow().amount())
        .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("9.95"));
    assertThat(orders.slaProperties().get(0).elements())
        .containsExactly("orders.order_ts", "orders.order_id");
    assertThat(orders.servers().get(0).setting("database")).contains("warehouse.duckdb");
    assertThat(orders.tags()).containsExactly("sales");
  }

  @Test
  void table_keysHintsAndNames() {
    Table table = orders().table("orders").orElseThrow();
    assertThat(table.tableName()).isEqualTo("raw_orders");
    assertThat(table.primaryKey()).extracting(Property::name).containsExactly("order_id");
    assertThat(table.hints().kind()).contains(TableHints.Kind.EVENT);
    assertThat(table.hints().eventId()).contains("order_id");
    assertThat(table.hints().dedupeWindow()).contains(Duration.ofDays(7));
    assertThat(table.hints().unknownFields()).isEqualTo(TableHints.UnknownFields.IGNORE);
    assertThat(table.partitioning())
        .extracting(PartitionTransform::toString)
        .containsExactly("day(order_ts)", "bucket(16, region)");
    assertThat(table.foreignKeys()).hasSize(1);
    assertThat(table.foreignKeys().get(0).from()).containsExactly("product_id");
  }

  @Test
  void property_namesTypesAndConstraints() {
    Table table = orders().table("orders").orElseThrow();
    Property region = table.property("region").orElseThrow();
    assertThat(region.columnName()).isEqualTo("region_code");
    assertThat(region.required()).isTrue();
    assertThat(region.allowedValues())
        .containsExactlyElementsOf(List.of(scalar("north"), scalar("south")));
    assertThat(region.quality().get(0).kind()).isEqualTo(QualityKind.LIBRARY);
    assertThat(region.quality().get(0).threshold())
        .map(Threshold::operator)
        .contains(Threshold.Operator.MUST_BE);
    assertThat(table.property("amount").orElseThrow().dataType().label())
        .isEqualTo("decimal(12,2)");
    Property email = table.property("customer").orElseThrow().properties().get(0);
    assertThat(email.path()).isEqualTo("orders.customer.email");
    assertThat(email.jsonPath()).isEqualTo("$.schema[0].properties[5].properties[0]");
    assertThat(email.location().line()).isEqualTo(80);
    assertThat(table.property("tags").orElseThrow().items().orElseThrow().path())
        .isEqualTo("orders.tags[]");
  }

  private static io.meshterious.core.document.ScalarNode scalar(String text) {
    return io.meshterious.core.document.ScalarNode.text(text);
  }

  @Test
  void team_bareListOfMembers_readsTheSame() {
    DataContract old =
        DataContract.parse(
            "{\"apiVersion\": \"v3.0.2\", \"kind\": \"DataContract\", \"id\": \"a\", \"version\": \"1.0.0\", \"status\": \"active\","
                + " \"team\": [{\"username\": \"a@mesh.example\"}]}",
            DocumentFormat.JSON,
            "old.json");
    assertThat(old.team().orElseThrow().bareList()).isTrue();
    assertThat(old.team().orElseThrow().members()).hasSize(1);
  }

  @Test
  void write_givesBackWhatWasRead_inBothFormats() {
    DataContract orders = orders();
    String yaml = orders.write(DocumentFormat.YAML);
    String json = orders.write(DocumentFormat.JSON);
    assertThat(DataContract.parse(yaml, DocumentFormat.YAML, "again")).isEqualTo(orders);
    assertThat(DataContract.parse(json, DocumentFormat.JSON, "again")).isEqualTo(orders);
    assertThat(DataContract.parse(yaml, DocumentFormat.YAML, "again").write(DocumentFormat.YAML))
        .isEqualTo(yaml);
  }

  @Test
  void load_fromFileStreamAndText_isTheSame(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("orders.odcs.yaml"), ORDERS);
    DataContract fromFile = DataContract.load(file);
    assertThat(fromFile).isEqualTo(orders());
    assertThat(fromFile.file()).contains(file);
    assertThat(
            DataContract.load(
                new ByteArrayInputStream(ORDERS.getBytes(StandardCharsets.UTF_8)),
                DocumentFormat.YAML,
                "stream"))
        .isEqualTo(orders());
  }

  @Test
  void builder_makesTheSameAsLoading() {
    // When
    DataContract built =
        DataContract.builder()
            .id("stock")
            .name("Stock")
            .version("1.0.0")
            .status("active")
            .purpose("How much is there")
            .table(
                "stock",
                table ->
                    table
                        .physicalType("table")
                        .custom("mesh.kind", "fact")
                        .property(
                            "product_id",
                            LogicalType.INTEGER,
                            id -> id.format("i64").required().primaryKey(1))
                        .property(
                            "where",
                            LogicalType.OBJECT,
                            where ->
                                where.property(
                                    "lat", LogicalType.NUMBER, lat -> lat.minimum(-90).maximum(90)))
                        .property(
                            "labels",
                            LogicalType.ARRAY,
                            labels ->
                                labels.items(LogicalType.STRING, label -> label.maxLength(10))))
            .sla("latency", 5, "m")
            .build();
    // Then
    DataContract loaded =
        DataContract.parse(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: stock
            name: Stock
            version: 1.0.0
            status: active
            description:
              purpose: How much is there
            schema:
              - name: stock
                physicalType: table
                customProperties:
                  - property: mesh.kind
                    value: fact
                properties:
                  - name: product_id
                    logicalType: integer
                    logicalTypeOptions:
                      format: i64
                    required: true
                    primaryKey: true
                    primaryKeyPosition: 1
                  - name: where
                    logicalType: object
                    properties:
                      - name: lat
                        logicalType: number
                        logicalTypeOptions:
                          minimum: -90
                          maximum: 90
                  - name: labels
                    logicalType: array
                    items:
                      logicalType: string
                      logicalTypeOptions:
                        maxLength: 10
            slaProperties:
              - property: latency
                value: 5
                unit: m
            """,
            DocumentFormat.YAML,
            "stock.odcs.yaml");
    assertThat(built).isEqualTo(loaded);
    assertThat(built.write(DocumentFormat.YAML)).isEqualTo(loaded.write(DocumentFormat.YAML));
  }

  @Test
  void builder_wrongValues_areRefusedAtOnce() {
    assertThatThrownBy(() -> DataContract.builder().id("a").id("b"))
        .isInstanceOf(MeshException.class)
        .hasMessage("Cannot set 'id' of contract: it is set already");
    assertThatThrownBy(() -> DataContract.builder().version(" "))
        .hasMessage("Cannot set 'version' of contract: it is blank");
    assertThatThrownBy(
            () ->
                DataContract.builder()
                    .table(
                        "t",
                        table -> table.property("p", LogicalType.STRING, p -> p.minLength(-1))))
        .hasMessage("Cannot set 'minLength' of property 't.p': it is -1, and at least 0 is needed");
    assertThatThrownBy(() -> DataContract.builder().custom("a", 1).custom("a", 2))
        .hasMessage("Cannot set 'customProperties' of contract: 'a' is set already");
    assertThatThrownBy(() -> DataContract.builder().set("x", new Object()))
        .hasMessageStartingWith("Cannot set 'x' of contract: Cannot make a document node");
  }

  @Test
  void equals_ignoresWhereThingsStood_butNotTheirOrder() {
    DataContract one = DataContract.builder().id("a").version("1.0.0").status("active").build();
    DataContract other = DataContract.builder().version("1.0.0").id("a").status("active").build();
    assertThat(one)
        .isNotEqualTo(other)
        .isEqualTo(DataContract.builder().id("a").version("1.0.0").status("active").build());
    assertThat(Node.of(1)).isEqualTo(Node.of(1L));
  }
}
