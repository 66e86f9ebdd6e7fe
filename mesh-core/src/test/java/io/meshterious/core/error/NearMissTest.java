// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
  private static final List<String> KNOWN =
      List.of("name", "names", "required", "description", "logicalType", "id", "t");

  @ParameterizedTest
  @CsvSource({
    "requierd, required",
    "Required, required",
    "REQUIERD, required",
    "nmae, name",
    "namess, names",
    "desciption, description",
    "descripttions, description",
    "logicaltype, logicalType",
    "ib, id",
    "tt, t"
  })
  void of_misspeltName_isTheNearest(String wrong, String meant) {
    assertThat(NearMiss.of(wrong, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "price", "descr", "ordered", "''"})
  void of_otherName_isEmpty(String wrong) {
    assertThat(NearMiss.of(wrong, KNOWN)).isEmpty();
  }

  @Test
  void of_severalEquallyNear_isTheFirst() {
    assertThat(NearMiss.of("bat", List.of("cat", "hat"))).contains("cat");
  }

  @Test
  void of_veryLongName_isEmptyAtOnce() {
    assertThat(NearMiss.of("a".repeat(100_000), Collections.nCopies(1_000, "b".repeat(100_000))))
        .isEmpty();
  }
}
