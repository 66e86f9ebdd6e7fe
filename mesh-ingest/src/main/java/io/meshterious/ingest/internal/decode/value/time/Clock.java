// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

import io.meshterious.ingest.internal.decode.Words;

/**
 * Days and times of day in the form of ISO 8601 that contracts mean: {@code yyyy-MM-dd} and {@code
 * HH:mm:ss}. Days are those of the calendar, of the years 1 to 9999; there are no leap seconds, and
 * no hour 24.
 */
final class Clock {
  /** What is no day or time. */
  static final long NONE = Long.MIN_VALUE;

  /** How many bytes a day has. */
  static final int DAY = 10;

  /** How many bytes a time has, without its fraction. */
  static final int TIME = 8;

  /** Most digits of a second. */
  static final int NANO_DIGITS = 9;

  private static final long COLONS = 0x0000_3A00_003A_0000L;
  private static final long COLON_PLACES = 0x0000_FF00_00FF_0000L;
  private static final long ZEROS_AT_COLONS = 0x0000_3000_0030_0000L;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long[] UNITS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private long knownFirst;
  private int knownRest;
  private long known = NONE;

  /** The place behind what was read last. */
  private int end;

  /** The place behind the time that was read last. */
  int end() {
    return end;
  }

  /** The day at a place, counted from 1970; the last one is remembered. */
  long day(byte[] bytes, int at) {
    long first = Words.word(bytes, at);
    int rest = Words.half(bytes, at + 8) & 0xFFFF;
    if (first == knownFirst && rest == knownRest && known != NONE) {
      return known;
    }
    long day = parse(bytes, at);
    if (day != NONE) {
      knownFirst = first;
      knownRest = rest;
      known = day;
    }
    return day;
  }

  private static long parse(byte[] bytes, int at) {
    int year = number(bytes, at, 4);
    int month = number(bytes, at + 5, 2);
    int day = number(bytes, at + 8, 2);
    if (year < 1
        || bytes[at + 4] != '-'
        || month < 1
        || month > 12
        || bytes[at + 7] != '-'
        || day < 1) {
      return NONE;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > DAYS[month - 1] + (month == 2 && leap ? 1 : 0)) {
      return NONE;
    }
    // Counted from a first of March, so that leap days end their years.
    int from = month > 2 ? year : year - 1;
    int era = from / 400;
    int ofEra = from - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  /** A number of some digits; -1 when it is none. */
  private static int number(byte[] bytes, int at, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = bytes[at + i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * The time of day at a place, in nanoseconds.
   *
   * @param fraction how many digits of a second may be other than zero
   */
  long time(byte[] bytes, int at, int fraction) {
    long word = Words.word(bytes, at);
    long digits = word & ~COLON_PLACES | ZEROS_AT_COLONS;
    if ((word & COLON_PLACES) != COLONS || !Words.digits(digits)) {
      return NONE;
    }
    int hour = two(word, 0);
    int minute = two(word, 24);
    int second = two(word, 48);
    if (hour > 23 || minute > 59 || second > 59) {
      return NONE;
    }
    long nanos = (hour * 3600L + minute * 60L + second) * UNITS[0];
    end = at + TIME;
    return bytes[end] == '.' ? nanos + fraction(bytes, end + 1, fraction) : nanos;
  }

  private static int two(long word, int shift) {
    return (int) (word >>> shift & 0xF) * 10 + (int) (word >>> shift + 8 & 0xF);
  }

  /** A fraction of a second in nanoseconds; far below zero when it is none. */
  private long fraction(byte[] bytes, int at, int most) {
    int place = at;
    long value = 0;
    int digit = bytes[place] - '0';
    while (digit >= 0 && digit <= 9 && place - at < NANO_DIGITS) {
      if (digit != 0 && place - at >= most) {
        return NONE / 2;
      }
      value = value * 10 + digit;
      digit = bytes[++place] - '0';
    }
    end = place;
    return place == at ? NONE / 2 : value * UNITS[place - at];
  }

  /** The offset at a place, in seconds: Z, or hours and minutes up to 18:00. */
  long offset(byte[] bytes, int at) {
    if (bytes[at] == 'Z') {
      end = at + 1;
      return 0;
    }
    int hours = number(bytes, at + 1, 2);
    int minutes = number(bytes, at + 4, 2);
    boolean signed = bytes[at] == '+' || bytes[at] == '-';
    if (!signed
        || bytes[at + 3] != ':'
        || hours < 0
        || minutes < 0
        || minutes > 59
        || hours * 60 + minutes > 18 * 60) {
      return NONE;
    }
    end = at + 6;
    int seconds = (hours * 60 + minutes) * 60;
    return bytes[at] == '-' ? -seconds : seconds;
  }
}
