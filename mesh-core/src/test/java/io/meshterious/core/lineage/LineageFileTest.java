// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageFileTest {
  private static final LineageFact FACT =
      new LineageFact(
          Instant.parse("2026-03-14T09:00:10Z"),
          "ingest",
          "orders \"north\"\n  \u00e4",
          List.of(
              new LineageData(
                  "rabbitmq-stream://localhost/?stream=orders",
                  Map.of("orders", "4712"),
                  Map.of("events", 1_000L))),
          List.of(
              new LineageData(
                  "raw.orders", Map.of("snapshot", "8017"), Map.of("rows", 990L, "files", 1L)),
              new LineageData("raw.orders__rejects", Map.of(), Map.of())));

  @TempDir private Path folder;

  @Test
  void tell_facts_appendsALineForEach() throws Exception {
    Path path = folder.resolve("lineage.ndjson");
    try (LineageFile file = LineageFile.open(path)) {
      file.tell(FACT);
    }
    try (LineageFile file = LineageFile.open(path)) {
      file.tell(FACT);
      assertThat(Files.readAllLines(path)).as("before it is closed").hasSize(2);
    }
    List<String> lines = Files.readAllLines(path);
    assertThat(lines.get(0))
        .isEqualTo(lines.get(1))
        .startsWith("{\"when\": \"2026-03-14T09:00:10Z\"");
    MapNode read =
        (MapNode) Document.parse(lines.get(0), DocumentFormat.JSON, "lineage.ndjson").root();
    assertThat(read.text("job")).hasValue(FACT.job());
    assertThat(read.maps("inputs").get(0).map("at").orElseThrow().text("orders")).hasValue("4712");
    assertThat(read.maps("outputs")).hasSize(2);
    assertThat(read.maps("outputs").get(0).map("counts").orElseThrow().keys())
        .containsExactly("files", "rows");
  }

  @Test
  void open_whereNothingCanBeWritten_saysWhere() {
    assertThatThrownBy(() -> LineageFile.open(folder))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith("Cannot write facts of lineage to '" + folder)
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(LineageError.LINEAGE_UNWRITABLE);
  }

  @Test
  void tell_afterItWasClosed_fails() {
    LineageFile file = LineageFile.open(folder.resolve("x"));
    file.close();
    assertThatThrownBy(() -> file.tell(FACT)).hasMessageContaining("closed");
  }
}
