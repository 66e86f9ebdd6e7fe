// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static io.meshterious.examples.cli.CliRun.mesh;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo through a real broker. */
class DemoRabbitIT {
  @TempDir private Path folder;

  @Test
  void demo_throughBroker_fillsTheWarehouse_andLeavesNoQueue() {
    // Given
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost host = rabbit.newVirtualHost();
    Path lake = folder.resolve("lake");

    // When
    CliRun run =
        mesh("demo", "--rabbitmq", host.amqpUri(), "--events", 2_000, "--lake", lake, "--json");

    // Then
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    MapNode json = run.json();
    assertThat(json.maps("tables")).hasSize(26);
    assertThat(json.get("balanced")).contains(Node.of(true));
    assertThat(json.text("through").orElseThrow()).startsWith("amqp://guest:***@");
    assertThat(mesh("tables", "--lake", lake).out()).contains("shop.orders", "warehouse.orders");
    assertThat(queues(rabbit, host)).isEmpty();
  }

  @Test
  @Timeout(60)
  void demo_thatIsInterrupted_leavesNeitherQueuesNorLake() throws Exception {
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost host = rabbit.newVirtualHost();
    String output = DemoProcess.interrupted(folder, "--rabbitmq", host.amqpUri().toString());
    assertThat(output).doesNotContain("failed", "Exception");
    assertThat(DemoProcess.lakes(folder)).isEmpty();
    assertThat(queues(rabbit, host)).isEmpty();
  }

  private static String queues(RabbitFixture rabbit, VirtualHost host) {
    return rabbit.ctl("--no-table-headers", "list_queues", "-p", host.name(), "name").strip();
  }
}
