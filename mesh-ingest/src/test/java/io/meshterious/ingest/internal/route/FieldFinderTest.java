// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.route.FieldFinder.Result;
import io.meshterious.testkit.SeededRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class FieldFinderTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static final String SPOILING = "\"\\{},:x \u0000\u00C3";

  private final FieldFinder finder = new FieldFinder("kind");

  private Result find(String json) {
    byte[] bytes = ("}\"" + json + "\"}").getBytes(UTF_8);
    return finder.find(bytes, 2, bytes.length - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"a/b\"}",
        " {\n\"kind\" :\t\"a/b\" , \"x\": 1 } ",
        "{\"x\":{\"kind\":\"y\"},\"kind\":\"a/b\"}",
        "{\"x\":[{\"kind\":\"y\"},{}],\"y\":[],\"kind\":\"a/b\"}",
        "{\"x\":\"\\\"kind\\\":\\\"y\\\"\",\"kind\":\"a/b\"}",
        "{\"\\u006bind\":\"a/b\"}",
        "{\"kind\":\"a\\/\\u0062\"}",
        "{\"kin\":\"x\",\"kinds\":\"y\",\"Kind\":\"z\",\"kind\":\"a/b\"}",
        "{\"kind\":\"a/b\",\"kind\":\"x\"}",
        "{\"kind\":\"a/b\", and whatever follows"
      })
  void find_wherever_itStands(String json) {
    assertThat(find(json)).isEqualTo(Result.FOUND);
    assertThat(finder.is("a/b".getBytes(UTF_8))).isTrue();
    assertThat(finder.is("a/".getBytes(UTF_8))).isFalse();
    assertThat(finder.value()).isEqualTo("a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "-1.50", "true", "false", "[1, 2]", "{\"kind\":1}"})
  void find_whatIsNoText_isAsItIsWritten(String value) {
    assertThat(find("{\"x\":null,\"kind\": " + value + " }")).isEqualTo(Result.FOUND);
    assertThat(finder.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"x\":1}",
        "{\"kind\":null}",
        "{\"kind\":null,\"x\":1}",
        "{\"x\":{\"kind\":\"y\"}}"
      })
  void find_noValue_isMissing(String json) {
    assertThat(find(json)).isEqualTo(Result.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"kind",
        "{\"kind\"",
        "{\"kind\":",
        "{\"kind\":\"a",
        "{\"kind\":\"a\\q\"}",
        "{\"kind\":tru",
        "{\"x\":01,\"kind\":\"a\"}",
        "{\"x\":1 \"kind\":\"a\"}",
        "{\"x\":1,}",
        "{kind:\"a\"}",
        "{} {}",
        "{\"x\":1} x",
        "{\"kind\":null"
      })
  void find_whatIsNoJson_isMalformed(String json) {
    assertThat(find(json)).isEqualTo(Result.MALFORMED);
    assertThat(finder.rejection().code()).isEqualTo(DecodeError.JSON_MALFORMED);
    assertThat(finder.rejection().offset()).isBetween(0, json.length());
  }

  @Test
  void find_whatIsNoObject_isSaidSo() {
    assertThat(find("[{\"kind\":\"a\"}]")).isEqualTo(Result.MALFORMED);
    assertThat(finder.rejection().code()).isEqualTo(DecodeError.NOT_AN_OBJECT);
    assertThat(find("{\"x\":" + "[".repeat(100))).isEqualTo(Result.MALFORMED);
    assertThat(finder.rejection().code()).isEqualTo(DecodeError.EVENT_TOO_LARGE);
  }

  @Test
  void find_manyDocuments_asAnotherLibraryDoes() {
    SeededRandom random = SeededRandom.forTest("field finder");
    for (int i = 0; i < 20_000 * SeededRandom.rounds(1); i++) {
      byte[] json = document(random);
      Optional<JsonNode> tree = tree(json);
      Result result = finder.find(json, 0, json.length);
      if (tree.isEmpty() || !tree.get().isObject()) {
        // What stands behind the field is left to who decodes the event.
        assertThat(result).as(new String(json, UTF_8)).isNotEqualTo(Result.MISSING);
      } else {
        JsonNode value = tree.get().path("kind");
        boolean missing = value.isMissingNode() || value.isNull();
        assertThat(result)
            .as(new String(json, UTF_8))
            .isEqualTo(missing ? Result.MISSING : Result.FOUND);
        if (value.isString()) {
          assertThat(finder.value()).isEqualTo(value.stringValue());
        }
      }
    }
  }

  private static Optional<JsonNode> tree(byte[] json) {
    try {
      return Optional.of(JACKSON.readTree(json)).filter(it -> !it.isMissingNode());
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /** A document, which in one of four cases has a byte too many, too few, or another one. */
  private static byte[] document(SeededRandom random) {
    byte[] json = JACKSON.writeValueAsBytes(object(random, 3));
    if (!random.oneIn(4)) {
      return json;
    }
    int at = random.below(json.length);
    byte[] spoiled = Arrays.copyOf(json, random.oneIn(2) ? json.length : at);
    if (at < spoiled.length) {
      spoiled[at] = (byte) SPOILING.charAt(random.below(SPOILING.length()));
    }
    return spoiled;
  }

  private static ObjectNode object(SeededRandom random, int depth) {
    ObjectNode object = JACKSON.createObjectNode();
    for (int i = random.below(5); i >= 0; i--) {
      object.set(text(random), value(random, depth));
    }
    return object;
  }

  private static String text(SeededRandom random) {
    return random.oneOf("kind", "kind", "k\"ind", "kinds", "", "ä\\kind", "{\"kind\":1}", "\n");
  }

  private static JsonNode value(SeededRandom random, int depth) {
    return switch (random.below(depth == 0 ? 4 : 6)) {
      case 0 -> JACKSON.getNodeFactory().numberNode(random.anyLong());
      case 1 -> JACKSON.getNodeFactory().nullNode();
      case 2 -> JACKSON.getNodeFactory().booleanNode(random.oneIn(2));
      case 3 -> JACKSON.getNodeFactory().stringNode(text(random));
      case 4 -> object(random, depth - 1);
      default -> {
        ArrayNode array = JACKSON.createArrayNode();
        for (int i = random.below(3); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
    };
  }
}
