// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.ContractDiff;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.plugin.Plugins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The code in the README is this code. */
@Isolated("it replaces standard output")
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCE =
      Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java");

  @Test
  void readme_codeRuns() {
    Path folder = ROOT.resolve("mesh-examples/contracts");
    DataContract yesterday =
        DataContract.parse(
            DataContract.load(folder.resolve("warehouse/events/orders.odcs.yaml"))
                .write(DocumentFormat.YAML)
                .replace("required: true", "required: false"),
            DocumentFormat.YAML,
            "yesterday");
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      // readme:begin
      // Everything that breaks the standard is reported at once, with file, line and column.
      DataContracts contracts = DataContracts.loadAll(folder);
      DataContract orders = contracts.contract("warehouse.events.orders");
      orders.lint().findings().forEach(System.out::println);

      // The types that its properties resolve to.
      Table table = orders.tables().get(0);
      table.properties().forEach(it -> System.out.println(it.name() + " " + it.dataType().label()));

      // What it drives: a schema, statements, a suite, or what your own plugin makes.
      ContractRenderer postgres = Plugins.load().named(ContractRenderer.class, "ddl:postgres");
      System.out.print(postgres.render(RenderRequest.of(orders).within(contracts)).text());

      // Breaking, compatible or cosmetic, why, and whether the version says so.
      ContractDiff diff = orders.diff(yesterday);
      System.out.println(diff.explain());
      // readme:end
      assertThat(diff.changes()).isNotEmpty();
    } finally {
      System.setOut(terminal);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("event_id uuid", "CREATE TABLE", "major");
  }

  @Test
  void readme_holdsThisCode() throws IOException {
    String source = Files.readString(SOURCE);
    String begin = "      // readme:begin\n";
    String region =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("      // readme:end"));
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("```java\n" + region.stripTrailing().stripIndent() + "\n```");
  }
}
