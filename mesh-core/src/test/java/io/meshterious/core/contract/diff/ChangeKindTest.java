// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeKindTest {
  static List<ChangeCase> alone() {
    return Stream.of(ContractCases.all(), TableCases.all(), PropertyCases.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("alone")
  void diff_oneChange_isTheOnlyOneReported(ChangeCase one) {
    // When
    ContractDiff diff = Edits.diff(one.older(), one.newer());

    // Then
    assertThat(diff.changes()).hasSize(1);
    Change change = diff.changes().get(0);
    assertThat(change.kind()).isEqualTo(one.kind());
    assertThat(change.path()).isEqualTo(one.path());
    assertThat(change.readers()).as("readers").isEqualTo(one.readers());
    assertThat(change.writers()).as("writers").isEqualTo(one.writers());
    assertThat(change.what()).isEqualTo(one.what());
    assertThat(change.reason()).isEqualTo(one.what() + ": " + one.kind().why());
    assertThat(change.bump()).isEqualTo(bump(one));
    assertThat(diff.impact()).isEqualTo(change.impact());
    assertThat(diff.requiredBump()).isEqualTo(bump(one));
    assertThat(change.olderPath().isPresent() || change.newerPath().isPresent()).isTrue();
  }

  private static VersionBump bump(ChangeCase one) {
    if (one.impacts().contains("B")) {
      return VersionBump.MAJOR;
    }
    return one.impacts().contains("C") ? VersionBump.MINOR : VersionBump.PATCH;
  }

  @Test
  void cases_coverEveryKind() {
    Set<ChangeKind> missing = EnumSet.allOf(ChangeKind.class);
    alone().forEach(one -> missing.remove(one.kind()));
    missing.removeAll(DifferTest.KINDS_WITH_OTHERS);
    assertThat(missing).isEmpty();
  }
}
