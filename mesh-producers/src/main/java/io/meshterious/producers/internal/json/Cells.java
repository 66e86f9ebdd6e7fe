// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;

/** The JSON of columns. */
public final class Cells {
  private static final Constant[] FLAGS = {Constant.of("false"), Constant.of("true")};
  private static final int MOST_TIME = 24;
  private static final long NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400L * NANOS;

  private Cells() {}

  /** The cell of a column. */
  public static Cell of(Column column) {
    return switch (column.kind()) {
      case BOOLEAN -> flag(column.numbers());
      case NUMBER -> number(column.numbers(), column.digits());
      case DATE -> date(column.numbers());
      case TIME -> time(column.numbers(), column.digits());
      case INSTANT -> timestamp(column.numbers(), column.digits(), "Z\"");
      case LOCAL -> timestamp(column.numbers(), column.digits(), "\"");
      case TEXT -> text(column.texts());
      case JSON -> column.texts()::write;
    };
  }

  private static Cell flag(LongValue values) {
    return Choice.of(FLAGS, row -> values.at(row) == 0 ? 0 : 1);
  }

  private static Cell number(LongValue values, int scale) {
    return new ShortCell() {
      @Override
      public int most() {
        return Ascii.LONGEST_NUMBER;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        return scale == 0
            ? Ascii.putLong(into, at, values.at(row))
            : Ascii.putDecimal(into, at, values.at(row), scale);
      }
    };
  }

  private static Cell text(TextValue values) {
    if (values instanceof Choice choice) {
      return choice.quoted();
    } else if (values instanceof ShortText text) {
      return text.quoted();
    }
    return (row, out) -> {
      out.put('"');
      values.write(row, out);
      out.put('"');
    };
  }

  private static Cell date(LongValue values) {
    DayTexts days = new DayTexts("\"");
    return new ShortCell() {
      @Override
      public int most() {
        return DayTexts.MOST;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        return days.put(values.at(row), into, at);
      }
    };
  }

  private static Cell time(LongValue values, int digits) {
    return new ShortCell() {
      @Override
      public int most() {
        return MOST_TIME;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        into[at] = '"';
        int end = Ascii.putTime(into, at + 1, values.at(row), digits);
        into[end] = '"';
        return end + 1;
      }
    };
  }

  private static Cell timestamp(LongValue values, int digits, String end) {
    DayTexts days = new DayTexts("T");
    Constant ending = Constant.of(end);
    return new ShortCell() {
      @Override
      public int most() {
        return DayTexts.MOST + MOST_TIME;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        long nanos = values.at(row);
        long day = Math.floorDiv(nanos, DAY_NANOS);
        int place = days.put(day, into, at);
        place = Ascii.putTime(into, place, nanos - day * DAY_NANOS, digits);
        return ending.put(into, place);
      }
    };
  }
}
