// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search by {@link Pattern} that gives up after a number of steps, for it may take exponential
 * time.
 */
final class BoundedSearch {
  private static final int MAX_STEPS = 200_000;

  private BoundedSearch() {}

  /** Whether the pattern is found, or nothing if the search takes too long. */
  static Optional<Boolean> find(Matcher matcher, String text) {
    try {
      return Optional.of(matcher.reset(new CountedText(text)).find());
    } catch (TooManySteps e) {
      return Optional.empty();
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("more than " + MAX_STEPS + " steps", null, false, false);
    }
  }

  private static final class CountedText implements CharSequence {
    private final String text;
    private int steps;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      if (++steps > MAX_STEPS) {
        throw new TooManySteps();
      }
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
