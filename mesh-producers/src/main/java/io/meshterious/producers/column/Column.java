// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a scalar property. All but texts are numbers: 0 and 1, unscaled digits, days since
 * 1970, nanoseconds of a day, nanoseconds since 1970.
 */
public final class Column {
  /** What the numbers stand for. */
  public enum Kind {
    /** False or true. */
    BOOLEAN,
    /** A number with digits after the point. */
    NUMBER,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** A point in time, with Z. */
    INSTANT,
    /** What a local clock shows. */
    LOCAL,
    /** A text. */
    TEXT
  }

  private final Kind kind;
  private final int digits;
  private final @Nullable LongValue numbers;
  private final @Nullable TextValue texts;

  private Column(Kind kind, int digits, @Nullable LongValue numbers, @Nullable TextValue texts) {
    this.kind = kind;
    this.digits = digits;
    this.numbers = numbers;
    this.texts = texts;
  }

  /** A column of texts. */
  public static Column ofTexts(TextValue texts) {
    return new Column(Kind.TEXT, 0, null, texts);
  }

  /**
   * A column of anything else.
   *
   * @param digits after the point: of the number, or of the second
   */
  public static Column ofNumbers(Kind kind, int digits, LongValue numbers) {
    return new Column(kind, digits, numbers, null);
  }

  /** What it holds. */
  public Kind kind() {
    return kind;
  }

  /** The digits after the point. */
  public int digits() {
    return digits;
  }

  /** The numbers; for all but texts. */
  public LongValue numbers() {
    return Objects.requireNonNull(numbers, "a column of texts");
  }

  /** The texts. */
  public TextValue texts() {
    return Objects.requireNonNull(texts, "a column of numbers");
  }

  /** The same values in other rows. */
  public Column at(LongValue rows) {
    if (kind == Kind.TEXT) {
      return ofTexts(texts().at(rows));
    }
    LongValue mine = numbers();
    return ofNumbers(kind, digits, row -> mine.at(rows.at(row)));
  }
}
