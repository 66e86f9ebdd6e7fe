// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintRobustnessTest {
  @Test
  void lint_examples_haveNoErrorsAndNoWarnings() {
    assertThat(ExampleContracts.load().lint().findings())
        .filteredOn(finding -> finding.severity() != Severity.STYLE)
        .isEmpty();
  }

  @Test
  void lint_contractsThatMakeNoSense_neverFailsAndPlacesEachFinding() throws IOException {
    SeededRandom random = SeededRandom.forTest("lint of contracts that make no sense");
    ContractMutations mutations = new ContractMutations(random);
    for (int round = 0; round < SeededRandom.rounds(2_000); round++) {
      String json = Document.write(mutations.next(), DocumentFormat.JSON);
      List<Finding> findings =
          DataContract.lenient(Document.parse(json, DocumentFormat.JSON, "mutant"))
              .lint()
              .findings();
      assertThat(findings)
          .as("round %s of seed %s: %s", round, random.seed(), json)
          .allSatisfy(
              finding -> {
                assertThat(finding.location().known()).isTrue();
                assertThat(finding.jsonPath()).startsWith("$");
                assertThat(finding.found()).isNotBlank();
              });
    }
  }
}
