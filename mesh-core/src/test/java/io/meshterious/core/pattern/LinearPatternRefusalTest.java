// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.ErrorRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "^(a)\\1$ @ back reference '\\1' at offset 4 cannot be matched in linear time",
        "(?<n>a)\\k<n> @ back reference '\\k' at offset 7 cannot be matched in linear time",
        "a(?=b) @ look-ahead '(?=' at offset 1 cannot be matched in linear time",
        "a(?!b) @ look-ahead '(?!' at offset 1 cannot be matched in linear time",
        "(?<=a)b @ look-behind '(?<=' at offset 0 cannot be matched in linear time",
        "(?<!a)b @ look-behind '(?<!' at offset 0 cannot be matched in linear time",
        "(?>a) @ atomic group '(?>' at offset 0 is not known in every engine",
        "a*+ @ possessive quantifier '*+' at offset 1 is not known in every engine",
        "(?i)a @ inline flag '(?i' at offset 0 does not mean the same in every engine",
        "\\ba @ word boundary '\\b' at offset 0 does not mean the same in every engine",
        "a\\B @ word boundary '\\B' at offset 1 does not mean the same in every engine",
        "\\p{L} @ Unicode property '\\p' at offset 0 depends on each engine's Unicode version: list the ranges",
        "[[:alpha:]] @ POSIX class '[:' at offset 1 does not mean the same in every engine: write '\\[' for the character",
        "a[] @ class '[]' at offset 1 matches nothing",
        "[^\\s\\S] @ class '[^\\s\\S]' at offset 0 matches nothing",
        "a^b @ '^' at offset 1 can stand only where the pattern, or an alternative at its edge, begins",
        "a$b @ '$' at offset 1 can stand only where the pattern, or an alternative at its edge, ends",
        "(^a)*b @ '^' at offset 1 cannot stand in a repetition"
      })
  void compile_constructs_areRefused(String pattern, String why) {
    assertRefused(pattern, why, PatternError.PATTERN_CONSTRUCT_REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "(a @ group '(' at offset 0 is not closed by ')'",
        "a) @ ')' at offset 1 closes no group: write '\\)' for the character",
        "[a @ class '[' at offset 0 is not closed by ']'",
        "a] @ ']' at offset 1 must be written '\\]' for the character",
        "a} @ '}' at offset 1 must be written '\\}' for the character",
        "{2} @ '{' at offset 0 must be written '\\{' for the character",
        "a{,2} @ '{' at offset 1 begins no quantifier {n}, {n,} or {n,m}: write '\\{' for the character",
        "a{3,2} @ quantifier '{3,2}' at offset 1 has its bounds in the wrong order",
        "*a @ quantifier '*' at offset 0 has nothing to repeat",
        "^* @ quantifier '*' at offset 1 has nothing to repeat",
        "a** @ nested quantifier '*' at offset 2 repeats a quantifier: put what it repeats in a group",
        "[z-a] @ range 'z-a' at offset 1 has its bounds in the wrong order",
        "[\\d-z] @ range '\\d-z' at offset 1 has a class as its bound: write '\\-' for the character",
        "\\: @ escape '\\:' at offset 0 is unknown in ECMA-262: write ':' for the character",
        "a\\ @ '\\' at offset 1 escapes nothing: write '\\\\' for the character",
        "\\x4 @ '\\x' at offset 0 needs two hexadecimal digits",
        "\\u12 @ '\\u' at offset 0 needs four hexadecimal digits or '{'",
        "\\u{110000} @ '\\u{' at offset 0 needs a hexadecimal code point up to 10FFFF and then '}'",
        "\\ud800 @ unpaired surrogate at offset 0 stands for no character",
        "\\c1 @ '\\c' at offset 0 needs an ASCII letter",
        "\\01 @ octal escape '\\01' at offset 0 is unknown in ECMA-262: write '\\xHH'",
        "(?P<n>a) @ group '(?P' at offset 0 is not an ECMA-262 group: write '(?<name>…)'",
        "(?<1>a) @ group '(?<' at offset 0 needs a name of ASCII letters, digits, '_' or '$' and then '>'",
        "(?<n>a)(?<n>b) @ group name 'n' at offset 7 is used before",
        "(?*) @ group '(?' at offset 0 is of no known kind: use (…), (?:…) or (?<name>…)"
      })
  void compile_malformed_isRefused(String pattern, String why) {
    assertRefused(pattern, why, PatternError.PATTERN_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{10001}", "a{99999999999}", "(a{200}){51}", "((a{100}){100}){100}"})
  void compile_tooMuchRepetition_isRefused(String pattern) {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> LinearPattern.compile(pattern))
        .withMessageContaining("repeats too much: at most 10000 code points once written out")
        .satisfies(e -> assertThat(e.code()).isEqualTo(PatternError.PATTERN_TOO_LARGE));
  }

  @Test
  void compile_tooLongOrTooDeep_isRefusedWithAShortMessage() {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> LinearPattern.compile("a".repeat(10_001)))
        .withMessage(
            "Cannot use pattern '%s…': text at offset 10000 goes beyond the limit of 10000 characters",
            "a".repeat(100));
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> LinearPattern.compile("(".repeat(5_000)))
        .withMessageEndingWith("group '(' at offset 200 is nested deeper than 200 groups");
    assertThat(LinearPattern.compile("(".repeat(200) + "a" + ")".repeat(200)).matches("a"))
        .isTrue();
  }

  @Test
  void errorCodes_lieInTheContractRange() {
    for (PatternError error : PatternError.values()) {
      assertThat(ErrorRange.CONTRACT.contains(error.number())).isTrue();
    }
  }

  private static void assertRefused(String pattern, String why, PatternError error) {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> LinearPattern.compile(pattern))
        .withMessage("Cannot use pattern '" + pattern + "': " + why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(error))
        .satisfies(e -> assertThat(e.getMessage()).contains("at offset " + e.offset() + " "));
  }
}
