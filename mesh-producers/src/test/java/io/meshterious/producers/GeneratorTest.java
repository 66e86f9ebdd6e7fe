// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
  private static final String ORDERS = "warehouse.events.orders";

  private static MapNode row(Generator generator, long row) {
    return (MapNode) Document.parse(generator.json(row), DocumentFormat.JSON, "row").root();
  }

  private static String text(MapNode row, String name) {
    return row.scalar(name).orElseThrow().text();
  }

  private static DataContract contract(String properties) {
    return DataContract.parse(
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: t
        version: 1.0.0
        status: active
        schema:
          - name: things
            logicalType: object
            properties:
        """
            + properties.indent(6),
        DocumentFormat.YAML,
        "test");
  }

  @Test
  void json_aRowAlone_isAsAmongOthers() {
    Generator first = ExampleGenerators.of(ORDERS);
    List<String> rows = new ArrayList<>();
    for (long row = 0; row < 2000; row++) {
      rows.add(first.json(row));
    }
    Generator second = ExampleGenerators.of(ORDERS);
    for (int row = 1999; row >= 0; row -= 7) {
      assertThat(second.json(row)).isEqualTo(rows.get(row));
    }
  }

  @Test
  void json_columnsAddedRemovedMoved_changeNoOther() {
    String name = "- {name: name, logicalType: string, required: true}\n";
    String size = "- {name: size, logicalType: integer, required: true}\n";
    String key =
        "- {name: id, logicalType: string, logicalTypeOptions: {format: uuid}, required: true}\n";
    Generator before = Generator.of(contract(name + size)).build();
    Generator after = Generator.of(contract(key + size + name)).build();
    Generator fewer = Generator.of(contract(size)).build();
    for (int row = 0; row < 100; row++) {
      assertThat(text(row(after, row), "name")).isEqualTo(text(row(before, row), "name"));
      assertThat(text(row(after, row), "size"))
          .isEqualTo(text(row(before, row), "size"))
          .isEqualTo(text(row(fewer, row), "size"));
    }
  }

  @Test
  void publisher_rowsOfAll_areThoseOfEach() {
    Generator all = ExampleGenerators.of(ORDERS);
    List<String> regions = List.of("north", "south", "east", "west");
    for (int i = 0; i < regions.size(); i++) {
      Generator one =
          Generator.of(ExampleGenerators.CONTRACTS, ORDERS).publisher(regions.get(i)).build();
      for (long row = 0; row < 50; row++) {
        assertThat(one.json(row)).isEqualTo(all.json(row * 4 + i));
        assertThat(text(row(one, row), "region")).isEqualTo(regions.get(i));
      }
    }
  }

  @Test
  void publisher_ofEvents_hasTheSameYearsAsAll() {
    Generator all = ExampleGenerators.of(ORDERS);
    Generator west = Generator.of(ExampleGenerators.CONTRACTS, ORDERS).publisher("west").build();
    assertThat(west.rows()).isCloseTo(all.rows() / 4, within(1L));
    assertThat(text(row(west, west.rows() - 1), "event_ts")).startsWith("2261-12-31T");
    assertThatThrownBy(() -> west.json(west.rows())).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void seed_another_givesOtherRowsWithTheSameKeys() {
    Generator usual = ExampleGenerators.of(ORDERS);
    Generator other = Generator.of(ExampleGenerators.CONTRACTS, ORDERS).seed(7).build();
    assertThat(other.json(5)).isNotEqualTo(usual.json(5));
    assertThat(text(row(other, 5), "order_id")).isEqualTo(text(row(usual, 5), "order_id"));
  }

  @Test
  void start_andRowsADay_decideWhenEventsHappen() {
    Generator generator =
        Generator.of(ExampleGenerators.CONTRACTS, ORDERS)
            .start(LocalDate.of(2024, 2, 29))
            .rowsADay(24)
            .build();
    assertThat(text(row(generator, 0), "event_ts")).startsWith("2024-02-29T");
    Instant later = Instant.parse(text(row(generator, 24 * 365), "event_ts"));
    assertThat(later)
        .isBetween(Instant.parse("2025-01-15T00:00:00Z"), Instant.parse("2025-03-20T00:00:00Z"));
  }

  @Test
  void derivedFrom_ofNumbers_isExact() {
    Generator orders = ExampleGenerators.of(ORDERS);
    for (long row = 0; row < 2000; row++) {
      MapNode order = row(orders, row);
      BigDecimal amount = new BigDecimal(text(order, "amount"));
      BigDecimal product =
          new BigDecimal(text(order, "qty")).multiply(new BigDecimal(text(order, "unit_price")));
      assertThat(amount).isEqualByComparingTo(product);
    }
  }

  @Test
  void references_toEvents_areEarlierEventsOfTheSamePublisher() {
    Generator returns = ExampleGenerators.of("warehouse.events.returns");
    Generator orders = ExampleGenerators.of(ORDERS);
    for (long row = 40_000; row < 41_000; row++) {
      MapNode returned = row(returns, row);
      long order = Long.parseLong(text(returned, "order_id").substring(4)) - 1;
      MapNode ordered = row(orders, order);
      assertThat(text(ordered, "order_id")).isEqualTo(text(returned, "order_id"));
      assertThat(text(ordered, "region")).isEqualTo(text(returned, "region"));
      assertThat(Instant.parse(text(ordered, "event_ts")))
          .isBefore(Instant.parse(text(returned, "event_ts")));
    }
  }

  @Test
  void references_toOtherTables_areRowsThatExist() {
    Generator products = ExampleGenerators.of("warehouse.dimensions.dim_product");
    Set<String> known = new HashSet<>();
    for (long row = 0; row < products.rows(); row++) {
      known.add(text(row(products, row), "product_id"));
    }
    Generator orders = ExampleGenerators.of(ORDERS);
    Set<String> ordered = new HashSet<>();
    for (long row = 0; row < 3000; row++) {
      ordered.add(text(row(orders, row), "product_id"));
    }
    assertThat(known).hasSize((int) products.rows()).containsAll(ordered);
    assertThat(ordered).hasSizeGreaterThan(200);
  }

  @Test
  void uniqueValues_ofManyRows_differ() {
    Generator orders = ExampleGenerators.of(ORDERS);
    Set<String> events = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (long row = 0; row < 20_000; row++) {
      MapNode order = row(orders, row);
      events.add(text(order, "event_id"));
      numbers.add(text(order, "order_id"));
    }
    assertThat(events).hasSize(20_000);
    assertThat(numbers).hasSize(20_000).doesNotContain("ORD-00000000");
  }

  @Test
  void ndjson_someRows_areALineEach() throws IOException {
    Generator orders = ExampleGenerators.of(ORDERS);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    orders.ndjson(10, 13, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(orders.json(10) + "\n" + orders.json(11) + "\n" + orders.json(12) + "\n");
  }

  @Test
  void json_noRowOfIt_isRefused() {
    Generator codes = ExampleGenerators.of("warehouse.dimensions.dim_error_code");
    assertThat(codes.rows()).isEqualTo(10);
    assertThatThrownBy(() -> codes.json(10)).hasMessage("row 10 of 10");
    assertThatThrownBy(() -> codes.json(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void builder_unknownNames_sayWhatIsKnown() {
    Generator.Builder builder = Generator.of(ExampleGenerators.CONTRACTS, ORDERS);
    assertThatThrownBy(() -> builder.publisher("norht"))
        .isInstanceOf(MeshException.class)
        .hasMessage(
            "Cannot generate 'warehouse.events.orders': it has no publisher 'norht'; did you mean"
                + " 'north'?; known are [north, south, east, west]");
    assertThatThrownBy(() -> builder.table("order"))
        .hasMessageContaining("it has no table 'order'; did you mean 'orders'?");
    assertThatThrownBy(() -> builder.rowsADay(0.5))
        .hasMessage("Invalid rows a day: 0.5 (1 to 1000000000)");
    assertThatThrownBy(() -> builder.start(LocalDate.of(2300, 1, 1)))
        .hasMessage("Invalid start: 2300-01-01 (1970 to 2200)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{name: a, logicalType: integer, logicalTypeOptions: {minimum: 5, maximum: 9, multipleOf: 20}};"
            + "Cannot generate 'things.a': no number lies between its bounds",
        "{name: a, logicalType: string, logicalTypeOptions: {pattern: '^[a]{9}$', maxLength: 5}};"
            + "Cannot generate 'things.a': no text of at most 64 characters matches",
        "{name: a, logicalType: array, required: true, logicalTypeOptions: {uniqueItems: true, minItems: 3}, items: {logicalType: boolean}};"
            + "Cannot generate 'things.a': it needs 3 items that differ",
        "{name: a, logicalType: object, logicalTypeOptions: {minProperties: 2}, properties: [{name: b, logicalType: integer}]};"
            + "Cannot generate 'things.a': it can have 1 properties and needs 2",
        "{name: a, logicalType: integer, customProperties: [{property: mesh.derivedFrom, value: 2 * b}]};"
            + "Cannot generate 'things.a': its expression '2 * b' cannot be computed: there is no property 'b'",
        "{name: a, logicalType: integer, customProperties: [{property: mesh.derivedFrom, value: a + 1}]};"
            + "Cannot generate 'things.a': its value follows from itself",
      })
  void json_contractThatNoValueFulfils_isRefused(String property, String message) {
    Generator generator = Generator.of(contract("- " + property)).build();
    assertThatThrownBy(() -> generator.json(0))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith(message);
  }
}
