// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.ProducerError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  private final List<TargetRequest> opened = new ArrayList<>();

  private EventTargets plugin(String name, String... schemes) {
    return new EventTargets() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String description() {
        return name;
      }

      @Override
      public Set<String> schemes() {
        return Set.of(schemes);
      }

      @Override
      public EventTarget open(TargetRequest request) {
        opened.add(request);
        return new NoTarget();
      }
    };
  }

  private static final class NoTarget implements EventTarget {
    @Override
    public void send(Event event) {}

    @Override
    public void flush() {}

    @Override
    public long settled() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "- -> stdout:-",
        "stdout: -> stdout:-",
        "memory: -> memory:-",
        "memory:?capacity=5 -> memory:-?capacity=5",
        "out/{name}.ndjson -> file:out/%7Bname%7D.ndjson",
        "/data/50% of it.ndjson -> file:///data/50%25%20of%20it.ndjson",
        "out.ndjson?exists=append -> file:out.ndjson?exists=append",
        "a#1.ndjson -> file:a%231.ndjson",
        "amqp://u:p%40ss@host:5672/v%2Fh?queue={name} -> amqp://u:p%40ss@host:5672/v%2Fh?queue=%7Bname%7D",
        "C:\\data\\x.ndjson -> file:C:%5Cdata%5Cx.ndjson",
      })
  void uri_whatPeopleWrite_isAUri(String text, String uri) {
    assertThat(Targets.uri(text)).hasToString(uri);
  }

  @Test
  void uri_blankOrBroken_isRefusedWithoutPassword() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> Targets.uri(" "))
        .matches(it -> it.code() == ProducerError.TARGET_INVALID);
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> Targets.uri("amqp://user:s3cr:t@host/%zz"))
        .withMessageContaining("amqp://user:***@host")
        .withMessageNotContaining("s3cr");
  }

  @Test
  void open_nameInTheUri_standsForTheRequestsName() {
    // Given
    Targets targets = Targets.of(List.of(plugin("queues", "amqp")));
    // When
    targets.open(
        TargetRequest.of(
            Targets.uri("amqp://host/?queue=all-{name}"),
            "a&b=c d",
            TestEvents.KIND,
            (event, why) -> {}));
    // Then
    PlaceOptions options = PlaceOptions.of(opened.get(0).place());
    assertThat(options.text("queue")).contains("all-a&b=c d");
    options.complete();
  }

  @Test
  void open_withoutScheme_isAFile() {
    Targets targets = Targets.of(List.of(plugin("files", "file")));
    targets.open(
        TargetRequest.of(URI.create("out.ndjson"), "n", TestEvents.KIND, (event, why) -> {}));
    assertThat(opened.get(0).place().name()).isEqualTo("out.ndjson");
  }

  @Test
  void open_unknownScheme_namesTheKnownOnes() {
    Targets targets =
        Targets.of(List.of(plugin("queues", "amqp", "amqps"), plugin("files", "file")));
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> targets.open(request("ampq://user:s3cret@host/", (event, why) -> {})))
        .withMessage(
            "Cannot open target 'ampq://user:***@host/': nobody knows its scheme 'ampq', known are"
                + " [amqp, amqps, file]; did you mean 'amqp'?");
  }

  @Test
  void of_twoPluginsOfOneScheme_namesBoth() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> Targets.of(List.of(plugin("a", "amqp"), plugin("b", "amqp"))))
        .withMessageContaining("'amqp'");
  }

  @Test
  void load_knowsWhatComesAlong() {
    assertThat(Targets.load().schemes()).contains("amqp", "amqps", "file", "memory", "stdout");
  }

  @Test
  void toString_ofARequest_hidesThePassword() {
    assertThat(request("amqp://user:s3cret@host/x@y", (event, why) -> {}).toString())
        .doesNotContain("s3cret");
  }
}
