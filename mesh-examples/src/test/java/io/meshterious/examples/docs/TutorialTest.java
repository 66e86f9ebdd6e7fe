// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.lake.Lake;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.FaultPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The code of the tutorial is this code. */
@Isolated("it replaces standard output")
class TutorialTest {
  private static final Path PAGE = Path.of("..", "docs", "tutorial", "first-pipeline.md");
  private static final Pattern REGION =
      Pattern.compile("// tutorial:begin\\n(.*?)\\n *// tutorial:end", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void tutorial_codeRuns_andAgainKnowsAll() throws Exception {
    MemoryQueue.forget("orders");
    String first = printed();
    String again = printed();
    assertThat(first)
        .contains("received=10", "JSON_MALFORMED")
        .doesNotContain("stored=0")
        .containsPattern("deduplicated=1\\d\\d,|deduplicated=2\\d\\d,");
    assertThat(again).contains("received=10", "stored=0,", "rejected=0,");
  }

  private String printed() throws InterruptedException {
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      run();
    } finally {
      System.setOut(terminal);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void run() throws InterruptedException {
    // tutorial:begin
    DataContracts contracts = DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
    Producer.of(contracts, "warehouse.events.orders")
        .burst(10_000)
        .faults(FaultPlan.parse("malformed=0.01,duplicate=0.02"))
        .to("memory:orders")
        .run();
    // tutorial:end
    // tutorial:begin
    try (Lake lake = Lake.open(folder);
        Ingest ingest =
            Ingest.named("orders")
                .from("memory:orders")
                .contract(contracts.contract("warehouse.events.orders"))
                .into(lake, "raw.orders")
                .start()) {
      ingest.awaitDrained(Duration.ofMinutes(1));
      System.out.println(ingest.status().counts());
      lake.sql("select warehouse_id, count(*) as orders from raw.orders group by all").print();
      lake.sql("select reason, count(*) as events from raw.orders__rejects group by all").print();
    }
    // tutorial:end
  }

  @Test
  void tutorial_holdsThisCode() throws IOException {
    String name = TutorialTest.class.getName().replace('.', '/') + ".java";
    String page = Files.readString(PAGE);
    Matcher region = REGION.matcher(Files.readString(Path.of("src/test/java", name)));
    int regions = 0;
    while (region.find()) {
      assertThat(page)
          .contains("```java\n" + region.group(1).stripIndent().stripTrailing() + "\n```");
      regions++;
    }
    assertThat(regions).isEqualTo(2);
  }
}
