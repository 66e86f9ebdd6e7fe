// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo: all of the warehouse, and nothing of anybody else. */
class DemoCommandTest {
  private static final String OWN =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: own
      version: 1.0.0
      status: active
      schema:
        - name: NAME
          properties:
            - {name: id, logicalType: integer, required: true}
      """;

  @TempDir private Path folder;

  private Path contract(String table) throws IOException {
    return Files.writeString(folder.resolve(table + ".odcs.yaml"), OWN.replace("NAME", table));
  }

  @Test
  void demo_fillsTheWarehouse_checksIt_andAsks() throws IOException {
    // Given
    Path lake = folder.resolve("lake");
    mesh("create", contract("stock"), "--lake", lake);
    // When
    CliRun run = mesh("demo", "--lake", lake, "--events", 4_000);
    // Then
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("28 contracts, 34 tables", "They drive 10 renderers")
        .containsPattern("warehouse\\.orders +3[0-9]{2} ")
        .contains("shop.payments", "warehouse.vehicle_tracking")
        .contains("The books are balanced: received = stored + deduplicated + rejected")
        .containsPattern("Score: ([0-9]+) of \\1 faults found, 0 missed, 0 invented")
        .contains("returned_percent", "late_percent", "worth")
        .contains("./mesh books warehouse.orders --lake " + lake);
    assertThat(run.out().lines().toList()).allMatch(line -> line.length() <= 110);
    assertThat(mesh("books", "warehouse.orders", "--lake", lake).out())
        .contains("the books are balanced");

    // When
    CliRun again = mesh("demo", "--lake", lake, "--events", 4_000, "--json");

    // Then
    MapNode json = again.json();
    assertThat(again.code()).isZero();
    assertThat(json.maps("drives")).hasSize(10);
    assertThat(json.maps("tables")).hasSize(26);
    assertThat(json.get("balanced")).contains(Node.of(true));
    assertThat(json.text("lake")).contains(lake.toString());
    String rows = "select count(*) as n from warehouse.orders";
    long stored =
        json.maps("tables").stream()
            .filter(it -> it.text("table").filter("warehouse.orders"::equals).isPresent())
            .mapToLong(it -> Long.parseLong(it.get("stored").orElseThrow().toString()))
            .sum();
    assertThat(mesh("sql", rows, "--lake", lake, "--format", "csv").out().lines())
        .containsExactly("n", "" + stored);
    assertThat(mesh("tables", "--lake", lake).out()).contains("main.stock", "shop.orders");
  }

  @Test
  void demo_tableOfSomebodyElse_isNotReplaced() throws IOException {
    Path lake = folder.resolve("lake");
    mesh("create", contract("orders"), "--lake", lake, "--namespace", "warehouse");
    CliRun run = mesh("demo", "--lake", lake, "--events", 1_000);
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("'warehouse.orders'");
    assertThat(mesh("describe", "warehouse.orders", "--lake", lake).out()).contains("id");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "100000001"})
  void events_thatAreTooFewOrTooMany_areRefused(long events) {
    CliRun run = mesh("demo", "--events", events);
    assertThat(run.code()).isEqualTo(MeshCli.USAGE);
    assertThat(run.err()).contains("Invalid --events: " + events + " (1 to 100000000)");
  }

  @Test
  @Timeout(60)
  void demo_thatIsInterrupted_leavesNoLake() throws Exception {
    String output = DemoProcess.interrupted(folder);
    assertThat(output).doesNotContain("failed", "Exception");
    assertThat(DemoProcess.lakes(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rabbitmq-stream://localhost, (a RabbitMQ; such as amqp://user:password@localhost/",
    "amqp://localhost/?colour=red, Cannot use option 'colour' of broker",
    "amqp://localhost:1/, nobody listens at localhost:1"
  })
  void broker_thatCannotBeUsed_isRefused(String uri, String why) {
    CliRun run = mesh("demo", "--rabbitmq", uri, "--events", 1_000);
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains(why.replace(';', ','));
  }
}
