// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.PluginError;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PlaceTest {
  private static Place place(String text) {
    return Place.of(text, "source", PluginError.PLUGIN_UNKNOWN);
  }

  @Test
  void of_whatPeopleWrite_isAUri() {
    assertThat(place("out/{name} 1.ndjson").uri()).hasToString("file:out/%7Bname%7D%201.ndjson");
    assertThat(place("/data/x.ndjson").uri()).hasToString("file:///data/x.ndjson");
    assertThat(place("memory:?capacity=5").uri()).hasToString("memory:-?capacity=5");
    assertThat(place("amqp://host/v%2Fh?queue={name}").uri())
        .hasToString("amqp://host/v%2Fh?queue=%7Bname%7D");
  }

  @Test
  void of_noUri_isRefusedWithoutPassword() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> place("amqp://user:s3cr:t@host/%zz"))
        .withMessageStartingWith("Invalid source: 'amqp://user:***@host/%zz' (a URI such as")
        .matches(it -> it.code() == PluginError.PLUGIN_UNKNOWN);
  }

  @Test
  void withoutUser_ofAUri_leavesTheRest() {
    assertThat(Place.withoutUser("amqp://me:***@host:1/a@b?queue=x@y"))
        .isEqualTo("amqp://host:1/a@b?queue=x@y");
    assertThat(Place.withoutUser("amqp://me@host")).isEqualTo("amqp://host");
    assertThat(Place.withoutUser("file:///data/a@b")).isEqualTo("file:///data/a@b");
    assertThat(Place.withoutUser("memory:a@b")).isEqualTo("memory:a@b");
  }

  @Test
  void named_nameInTheUri_standsForTheName() {
    Place named = place("amqp://host/?queue=all-{name}").named("a&b=c d");
    assertThat(PlaceOptions.of(named).text("queue")).contains("all-a&b=c d");
  }

  @Test
  void named_withoutScheme_isAFile() {
    Place bare = new Place(URI.create("x.ndjson"), "source", PluginError.PLUGIN_UNKNOWN);
    assertThat(bare.named("n").scheme()).isEqualTo("file");
    assertThat(bare.named("n").name()).isEqualTo("x.ndjson");
  }

  @Test
  void named_fragment_isRefused() {
    Place place = new Place(URI.create("memory:x#y"), "source", PluginError.PLUGIN_UNKNOWN);
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> place.named("n"))
        .withMessage("Invalid source: 'memory:x#y' (without '#', which is written %23 in a URI)");
  }

  @Test
  void toString_ofAPlace_hidesThePassword() {
    assertThat(place("amqp://user:s3cret@host/x")).hasToString("source 'amqp://user:***@host/x'");
  }
}
