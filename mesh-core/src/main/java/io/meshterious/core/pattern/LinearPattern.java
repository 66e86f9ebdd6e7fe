// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import io.meshterious.core.pattern.internal.ExampleText;
import io.meshterious.core.pattern.internal.LazyDfa;
import io.meshterious.core.pattern.internal.PatternParser;
import io.meshterious.core.pattern.internal.PatternWriter;
import io.meshterious.core.pattern.internal.Regex;
import io.meshterious.core.pattern.internal.WholeText;

/**
 * A pattern over text that is matched in time linear in the text, and that means the same in every
 * engine it is rendered for.
 *
 * <p>It is written as an ECMA-262 pattern in Unicode mode, and is searched for anywhere in the text
 * unless it is anchored with {@code ^} and {@code $}, as JSON Schema says. What cannot keep both
 * promises is refused by {@link #compile}. Instances are immutable and may be shared between
 * threads.
 */
public final class LinearPattern {
  private final String source;
  private final Regex regex;
  private final Regex whole;
  private final LazyDfa matcher;

  private LinearPattern(String source, Regex regex) {
    this.source = source;
    this.regex = regex;
    this.whole = WholeText.of(regex);
    this.matcher = LazyDfa.of(whole);
  }

  /**
   * Reads a pattern.
   *
   * @param ecmaPattern the pattern, without slashes around it
   * @return the pattern, ready to match
   * @throws PatternException if it is malformed, too large, or uses a construct that is not
   *     accepted
   */
  public static LinearPattern compile(String ecmaPattern) {
    return new LinearPattern(ecmaPattern, PatternParser.parse(ecmaPattern));
  }

  /** The pattern as it was given. */
  public String source() {
    return source;
  }

  /**
   * Whether the pattern is found in a text. The time is linear in the text's length, whatever the
   * pattern.
   *
   * @param text the text; an unpaired surrogate counts as one code point
   * @return whether some part of it matches
   */
  public boolean matches(CharSequence text) {
    return matcher.matches(text);
  }

  /**
   * Whether the pattern is found in a text of bytes, which must be valid UTF-8.
   *
   * @param from the first byte of the text
   * @param to the byte behind it
   */
  public boolean matches(byte[] utf8, int from, int to) {
    return matcher.matches(utf8, from, to);
  }

  /** Whether a match always begins where the text begins. */
  public boolean anchoredAtStart() {
    return WholeText.anchoredAtStart(regex);
  }

  /** Whether a match always ends where the text ends. */
  public boolean anchoredAtEnd() {
    return WholeText.anchoredAtEnd(regex);
  }

  /**
   * Writes the pattern for another engine, in one canonical form: classes are spelled out, groups
   * do not capture.
   *
   * @param dialect the engine's language; its documentation says which function the pattern is for
   * @return a pattern that matches the same texts there; it is not yet quoted as a SQL or Java
   *     literal
   */
  public String render(PatternDialect dialect) {
    return PatternWriter.write(dialect == PatternDialect.SNOWFLAKE ? whole : regex, dialect);
  }

  /**
   * A text that matches, made of printable ASCII where the pattern allows it. It is at most 32 code
   * points longer than the shortest match.
   *
   * @param seed the same seed gives the same text
   * @return a text for which {@link #matches} is true
   */
  public String example(long seed) {
    return ExampleText.of(regex, seed);
  }

  /**
   * The texts that match as a whole, numbered, so that any of them can be had without the others.
   *
   * @param minLength how many code points they have at least, 0 or more
   * @param maxLength how many they have at most, 1 000 at most
   * @throws IllegalArgumentException if the lengths are none
   */
  public PatternTexts texts(int minLength, int maxLength) {
    if (minLength < 0 || maxLength < minLength || maxLength > 1000) {
      throw new IllegalArgumentException(
          "Invalid lengths: " + minLength + " to " + maxLength + " (0 to 1000, in order)");
    }
    return new PatternTexts(regex, minLength, maxLength);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinearPattern that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
