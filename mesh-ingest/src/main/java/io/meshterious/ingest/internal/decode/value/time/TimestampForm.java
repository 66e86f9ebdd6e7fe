// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

/** Points in time since 1970, in microseconds or nanoseconds. */
final class TimestampForm extends MomentForm {
  private static final long DAY_SECONDS = 86_400;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int MICRO_NANOS = 1_000;

  /** Nanoseconds reach a little further, to parts of days. */
  private static final long MOST_DAYS_OF_NANOS = 106_750;

  private final Clock clock = new Clock();
  private final int fraction;
  private final boolean zoned;
  private final boolean nanos;

  /**
   * A form.
   *
   * @param fraction how many digits a second has
   * @param nanos whether the unit is nanoseconds
   */
  TimestampForm(int fraction, boolean zoned, boolean nanos) {
    this.fraction = fraction;
    this.zoned = zoned;
    this.nanos = nanos;
  }

  @Override
  long parse(byte[] bytes, int at) {
    long day = clock.day(bytes, at);
    if (day == Clock.NONE || bytes[at + Clock.DAY] != 'T') {
      return Clock.NONE;
    }
    long ofDay = clock.time(bytes, at + Clock.DAY + 1, fraction);
    if (ofDay < 0) {
      return Clock.NONE;
    }
    long offset = 0;
    if (zoned) {
      offset = clock.offset(bytes, clock.end());
      if (offset == Clock.NONE) {
        return Clock.NONE;
      }
    }
    end(clock.end());
    long second = day * DAY_SECONDS - offset;
    if (!nanos) {
      return second * (SECOND_NANOS / MICRO_NANOS) + ofDay / MICRO_NANOS;
    }
    return Math.abs(day) > MOST_DAYS_OF_NANOS ? BEYOND : second * SECOND_NANOS + ofDay;
  }

  @Override
  String shown() {
    return "a time such as 2026-01-31T23:59:59"
        + (zoned ? "Z or 2026-01-31T23:59:59+01:00" : "")
        + (fraction > 0 ? ", with up to " + fraction + " digits of a second" : "");
  }
}
