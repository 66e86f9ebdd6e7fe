// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.Impact;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvolutionRulesTest {
  @Test
  void refuses_whatBreaksWriters_unlessItIsNotAboutRowsOrCanBeDone() {
    assertThat(
            Arrays.stream(ChangeKind.values())
                .filter(kind -> kind.writers() == Impact.BREAKING)
                .filter(kind -> !EvolutionRules.refuses(kind)))
        .containsExactlyInAnyOrder(
            ChangeKind.STATUS_RETIRED,
            ChangeKind.SERVER_REMOVED,
            ChangeKind.SERVER_CHANGED,
            ChangeKind.ROLE_REMOVED,
            ChangeKind.ROLE_ACCESS_CHANGED,
            ChangeKind.TABLE_REMOVED,
            ChangeKind.TABLE_RENAMED,
            ChangeKind.TABLE_PHYSICALLY_RENAMED,
            ChangeKind.TABLE_PHYSICAL_TYPE_CHANGED,
            ChangeKind.LATENESS_LOWERED,
            ChangeKind.UNKNOWN_FIELDS_REJECTED,
            ChangeKind.PUBLISHER_REMOVED,
            ChangeKind.PROPERTY_ADDED_REQUIRED,
            ChangeKind.PROPERTY_RENAMED,
            ChangeKind.PROPERTY_PHYSICALLY_RENAMED,
            ChangeKind.FORMAT_CHANGED,
            ChangeKind.ENCRYPTED_NAME_CHANGED);
  }

  @Test
  void refuses_nothingThatWritersDoNotMind_butTheLossOfUnknownFields() {
    assertThat(
            Arrays.stream(ChangeKind.values())
                .filter(EvolutionRules::refuses)
                .filter(kind -> kind.writers() != Impact.BREAKING))
        .containsExactly(ChangeKind.UNKNOWN_FIELDS_DROPPED);
  }
}
