// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.plugin.PluginError;
import org.junit.jupiter.api.Test;

class MeshExceptionTest {
  @Test
  void at_addsThePlaceOnce_andKeepsTypeCodeAndCause() {
    // Given
    IllegalStateException cause = new IllegalStateException("no");
    MeshException inner = new MeshException(PluginError.PLUGIN_BROKEN, "Cannot load it: no", cause);
    // When
    MeshException outer = inner.at("queue", "orders").at("host", "elsewhere");
    // Then
    assertThat(outer)
        .isSameAs(inner)
        .hasMessage("Cannot load it: no [queue=orders]")
        .hasCause(cause);
    assertThat(outer.code()).isEqualTo(PluginError.PLUGIN_BROKEN);
    assertThat(outer.category()).isEqualTo(ErrorCategory.SYSTEM);
  }

  @Test
  void label_isPaddedToFourDigits() {
    assertThat(PluginError.PLUGIN_BROKEN.label()).isEqualTo("MESH-0003");
  }

  @Test
  void ranges_followEachOtherWithoutOverlap() {
    int next = 1;
    for (ErrorRange range : ErrorRange.values()) {
      assertThat(range.first()).isEqualTo(next);
      assertThat(range.contains(range.first())).isTrue();
      assertThat(range.contains(range.last())).isTrue();
      assertThat(range.contains(range.last() + 1)).isFalse();
      next = range.last() + 1;
    }
  }
}
