// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

/** Days, counted from 1970. */
final class DayForm extends MomentForm {
  private final Clock clock = new Clock();

  @Override
  long parse(byte[] bytes, int at) {
    end(at + Clock.DAY);
    return clock.day(bytes, at);
  }

  @Override
  String shown() {
    return "a day such as 2026-01-31";
  }
}
