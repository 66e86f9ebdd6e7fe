// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

/** Times of day, in microseconds. */
final class TimeOfDayForm extends MomentForm {
  private static final int NANOS = 1_000;

  private final Clock clock = new Clock();
  private final int fraction;

  /** Times with so many digits of a second. */
  TimeOfDayForm(int fraction) {
    this.fraction = fraction;
  }

  @Override
  long parse(byte[] bytes, int at) {
    long nanos = clock.time(bytes, at, fraction);
    end(clock.end());
    return nanos < 0 ? Clock.NONE : nanos / NANOS;
  }

  @Override
  String shown() {
    return "a time such as 23:59:59"
        + (fraction > 0 ? ", with up to " + fraction + " digits of a second" : "");
  }
}
