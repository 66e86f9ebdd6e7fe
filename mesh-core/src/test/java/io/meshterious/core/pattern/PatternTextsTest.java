// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "^P-[0-9]{2}$; 100",
        "^WH-[NSEW][1-2]$; 8",
        "^(ORD|RET|RST)-[0-9]$; 30",
        "^[A-C]{1,3}$; 39",
        "^a?b?c?$; 8",
        "^[ab]{2}(_[ab])*$; 28",
        "^(a|bc){0,2}$; 7",
        "^x+$; 6",
        "^(ab?)+$; 32",
      })
  void text_eachNumber_matchesAndDiffers(String pattern, long count) {
    // Given
    LinearPattern compiled = LinearPattern.compile(pattern);
    // When
    PatternTexts texts = compiled.texts(0, 6);
    Set<String> all = new LinkedHashSet<>();
    LongStream.range(0, texts.count()).forEach(number -> all.add(texts.text(number)));
    // Then
    assertThat(texts.count()).isEqualTo(count);
    assertThat(all).hasSize((int) count).allMatch(compiled::matches).allMatch(t -> t.length() <= 6);
  }

  @Test
  void text_lengthsGiven_areKept() {
    PatternTexts texts = LinearPattern.compile("^[a-z]+$").texts(3, 4);
    assertThat(texts.count()).isEqualTo(26L * 26 * 26 * 27);
    assertThat(texts.text(0)).isEqualTo("aaa");
    assertThat(texts.text(texts.count() - 1)).isEqualTo("zzzz");
  }

  @Test
  void text_moreThanCanBeCounted_stillMatch() {
    // Given
    LinearPattern pattern = LinearPattern.compile("^[a-z]{40}([0-9]{5}|[A-Z]+)x?$");
    PatternTexts texts = pattern.texts(0, 60);
    Random random = new Random(7);
    // Then
    assertThat(texts.count()).isEqualTo(1L << 61);
    for (int i = 0; i < 1000; i++) {
      assertThat(pattern.matches(texts.text(random.nextLong(texts.count())))).isTrue();
    }
  }

  @Test
  void text_noNumberOfIt_isRefused() {
    PatternTexts texts = LinearPattern.compile("^[ab]$").texts(0, 10);
    assertThatThrownBy(() -> texts.text(2)).hasMessage("text 2 of 2");
    assertThatThrownBy(() -> texts.text(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void texts_lengthsInTheWrongOrder_areRefused() {
    LinearPattern pattern = LinearPattern.compile("^a$");
    assertThatThrownBy(() -> pattern.texts(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid lengths: 3 to 2 (0 to 1000, in order)");
  }

  @Test
  void places_oneLength_areTheDigitsOfANumber() {
    PatternTexts texts = LinearPattern.compile("^A-[0-9]{2}[xy]$").texts(0, 10);
    assertThat(texts.places().orElseThrow())
        .containsExactly("A", "-", "0123456789", "0123456789", "xy");
    assertThat(texts.text(47)).isEqualTo("A-23y");
  }

  @ParameterizedTest
  @CsvSource({"^a?b$", "^(a|bc)$", "^a+$", "^(a|b)$"})
  void places_lengthsOrChoicesThatDiffer_areNone(String pattern) {
    assertThat(LinearPattern.compile(pattern).texts(0, 10).places()).isEmpty();
  }
}
