// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.testkit.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  @Test
  void loadWriteLoad_contractsByChance_isTheIdentity() {
    SeededRandom random = SeededRandom.forTest("round trip of contracts by chance");
    RandomContracts contracts = RandomContracts.anything(random);
    for (int round = 0; round < SeededRandom.rounds(500); round++) {
      DataContract contract = contracts.next();
      for (DocumentFormat format : DocumentFormat.values()) {
        String text = contract.write(format);
        DataContract again = DataContract.parse(text, format, "round " + round);
        assertThat(again)
            .as("round %s of seed %s in %s", round, random.seed(), format)
            .isEqualTo(contract);
        assertThat(again.write(format)).isEqualTo(text);
      }
    }
  }

  @Test
  void loadWriteLoad_everyExample_isTheIdentity() {
    List<DataContract> examples = ExampleContracts.all();
    assertThat(examples).hasSizeGreaterThan(25);
    for (DataContract example : examples) {
      for (DocumentFormat format : DocumentFormat.values()) {
        assertThat(DataContract.parse(example.write(format), format, example.origin()))
            .isEqualTo(example);
      }
    }
  }
}
