// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.reject.RejectGroup;
import io.meshterious.ingest.reject.Rejects;
import io.meshterious.ingest.reject.ReplayReport;
import io.meshterious.lake.Lake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The code of the page about replaying rejected events is this code. */
@Isolated("it replaces standard output")
class ReplayRejectsTest {
  private static final Path SOURCE =
      Path.of("src/test/java", ReplayRejectsTest.class.getName().replace('.', '/') + ".java");
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: sales
      version: 1.0.0
      status: active
      schema:
        - name: sales
          customProperties:
            - {property: mesh.kind, value: event}
            - {property: mesh.eventId, value: sale_id}
          properties:
            - {name: sale_id, logicalType: string, required: true}
            - {name: qty, logicalType: integer, required: true,
               logicalTypeOptions: {minimum: 1, maximum: 9}}
            - name: colour
              logicalType: string
              required: true
              customProperties:
                - {property: mesh.vocabulary, value: [red, blue]}
      """;

  @TempDir private Path folder;

  private void reject(Lake lake) throws IOException, InterruptedException {
    DataContract contract =
        DataContract.load(Files.writeString(folder.resolve("sales.odcs.yaml"), CONTRACT));
    String name = "sales-" + UUID.randomUUID();
    MemoryQueue queue = MemoryQueue.named(name);
    EventKind kind = EventKind.of(contract, contract.tables().get(0));
    for (String values :
        List.of(
            "'a','qty':1,'colour':'red'",
            "'b','qty':2,'colour':'green'",
            "'c','qty':10,'colour':'blue'")) {
      String json = ("{'sale_id':" + values + "}").replace('\'', '"');
      queue.put(new Event(kind, "", Instant.EPOCH, json.getBytes(UTF_8)));
    }
    try (Ingest ingest =
        Ingest.named("sales")
            .from("memory:" + name)
            .contract(contract)
            .into(lake, "raw.sales")
            .start()) {
      assertThat(ingest.awaitDrained(Duration.ofSeconds(30))).isTrue();
    } finally {
      MemoryQueue.forget(name);
    }
  }

  @Test
  void page_codeRuns() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("sales-1.1.odcs.yaml"),
        CONTRACT.replace("1.0.0", "1.1.0").replace("[red, blue]", "[red, blue, green]"));
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      reject(lake);
      System.setOut(new PrintStream(printed, true, UTF_8));
      // page:begin
      Rejects rejects = Rejects.of(lake, "raw.sales");
      for (RejectGroup group : rejects.inspect()) {
        System.out.println(group.count() + " " + group.reason() + " " + group.field());
        for (RejectGroup.Example it : group.examples()) {
          System.out.println("  " + it.eventId() + ": " + it.message());
        }
      }
      // page:end
      // page:begin
      DataContract withGreen = DataContract.load(folder.resolve("sales-1.1.odcs.yaml"));
      ReplayReport report = rejects.replay(withGreen).where("field = 'colour'").run();
      System.out.println(report.replayed() + " replayed, " + report.rejectedAgain());
      // page:end
      // page:begin
      ReplayReport mended =
          rejects
              .replay(withGreen)
              .where("reason = 'OUT_OF_RANGE'")
              .transform(
                  it -> new String(it, UTF_8).replace("\"qty\":10", "\"qty\":9").getBytes(UTF_8))
              .run();
      System.out.println(mended.replayed() + " mended");
      // page:end
      assertThat(lake.sql("select count(*) from raw.sales").value(Long.class)).contains(3L);
    } finally {
      System.setOut(terminal);
    }
    assertThat(printed.toString(UTF_8))
        .contains("1 NOT_ALLOWED colour", "  b: ", "1 OUT_OF_RANGE qty", "1 replayed, {}")
        .contains("1 mended");
  }

  @Test
  void page_holdsThisCode() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "how-to", "replay-rejects.md"));
    List<String> regions =
        Pattern.compile("(?s) // page:begin\n(.*?)\n *// page:end")
            .matcher(Files.readString(SOURCE))
            .results()
            .map(it -> it.group(1).stripTrailing().stripIndent())
            .toList();
    assertThat(regions).hasSize(3);
    assertThat(regions).allSatisfy(it -> assertThat(page).contains("```java\n" + it + "\n```"));
  }
}
