// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.ingest.internal.decode.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Between which values a day or time has to be, both included.
 *
 * @param least the first
 * @param most the last
 * @param shown what that is, for people
 */
record MomentBounds(long least, long most, String shown) {
  /**
   * The bounds that options state.
   *
   * @param refusal makes the error for a bound that is not written as it should be
   */
  static MomentBounds of(
      TypeOptions options, MomentForm form, Function<String, RuntimeException> refusal) {
    long least = Clock.NONE + 1;
    long most = MomentForm.BEYOND - 1;
    StringBuilder shown = new StringBuilder();
    Optional<ScalarNode> from = options.minimum();
    if (from.isPresent()) {
      least = Math.max(least, value(from.get(), form, refusal));
      shown.append(" from ").append(from.get().text());
    }
    Optional<ScalarNode> after = options.exclusiveMinimum();
    if (after.isPresent()) {
      least = Math.max(least, value(after.get(), form, refusal) + 1);
      shown.append(" after ").append(after.get().text());
    }
    Optional<ScalarNode> to = options.maximum();
    if (to.isPresent()) {
      most = Math.min(most, value(to.get(), form, refusal));
      shown.append(" to ").append(to.get().text());
    }
    Optional<ScalarNode> before = options.exclusiveMaximum();
    if (before.isPresent()) {
      most = Math.min(most, value(before.get(), form, refusal) - 1);
      shown.append(" before ").append(before.get().text());
    }
    return new MomentBounds(
        least,
        most,
        shown.isEmpty() ? "between 1678 and 2261, as nanoseconds are" : shown.substring(1));
  }

  private static long value(
      ScalarNode bound, MomentForm form, Function<String, RuntimeException> refusal) {
    byte[] text = bound.text().getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(text, text.length + Words.PADDING);
    padded[text.length] = '"';
    long value = form.parse(padded, 0);
    if (value == Clock.NONE || form.end() != text.length) {
      throw refusal.apply("its bound '" + bound.text() + "' is not written as " + form.shown());
    }
    return value;
  }

  /** Whether a value lies between them. */
  boolean allow(long value) {
    return value >= least && value <= most;
  }
}
