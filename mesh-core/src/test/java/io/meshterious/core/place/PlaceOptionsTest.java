// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.PluginError;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlaceOptionsTest {
  private static PlaceOptions options(String query) {
    return PlaceOptions.of(Place.of("memory:x" + query, "target", PluginError.PLUGIN_UNKNOWN));
  }

  private static void assertInvalid(String query, String message, Consumer<PlaceOptions> question) {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> question.accept(options(query)))
        .withMessageContaining(message)
        .matches(it -> it.code() == PluginError.PLUGIN_UNKNOWN);
  }

  @Test
  void values_ofEachKind_areRead() {
    // Given
    PlaceOptions options = options("?a=x%26y+z&b=two&c=true&d=17&e=500ms&f=7d&g=20GB&h=512");
    // Then
    assertThat(options.text("a")).contains("x&y+z");
    assertThat(options.choice("b", List.of("one", "two"))).contains("two");
    assertThat(options.flag("c")).contains(true);
    assertThat(options.count("d", 1, 20)).hasValue(17);
    assertThat(options.duration("e", Duration.ZERO, Duration.ofDays(1)))
        .contains(Duration.ofMillis(500));
    assertThat(options.duration("f", Duration.ZERO, Duration.ofDays(10)))
        .contains(Duration.ofDays(7));
    assertThat(options.bytes("g", 0, Long.MAX_VALUE)).hasValue(20_000_000_000L);
    assertThat(options.bytes("h", 0, Long.MAX_VALUE)).hasValue(512);
    assertThat(options.text("missing")).isEmpty();
    options.complete();
  }

  @Test
  void complete_unknownOption_namesTheKnownOnes() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () -> {
              PlaceOptions options = options("?windw=5");
              options.count("window", 1, 10);
              options.flag("persistent");
              options.complete();
            })
        .withMessage(
            "Cannot use option 'windw' of target 'memory:x?windw=5': known options are [persistent,"
                + " window]; did you mean 'window'?");
  }

  @Test
  void values_notAllowed_sayWhatIs() {
    assertInvalid("?a=3", "true, false", it -> it.flag("a"));
    assertInvalid("?a=fife", "did you mean 'five'?", it -> it.choice("a", List.of("five", "six")));
    assertInvalid("?a=0", "a whole number from 1 to 9", it -> it.count("a", 1, 9));
    assertInvalid("?a=x", "a whole number from 1 to 9", it -> it.count("a", 1, 9));
    assertInvalid(
        "?a=10",
        "a number with ms, s, m, h or d, from 500ms to 1d",
        it -> it.duration("a", Duration.ofMillis(500), Duration.ofDays(1)));
    assertInvalid(
        "?a=2d",
        "from 10s to 1d",
        it -> it.duration("a", Duration.ofSeconds(10), Duration.ofDays(1)));
    assertInvalid("?a=5KiB", "kB, MB, GB or TB", it -> it.bytes("a", 0, 100));
    assertInvalid("?a=999999999999TB", "from 0 to 100", it -> it.bytes("a", 0, 100));
  }

  @Test
  void options_thatAreNoPairs_areRefused() {
    assertInvalid("?a", "name=value", it -> {});
    assertInvalid("?=a", "name=value", it -> {});
    assertInvalid("?a=", "a value, or no option", it -> {});
    assertInvalid("?a=1&a=2", "given once", it -> {});
  }
}
