// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CompatibilityPageTest {
  private static final Path PAGE = Path.of("../docs/reference/compatibility.md");

  @Test
  void page_tables_sayWhatTheKindsSay() throws IOException {
    // Given
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    // When
    List<String> facts = rows.stream().map(CompatibilityPageTest::facts).toList();

    // Then
    assertThat(facts)
        .containsExactlyElementsOf(
            Arrays.stream(ChangeKind.values()).map(CompatibilityPageTest::facts).toList());
  }

  /** A row without the words about what changed. */
  private static String facts(String row) {
    List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    assertThat(cells).as(row).hasSize(8);
    assertThat(cells.get(2)).as("what changed in %s", row).isNotBlank();
    return String.join(" | ", cells.get(1), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
  }

  private static String facts(ChangeKind kind) {
    return String.join(
        " | ",
        "`" + kind + "`",
        word(kind.readers()),
        word(kind.writers()),
        word(kind.bump()),
        kind.why());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
