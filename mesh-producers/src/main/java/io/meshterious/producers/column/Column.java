// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a property. All but texts and JSON are numbers: 0 and 1, unscaled digits, days
 * since 1970, nanoseconds of a day, nanoseconds since 1970.
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
    TEXT,
    /** Any JSON: a list, an object, or what a library wrote. */
    JSON
  }

  /** So many items no array has. */
  public static final int ITEMS = 1024;

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
   * A column of some texts, made ready once.
   *
   * @param all the texts as people read them
   * @param choice which of them each row has
   */
  public static Column ofTexts(List<String> all, LongValue choice) {
    return ofTexts(ChosenText.of(all, choice));
  }

  /**
   * A column of JSON that is written as it is, also for lists and objects.
   *
   * @param json writes one value of JSON
   */
  public static Column ofJson(TextValue json) {
    return new Column(Kind.JSON, 0, null, json);
  }

  /**
   * A column of numbers, or of what is kept as one.
   *
   * @param digits after the point: of the number, or of the second
   */
  public static Column ofNumbers(Kind kind, int digits, LongValue numbers) {
    return new Column(kind, digits, numbers, null);
  }

  /** The number under which an item of an array in a row has its values. */
  public static long item(long row, int number) {
    return row * ITEMS + number;
  }

  /** What it holds. */
  public Kind kind() {
    return kind;
  }

  /** The digits after the point. */
  public int digits() {
    return digits;
  }

  /** The numbers; for all but texts and JSON. */
  public LongValue numbers() {
    return Objects.requireNonNull(numbers, "a column of texts");
  }

  /** The texts, or the JSON. */
  public TextValue texts() {
    return Objects.requireNonNull(texts, "a column of numbers");
  }

  /** The same values in other rows. */
  public Column at(LongValue rows) {
    if (kind == Kind.TEXT || kind == Kind.JSON) {
      return new Column(kind, 0, null, texts().at(rows));
    }
    return ofNumbers(kind, digits, numbers().at(rows));
  }
}
