// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer.Constant;
import java.util.Arrays;
import java.util.Locale;

/** Days as text; those that were written last are remembered. */
final class DayTexts {
  /** No day has more bytes. */
  static final int MOST = 20;

  private static final int REMEMBERED = 64;

  private final String end;
  private final long[] days = new long[REMEMBERED];
  private final Constant[] texts = new Constant[REMEMBERED];

  /** Days with a text after each. */
  DayTexts(String end) {
    this.end = end;
    Arrays.fill(days, Long.MIN_VALUE);
    Arrays.fill(texts, Constant.of(""));
  }

  /** Writes a day, counted from 1970, of the years 0 to 9999, and returns the place after. */
  int put(long day, byte[] into, int at) {
    int place = (int) day & REMEMBERED - 1;
    if (days[place] != day) {
      texts[place] = Constant.of(text(day) + end);
      days[place] = day;
    }
    return texts[place].put(into, at);
  }

  /** A day by the calendar's arithmetic. */
  private static String text(long epochDay) {
    // Days since 0000-03-01, so that leap days end their years.
    long days = epochDay + 719_468;
    long era = Math.floorDiv(days, 146_097);
    long dayOfEra = days - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long month = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
  }
}
