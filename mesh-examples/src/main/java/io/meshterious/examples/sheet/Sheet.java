// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.sheet;

import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.Column.Kind;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import java.util.List;

/**
 * States columns of a table; those that it does not have in this version of it are left out.
 *
 * @param table the table
 */
public record Sheet(GeneratedTable table) {
  /** Nanoseconds of a second. */
  public static final long SECOND = 1_000_000_000L;

  /** Nanoseconds of a minute. */
  public static final long MINUTE = 60 * SECOND;

  /** Nanoseconds of an hour. */
  public static final long HOUR = 60 * MINUTE;

  /** Nanoseconds of a day. */
  public static final long DAY = 24 * HOUR;

  /** A column of any kind. */
  public Sheet column(String path, Column column) {
    if (table.has(path)) {
      table.column(path, column);
    }
    return this;
  }

  /** A whole number. */
  public Sheet number(String path, LongValue values) {
    return number(path, 0, values);
  }

  /** A number as its digits, so many of them after the point. */
  public Sheet number(String path, int digits, LongValue values) {
    return column(path, Column.ofNumbers(Kind.NUMBER, digits, values));
  }

  /** True for what is not 0. */
  public Sheet flag(String path, LongValue values) {
    return column(path, Column.ofNumbers(Kind.BOOLEAN, 0, values));
  }

  /** A day, in days since 1970. */
  public Sheet date(String path, LongValue days) {
    return column(path, Column.ofNumbers(Kind.DATE, 0, days));
  }

  /** A point in time, to the second. */
  public Sheet instant(String path, LongValue nanos) {
    return column(path, Column.ofNumbers(Kind.INSTANT, 0, nanos));
  }

  /** A point in time, to the thousandth. */
  public Sheet moment(String path, LongValue nanos) {
    return column(path, Column.ofNumbers(Kind.INSTANT, 3, nanos));
  }

  /** One of some texts. */
  public Sheet choice(String path, List<String> texts, LongValue choice) {
    return column(path, Column.ofTexts(texts, choice));
  }

  /** A text. */
  public Sheet text(String path, TextValue texts) {
    return column(path, Column.ofTexts(texts));
  }

  /** JSON of any kind. */
  public Sheet json(String path, TextValue json) {
    return column(path, Column.ofJson(json));
  }

  /** Which rows a reference leads to. */
  public Sheet refer(String path, LongValue rows) {
    if (table.has(path)) {
      table.refer(path, rows);
    }
    return this;
  }

  /** Which rows have it: those with 1. */
  public Sheet present(String path, LongValue flags) {
    if (table.has(path)) {
      table.present(path, flags);
    }
    return this;
  }

  /** The same rows of another table, in a column of this one. */
  public Sheet copy(String path, GeneratedTable from, String theirs) {
    if (table.has(path) && from.has(theirs)) {
      table.column(path, from.column(theirs));
    }
    return this;
  }
}
