// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintRuleTest {
  /** The rules about several files, which {@link LintFilesTest} holds. */
  private static final Set<LintRule> ABOUT_FILES =
      EnumSet.of(LintRule.UNREADABLE, LintRule.DUPLICATE_CONTRACT, LintRule.UNKNOWN_REFERENCE_FILE);

  static List<LintCase> cases() throws IOException {
    return LintCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lint_case_isReportedWhereItStands(LintCase lintCase) {
    // When
    List<Finding> findings = lintCase.contract().lint().findings();

    // Then
    assertThat(
            findings.stream()
                .filter(finding -> finding.rule() == lintCase.rule())
                .map(LintRuleTest::line))
        .as(lintCase.yaml())
        .containsExactlyElementsOf(lintCase.expected());
    assertThat(lintCase.expected()).isNotEmpty();
  }

  private static String line(Finding finding) {
    return finding.location().line()
        + ":"
        + finding.location().column()
        + " "
        + finding.jsonPath()
        + " | "
        + finding.message();
  }

  @Test
  void rules_each_haveACase() throws IOException {
    Set<LintRule> covered = EnumSet.copyOf(ABOUT_FILES);
    LintCase.all().forEach(lintCase -> covered.add(lintCase.rule()));
    assertThat(covered).containsExactlyInAnyOrder(LintRule.values());
  }

  @Test
  void rules_each_standInTheReference() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "reference", "lint.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows).hasSameSizeAs(LintRule.values());
    assertThat(Arrays.stream(LintRule.values()))
        .allSatisfy(
            rule -> {
              String start =
                  "| `"
                      + rule.id()
                      + "` | "
                      + rule.severity().name().toLowerCase(Locale.ROOT)
                      + " | "
                      + rule.description()
                      + " | ";
              assertThat(rows)
                  .filteredOn(row -> row.startsWith(start) && row.length() > start.length() + 3)
                  .as(start)
                  .hasSize(1);
            });
  }
}
