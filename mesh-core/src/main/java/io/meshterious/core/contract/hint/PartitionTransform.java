// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a table's partitioning.
 *
 * @param kind what is done to the column's value
 * @param width the number of buckets or the width of the truncation; absent for the others
 * @param column the property it is done to
 */
public record PartitionTransform(Kind kind, OptionalInt width, String column) {
  /** What is done to a value. */
  public enum Kind {
    /** Nothing. */
    IDENTITY,
    /** The year of a date or timestamp. */
    YEAR,
    /** The month. */
    MONTH,
    /** The day. */
    DAY,
    /** The hour. */
    HOUR,
    /** A hash, modulo the width. */
    BUCKET,
    /** A number rounded down to the width, or the first characters of a text. */
    TRUNCATE;

    /** Whether it needs a width. */
    public boolean takesWidth() {
      return this == BUCKET || this == TRUNCATE;
    }
  }

  private static final Pattern FORM =
      Pattern.compile("([a-z]+)\\((?:([0-9]{1,9}) *, *)?([A-Za-z_][A-Za-z0-9_.]*)\\)");

  /**
   * Reads a form such as {@code day(event_ts)} or {@code bucket(16, warehouse_id)}; empty when the
   * text is none.
   */
  public static Optional<PartitionTransform> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))
          && kind.takesWidth() == (matcher.group(2) != null)) {
        OptionalInt width =
            kind.takesWidth()
                ? OptionalInt.of(Integer.parseInt(matcher.group(2)))
                : OptionalInt.empty();
        return width.isPresent() && width.getAsInt() == 0
            ? Optional.empty()
            : Optional.of(new PartitionTransform(kind, width, matcher.group(3)));
      }
    }
    return Optional.empty();
  }

  /** The form it is written in. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT)
        + "("
        + (width.isPresent() ? width.getAsInt() + ", " : "")
        + column
        + ")";
  }
}
