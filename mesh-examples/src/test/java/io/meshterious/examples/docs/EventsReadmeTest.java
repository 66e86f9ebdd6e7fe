// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.producers.Producer;
import io.meshterious.producers.ProducerReport;
import io.meshterious.producers.fault.FaultPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The code about events in the README is this code. */
@Isolated("it replaces standard output")
class EventsReadmeTest {
  @TempDir private Path folder;

  @Test
  void readme_codeRuns() throws IOException, InterruptedException {
    DataContracts contracts = DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      // readme:begin
      // Row n of a contract is the same whenever and wherever it is made; faults are noted down.
      ProducerReport report =
          Producer.of(contracts, "warehouse.events.orders")
              .publisher("north")
              .burst(10_000)
              .faults(FaultPlan.parse("malformed=0.01,duplicate=0.02"))
              .truth(folder.resolve("truth.ndjson"))
              .to(folder.resolve("orders.ndjson").toString())
              .run();
      System.out.println(report.sent() + " events, " + report.faults());
      // readme:end
    } finally {
      System.setOut(terminal);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).matches("10[0-9]{3} events, \\{.*\\}\\R");
    assertThat(Files.readAllLines(folder.resolve("truth.ndjson"))).hasSizeBetween(200, 400);
  }

  @Test
  void readme_holdsThisCode() throws IOException {
    ReadmeCode.assertHeld(EventsReadmeTest.class);
  }
}
