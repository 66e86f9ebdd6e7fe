// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
  private static final int PATTERNS = 3_000;
  private static final int TEXTS = 8;

  /** Patterns each of whose places has one range of bytes. */
  private static final List<String> RANGES =
      List.of("^ORD-[0-9]{8}$", "^[a-f]{1,9}$", "^[ -~]{16}$", "^C[0-9]?$");

  @Test
  void matches_randomPatternsAndTexts_asJavaFindsTheRendering() {
    long seed = System.nanoTime();
    RandomPatterns patterns = new RandomPatterns(seed);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      LinearPattern pattern = LinearPattern.compile(patterns.pattern());
      Matcher java = Pattern.compile(pattern.render(PatternDialect.JAVA)).matcher("");
      for (int j = 0; j < TEXTS; j++) {
        String text = patterns.text(pattern);
        Optional<Boolean> expected = BoundedSearch.find(java, text);
        if (expected.isEmpty()) {
          continue;
        }
        found += expected.get() ? 1 : 0;
        assertThat(pattern.matches(text))
            .as("seed %d: '%s' as '%s' in '%s'", seed, pattern, java.pattern(), text)
            .isEqualTo(expected.get());
      }
    }
    assertThat(found).isBetween(PATTERNS, PATTERNS * TEXTS - PATTERNS / 2);
  }

  @Test
  void matches_bytes_asTheirTextDoes() {
    long seed = System.nanoTime();
    RandomPatterns patterns = new RandomPatterns(seed);
    SplittableRandom random = new SplittableRandom(seed);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String shape = i % 4 == 0 ? "^" + patterns.pattern() + "$" : patterns.pattern();
      LinearPattern pattern = LinearPattern.compile(i % 16 == 0 ? RANGES.get(i / 16 % 4) : shape);
      for (int j = 0; j < TEXTS; j++) {
        String text = j % 2 == 0 ? patterns.text(pattern) : pattern.example(random.nextLong());
        byte[] utf8 = text.getBytes(UTF_8);
        String sent = new String(utf8, UTF_8);
        byte[] among = new byte[utf8.length + random.nextInt(40)];
        random.nextBytes(among);
        int from = random.nextInt(among.length - utf8.length + 1);
        System.arraycopy(utf8, 0, among, from, utf8.length);
        boolean expected = pattern.matches(sent);
        found += expected ? 1 : 0;
        assertThat(pattern.matches(among, from, from + utf8.length))
            .as("seed %d: '%s' in '%s'", seed, pattern, sent)
            .isEqualTo(expected);
      }
    }
    assertThat(found).isBetween(PATTERNS, PATTERNS * TEXTS - PATTERNS / 2);
  }

  @Test
  void render_ecma_isAFixedPointWithTheSameMeaning() {
    long seed = System.nanoTime();
    RandomPatterns patterns = new RandomPatterns(seed);
    for (int i = 0; i < PATTERNS; i++) {
      LinearPattern pattern = LinearPattern.compile(patterns.pattern());
      LinearPattern rendered = LinearPattern.compile(pattern.render(PatternDialect.ECMA));
      assertThat(rendered.render(PatternDialect.ECMA))
          .as("seed %d: '%s'", seed, pattern)
          .isEqualTo(rendered.source());
      String text = patterns.text(pattern);
      assertThat(rendered.matches(text))
          .as("seed %d: '%s' in '%s'", seed, pattern, text)
          .isEqualTo(pattern.matches(text));
    }
  }

  @Test
  void example_randomPatterns_matches() {
    long seed = System.nanoTime();
    RandomPatterns patterns = new RandomPatterns(seed);
    for (int i = 0; i < PATTERNS; i++) {
      LinearPattern pattern = LinearPattern.compile(patterns.pattern());
      String example = pattern.example(i);
      assertThat(pattern.matches(example)).as("seed %d: '%s'", seed, pattern).isTrue();
      assertThat(pattern.example(i)).isEqualTo(example);
    }
  }

  @Test
  void example_openRepetitions_areBounded() {
    LinearPattern pattern = LinearPattern.compile("^((ab|c)*|d+)*e{5}$");
    for (int seed = 0; seed < 1_000; seed++) {
      assertThat(pattern.example(seed)).hasSizeBetween(5, 5 + 32);
    }
  }

  @Test
  void example_otherSeed_givesOtherText() {
    LinearPattern pattern = LinearPattern.compile("^[A-Z]{3}-\\d{4,9}$");
    assertThat(pattern.example(1)).isNotEqualTo(pattern.example(2)).matches("[A-Z]{3}-\\d{4,9}");
  }

  @Test
  void example_bracketedNegation_prefersPrintableText() {
    assertThat(LinearPattern.compile("^[^,]{8}$").example(7)).matches("[!-~]{8}");
    assertThat(LinearPattern.compile("^[à-ü] $").example(7)).matches("[à-ü] ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "^(a|a)*b",
        "^(a*)*b$",
        "(a|aa)+c$",
        "(.*)(.*)(.*)(.*)(.*)b$",
        "(x+x+)+y",
        "a{0,500}a{500}b"
      })
  void matches_patternsThatBacktrack_finishOnLongTexts(String pattern) {
    String text = "a".repeat(100_000) + "!";
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(LinearPattern.compile(pattern).matches(text)).isFalse());
  }

  @Test
  void matches_moreStatesThanAreKept_goesOnCorrectly() {
    // Given a pattern whose deterministic automaton would have 2^20 states
    LinearPattern pattern = LinearPattern.compile("^[ab]*a[ab]{19}$");
    Pattern java = Pattern.compile("^[ab]*a[ab]{19}\\z");
    SplittableRandom random = new SplittableRandom(5);
    // When texts are long enough to need more states than the bound
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 2_000; j++) {
        text.append(random.nextBoolean() ? 'a' : 'b');
      }
      // Then the answer is still right
      boolean expected = text.charAt(text.length() - 20) == 'a';
      assertThat(pattern.matches(text)).as("text %d", i).isEqualTo(expected);
    }
    assertThat(java.matcher(pattern.example(1)).find()).isTrue();
  }

  @Test
  void matches_fromManyThreads_agrees() throws Exception {
    LinearPattern pattern = LinearPattern.compile("^([a-f]{2}|[0-9]+x?)*z?$");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add(pattern.example(i));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            pool.submit(
                () ->
                    texts.stream().allMatch(pattern::matches)
                        && texts.stream().noneMatch(text -> pattern.matches(text + "!"))));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a', 'bab', true",
    "'^a', 'ba', false",
    "'a$', 'ab', false",
    "'^$', '', true",
    "'', 'anything', true",
    "'^(?:^a|b)$', 'a', true",
    "'(^|,)x(,|$)', 'a,x', true",
    "'(^|,)x(,|$)', 'a,xb', false",
    "'^a|b$', 'ax', true",
    "'^a|b$', 'xb', true",
    "'^a|b$', 'xa', false",
    "'^.$', '😀', true",
    "'^\\w$', 'é', false",
    "'^\\d$', '٣', false",
    "'^[\\s\\S]$', 'x', true",
    "'^[a&&b]$', '&', true",
    "'^[-a]$', '-', true",
    "'^[a-]$', '-', true",
    "'^(?<year>\\d{4})$', '2024', true",
    "'a{0}b', 'b', true",
    "'^a{2,3}?$', 'aaa', true",
    "'^a{2,3}$', 'aaaa', false",
    "'^(?:|a)b$', 'ab', true"
  })
  void matches_goldenCases(String pattern, String text, boolean expected) {
    assertThat(LinearPattern.compile(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void matches_lineTerminators_areLeftToTheirPlaces() {
    for (String terminator : List.of("\n", "\r", "\u2028", "\u2029")) {
      assertThat(LinearPattern.compile("^.$").matches(terminator)).isFalse();
      assertThat(LinearPattern.compile("^[^]$").matches(terminator)).isTrue();
      assertThat(LinearPattern.compile("^a$").matches("a" + terminator)).isFalse();
      assertThat(LinearPattern.compile("^b").matches("a" + terminator + "b")).isFalse();
    }
    assertThat(LinearPattern.compile("^.$").matches("\u0085")).isTrue();
  }

  @Test
  void matches_whiteSpace_isTheEcmaSet() {
    LinearPattern space = LinearPattern.compile("^\\s$");
    String members = "\t\n\u000B\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    members.chars().forEach(c -> assertThat(space.matches(Character.toString(c))).isTrue());
    "\u0085\u200b\u180e"
        .chars()
        .forEach(c -> assertThat(space.matches(Character.toString(c))).isFalse());
  }

  @Test
  void matches_unpairedSurrogate_isOneCodePoint() {
    assertThat(LinearPattern.compile("^.$").matches("\ud800")).isTrue();
    assertThat(LinearPattern.compile("^.a$").matches("\ud800a")).isTrue();
    assertThat(LinearPattern.compile("^..$").matches("😀")).isFalse();
  }

  @Test
  void anchored_tellsBothEnds() {
    assertThat(LinearPattern.compile("^a|^b").anchoredAtStart()).isTrue();
    assertThat(LinearPattern.compile("^a|b").anchoredAtStart()).isFalse();
    assertThat(LinearPattern.compile("(?:a$|b$)").anchoredAtEnd()).isTrue();
    assertThat(LinearPattern.compile("a$|b").anchoredAtEnd()).isFalse();
  }
}
