// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.Edits.BASE;
import static io.meshterious.core.contract.diff.Edits.diff;
import static io.meshterious.core.contract.diff.Edits.edited;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractDiffTest {
  private static ContractDiff with(String older, String newer, ChangeKind... kinds) {
    List<Change> changes = new ArrayList<>();
    for (ChangeKind kind : kinds) {
      changes.add(
          new Change(
              kind,
              Optional.of("t"),
              Optional.of("t.a"),
              Optional.of("t.a"),
              "it changed",
              Optional.empty(),
              Optional.empty()));
    }
    return new ContractDiff(older, newer, changes);
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.0, 1.4.0, NONE",
    "1.4.0, 1.4.1, PATCH",
    "1.4.0, 1.5.0, MINOR",
    "1.4.9, 2.0.0, MAJOR",
    "1.4.0, 1.3.9, NONE",
    "2.0.0, 1.9.9, NONE",
    "1.9.0, 1.10.0, MINOR",
    "v1.0, 1.0.1, PATCH",
    "1, 2, MAJOR",
    "2.0.0-rc.1, 2.0.0, PATCH",
    "2.0.0, 2.0.0-rc.1, NONE",
    "2.0.0-rc.2, 2.0.0-rc.10, PATCH",
    "2.0.0-alpha, 2.0.0-alpha.1, PATCH",
    "2.0.0-1, 2.0.0-a, PATCH",
    "1.0.0+b1, 1.0.0+b2, NONE",
    "0.3.0, 1.0.0, MAJOR"
  })
  void declaredBump_semanticVersions_isTheNumberThatRises(
      String older, String newer, VersionBump bump) {
    assertThat(with(older, newer).declaredBump()).contains(bump);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1.0.0",
    "1.0.0, ''",
    "2026-A, 1.0.0",
    "1.0.0, 1.0.0.0",
    "01.0.0, 2.0.0",
    "1.0.0, next"
  })
  void satisfied_otherVersions_cannotBeTold(String older, String newer) {
    ContractDiff diff = with(older, newer, ChangeKind.TAGS_CHANGED);
    assertThat(diff.declaredBump()).isEmpty();
    assertThat(diff.satisfied()).isFalse();
    assertThat(diff.explain()).contains("is not a semantic version such as 1.2.0");
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.0, 2.0.0, TYPE_CHANGED, MAJOR, true, 2.0.0",
    "1.4.0, 1.5.0, TYPE_CHANGED, MAJOR, false, 2.0.0",
    "1.4.0, 1.5.0, TABLE_ADDED, MINOR, true, 1.5.0",
    "1.4.0, 1.4.1, TABLE_ADDED, MINOR, false, 1.5.0",
    "1.4.0, 1.4.1, TAGS_CHANGED, PATCH, true, 1.4.1",
    "1.4.0, 1.4.0, TAGS_CHANGED, PATCH, false, 1.4.1",
    "1.4.0, 2.0.0, TAGS_CHANGED, PATCH, true, 1.4.1",
    "0.4.0, 0.5.0, TYPE_CHANGED, MINOR, true, 0.5.0",
    "0.4.0, 0.4.1, TYPE_CHANGED, MINOR, false, 0.5.0",
    "0.4.0, 0.4.1, TABLE_ADDED, PATCH, true, 0.4.1",
    "2.0.0-rc.1, 2.0.0, TYPE_CHANGED, MAJOR, true, 3.0.0",
    "2.0.0-rc.1, 2.0.0-beta, TYPE_CHANGED, MAJOR, false, 3.0.0"
  })
  void satisfied_bumpsHeldAgainstChanges(
      String older,
      String newer,
      ChangeKind kind,
      VersionBump required,
      boolean satisfied,
      String lowest) {
    ContractDiff diff = with(older, newer, kind);
    assertThat(diff.requiredBump()).isEqualTo(required);
    assertThat(diff.satisfied()).isEqualTo(satisfied);
    assertThat(diff.lowestVersion()).contains(lowest);
    assertThat(diff.explain()).endsWith(satisfied ? "which will do." : " or later.");
  }

  @Test
  void explain_tooSmallABump_namesTheLowestVersion() {
    ContractDiff diff =
        diff(
            BASE,
            edited(
                "version: 1.4.0", "version: 1.5.0", "logicalType: date", "logicalType: timestamp"));
    assertThat(diff.explain())
        .isEqualTo(
            "2 changes, the worst breaking, require a major bump; the version goes from 1.4.0 to 1.5.0 and makes a minor bump, but has to be 2.0.0 or later.");
    assertThat(diff.lowestVersion()).contains("2.0.0");
    assertThat(diff(BASE, BASE).explain()).isEqualTo("Nothing changed.");
  }

  @Test
  void changelog_allImpacts_listsTheWorstFirst() {
    // Given
    String newer =
        edited(
            "version: 1.4.0",
            "version: 2.0.0",
            "physicalType: int\n",
            "physicalType: bigint\n",
            "[north, south]",
            "[north, south, east]",
            "tags: [retail]",
            "tags: [shop]");

    // When
    String changelog = diff(BASE, newer).changelog();

    // Then
    assertThat(changelog)
        .isEqualTo(
            """
            ## 2.0.0 — breaking

            ### Breaking

            - `orders.qty`: the type changed from i32 to i64: readers may meet values that the old type cannot hold (readers)

            ### Compatible

            - `orders`: publishers are new: east: the other publishers stay

            ### Cosmetic

            - `$.tags`: the list of tags changed from ["retail"] to ["shop"]
            """);
  }

  @Test
  void changelog_onlyTheVersion_saysSo() {
    assertThat(diff(BASE, edited("version: 1.4.0", "version: 1.4.1")).changelog())
        .isEqualTo("## 1.4.1\n\nNothing changed but the version.\n");
    assertThat(diff(BASE, BASE).changelog()).isEqualTo("## 1.4.0\n\nNothing changed.\n");
  }

  @Test
  void changelog_valuesWithLineBreaks_stayOnOneLine() {
    String changelog =
        diff(BASE, edited("description: Orders as they come in", "description: \"Orders\\n# all\""))
            .changelog();
    assertThat(changelog.lines().filter(line -> line.startsWith("#")))
        .containsExactly("## 1.4.0 — cosmetic", "### Cosmetic");
  }

  @Test
  void of_impact_givesThoseChangesOnly() {
    ContractDiff diff =
        with(
            "1.0.0",
            "2.0.0",
            ChangeKind.TYPE_CHANGED,
            ChangeKind.TAGS_CHANGED,
            ChangeKind.TABLE_ADDED);
    assertThat(diff.of(Impact.BREAKING))
        .extracting(Change::kind)
        .containsExactly(ChangeKind.TYPE_CHANGED);
    assertThat(diff.of(Impact.COSMETIC))
        .extracting(Change::kind)
        .containsExactly(ChangeKind.TAGS_CHANGED);
  }
}
