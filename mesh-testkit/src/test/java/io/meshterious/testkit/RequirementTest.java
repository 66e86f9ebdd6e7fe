// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequirementTest {
  private static final Requirement UNICORN =
      new Requirement("unicorn", "Unicorn", "apt-get install unicorn");

  private int skipped;

  private void check(boolean available, String demands) {
    UNICORN.check(available, demands, () -> skipped++);
  }

  @Test
  void check_available_goesOn() {
    check(true, "unicorn");

    assertThat(skipped).isZero();
  }

  @Test
  void check_missing_skipsAndSaysHowToGetIt() {
    assertThatThrownBy(() -> check(false, ""))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("Unicorn not found; apt-get install unicorn");
    assertThat(skipped).isEqualTo(1);
  }

  @Test
  void check_missingAndDemanded_fails() {
    assertThatThrownBy(() -> check(false, "postgresql, Unicorn"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("MESH_REQUIRE asks for it");
    assertThat(skipped).isZero();
  }

  @Test
  void check_missingAndOtherDemanded_skips() {
    assertThatThrownBy(() -> check(false, "postgresql")).isInstanceOf(TestAbortedException.class);
    assertThat(UNICORN.demanded("postgresql")).isFalse();
  }
}
