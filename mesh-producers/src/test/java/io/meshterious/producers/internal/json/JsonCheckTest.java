// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.producers.ExampleGenerators;
import io.meshterious.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonCheckTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static Optional<String> check(byte[] json) {
    return new JsonCheck().value(json, 0, json.length);
  }

  private static Optional<String> check(String json) {
    return check(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "0",
        "-0.5E+12",
        "\"\"",
        "\"\\u00Ab\\n\\/é😀\"",
        "true",
        "false",
        "null",
        "{\"a\":[1,{\"b\":{}},[]],\"\":\"\"}",
        "[[],[[]]]"
      })
  void value_thatIsOne_isAccepted(String json) {
    assertThat(check(json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|it is empty",
        "{|its JSON ends too soon",
        "{\"a\":1|its JSON ends too soon",
        "\"a|its JSON ends too soon",
        "tru|its JSON ends too soon",
        "{\"a\":1}}|its JSON is malformed at byte 8",
        "{\"a\" 1}|its JSON is malformed at byte 6",
        "{a:1}|its JSON is malformed at byte 2",
        "{\"a\":1,}|its JSON is malformed at byte 8",
        "[1,]|its JSON is malformed at byte 4",
        "[1}|its JSON is malformed at byte 3",
        "\"\\q\"|its JSON is malformed at byte 3",
        "01|its JSON is malformed at byte 1",
        "[1.]|its JSON is malformed at byte 2",
        "\"a\tb\"|its JSON is malformed at byte 3",
      })
  void value_thatIsNone_isRefusedWithThePlace(String json, String why) {
    assertThat(check(json)).contains(why);
  }

  @Test
  void object_isAskedFor_otherValuesAreNone() {
    byte[] array = "[]".getBytes(StandardCharsets.UTF_8);
    assertThat(new JsonCheck().object(array, 0, 2)).contains("it is no JSON object");
    assertThat(check("[".repeat(300))).contains("it is deeper than 255 levels");
    assertThat(check("[".repeat(200) + "]".repeat(200))).isEmpty();
  }

  @Test
  void value_changedByChance_isJudgedAsByJackson() {
    SeededRandom random = SeededRandom.forTest("JSON that was changed");
    String alphabet = "{}[],:\"\\ \n019.-+eEtrufalsn\u0001é";
    byte[] event =
        ExampleGenerators.of("warehouse.events.dispatch_logs")
            .json(0)
            .getBytes(StandardCharsets.UTF_8);
    int malformed = 0;
    for (int i = 0; i < SeededRandom.rounds(20_000); i++) {
      byte[] json = Arrays.copyOf(event, event.length - random.below(2));
      byte[] letters = alphabet.getBytes(StandardCharsets.UTF_8);
      for (int change = random.below(3); change >= 0; change--) {
        json[random.below(json.length)] = letters[random.below(letters.length)];
      }
      boolean fine = jackson(json);
      malformed += fine ? 0 : 1;
      assertThat(check(json).isEmpty())
          .as("seed %s: %s", random.seed(), new String(json, StandardCharsets.UTF_8))
          .isEqualTo(fine);
    }
    assertThat(malformed).isBetween(1_000, 20_000 * SeededRandom.rounds(1) - 1_000);
  }

  private static boolean jackson(byte[] json) {
    try {
      JACKSON.readTree(json);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }
}
