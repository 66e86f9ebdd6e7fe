// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.ChosenText;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.column.TextValue;
import java.util.Optional;

/** The JSON of columns. */
public final class Cells {
  private static final String QUOTE = "\"";
  private static final Constant FALSE = Constant.of("false");
  private static final Constant TRUE = Constant.of("true");
  private static final int MOST_TIME = 24;
  private static final long NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400L * NANOS;

  private Cells() {}

  /** The cell of a column. */
  public static Cell of(Column column) {
    return switch (column.kind()) {
      case BOOLEAN -> flag(column.numbers());
      case NUMBER ->
          column.digits() == 0
              ? whole(column.numbers())
              : decimal(column.numbers(), column.digits());
      case DATE -> date(column.numbers());
      case TIME -> time(column.numbers(), column.digits());
      case INSTANT -> timestamp(column.numbers(), column.digits(), "Z\"");
      case LOCAL -> timestamp(column.numbers(), column.digits(), "\"");
      case TEXT -> text(column.texts());
      case JSON -> json(column.texts());
    };
  }

  /** A value that a number stands for. */
  private abstract static class NumberCell extends ShortCell {
    private final LongValue values;
    private long[] numbers = {};

    NumberCell(String opening, int most, String closing, LongValue values) {
      super(opening, most, closing);
      this.values = values;
    }

    /** The numbers of rows. */
    final long[] numbers(long[] rows, int count) {
      numbers = LongValue.room(numbers, count);
      values.fill(rows, count, numbers);
      return numbers;
    }
  }

  private static Cell flag(LongValue values) {
    return new NumberCell("", FALSE.length(), "", values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] flags = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          places[i] = (flags[i] == 0 ? FALSE : TRUE).put(into, places[i]);
        }
      }
    };
  }

  private static Cell whole(LongValue values) {
    return new NumberCell("", Ascii.LONGEST_NUMBER, "", values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] numbers = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          places[i] = Ascii.putLong(into, places[i], numbers[i]);
        }
      }
    };
  }

  private static Cell decimal(LongValue values, int scale) {
    return new NumberCell("", Ascii.LONGEST_NUMBER, "", values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] numbers = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          places[i] = Ascii.putDecimal(into, places[i], numbers[i], scale);
        }
      }
    };
  }

  private static Cell text(TextValue values) {
    if (!(values instanceof ShortText text)) {
      return (row, out) -> {
        out.put('"');
        values.write(row, out);
        out.put('"');
      };
    }
    return only(values).map(it -> constant(QUOTE + it + QUOTE)).orElse(shortText(QUOTE, text));
  }

  private static Optional<String> only(TextValue values) {
    return values instanceof ChosenText chosen ? chosen.only() : Optional.empty();
  }

  private static ShortCell constant(String value) {
    return new ShortCell(value, 0, "") {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        // All of it is the opening.
      }
    };
  }

  private static ShortCell shortText(String around, ShortText text) {
    return new ShortCell(around, text.most(), around) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        text.put(rows, count, into, places);
      }
    };
  }

  private static Cell json(TextValue values) {
    if (!(values instanceof ShortText text)) {
      return values::write;
    }
    return shortText("", text);
  }

  private static Cell date(LongValue values) {
    DayTexts texts = new DayTexts("");
    return new NumberCell(QUOTE, DayTexts.MOST, QUOTE, values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] days = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          places[i] = texts.put(days[i], into, places[i]);
        }
      }
    };
  }

  private static Cell time(LongValue values, int digits) {
    return new NumberCell(QUOTE, MOST_TIME, QUOTE, values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] nanos = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          places[i] = Ascii.putTime(into, places[i], nanos[i], digits);
        }
      }
    };
  }

  private static Cell timestamp(LongValue values, int digits, String end) {
    DayTexts days = new DayTexts("T");
    return new NumberCell(QUOTE, DayTexts.MOST + MOST_TIME, end, values) {
      @Override
      void put(long[] rows, int count, byte[] into, int[] places) {
        long[] nanos = numbers(rows, count);
        for (int i = 0; i < count; i++) {
          long day = Math.floorDiv(nanos[i], DAY_NANOS);
          int place = days.put(day, into, places[i]);
          places[i] = Ascii.putTime(into, place, nanos[i] - day * DAY_NANOS, digits);
        }
      }
    };
  }
}
