// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about faults says what is so. */
class FaultsPageTest {
  private final List<String> page;

  FaultsPageTest() throws IOException {
    page = Files.readAllLines(Path.of("..", "docs", "reference", "faults.md"));
  }

  @Test
  void kinds_onThePage_areThoseThereAreWithTheirOptions() {
    List<String> rows =
        page.stream().filter(it -> it.matches("\\| `[a-z0-9-]+` \\|.*\\|.*\\|.*\\|")).toList();
    for (FaultKind kind : FaultKind.values()) {
      String row =
          rows.stream()
              .filter(it -> it.startsWith("| `" + kind.label() + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(kind.label() + " is not on the page"));
      String options = row.split("\\|", -1)[3].strip();
      String known =
          kind == FaultKind.DRIFT
              ? "see below"
              : kind.options().isEmpty() ? "–" : "`" + String.join("`, `", kind.options()) + "`";
      assertThat(options).as(kind.label()).isEqualTo(known);
    }
    assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::label)).doesNotHaveDuplicates();
  }

  @Test
  void plan_onThePage_isOne(@TempDir Path folder) throws IOException {
    int from = page.indexOf("```yaml") + 1;
    int to = from + page.subList(from, page.size()).indexOf("```");
    List<String> lines =
        page.subList(from, to).stream().filter(it -> !it.contains("contract:")).toList();
    FaultPlan plan = FaultPlan.load(Files.write(folder.resolve("faults.yaml"), lines));
    assertThat(plan.shares()).hasSize(7);
    assertThat(plan.drifts()).hasSize(2);
  }
}
