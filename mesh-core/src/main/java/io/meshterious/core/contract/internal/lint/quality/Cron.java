// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Cron schedules: five fields, or a name such as {@code @daily}. */
final class Cron {
  private static final Set<String> NAMES =
      Set.of(
          "@yearly",
          "@annually",
          "@monthly",
          "@weekly",
          "@daily",
          "@midnight",
          "@hourly",
          "@reboot");
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of month", "month", "day of week");
  private static final int[] LOWEST = {0, 0, 1, 1, 0};
  private static final int[] HIGHEST = {59, 23, 31, 12, 7};
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private Cron() {}

  /** What is wrong with a schedule; empty when it can be read. */
  static Optional<String> problem(String schedule) {
    String text = schedule.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("@")) {
      return NAMES.contains(text)
          ? Optional.empty()
          : Optional.of(
              "allowed names are '@hourly', '@daily', '@weekly', '@monthly' and '@yearly'");
    }
    String[] fields = text.split("\\s+", -1);
    if (fields.length != FIELDS.size()) {
      return Optional.of(
          "allowed are the five fields minute, hour, day of month, month and day of week");
    }
    for (int i = 0; i < fields.length; i++) {
      for (String part : fields[i].split(",", -1)) {
        if (!part(part, i)) {
          return Optional.of(
              "the "
                  + FIELDS.get(i)
                  + " is '*', a number from "
                  + LOWEST[i]
                  + " to "
                  + HIGHEST[i]
                  + ", a range, a list or a step such as '*/5'");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean part(String part, int field) {
    String[] stepped = part.split("/", -1);
    if (stepped.length > 2 || (stepped.length == 2 && !stepped[1].matches("[1-9][0-9]{0,2}"))) {
      return false;
    }
    String[] ends = stepped[0].split("-", -1);
    if (stepped[0].equals("*")) {
      return true;
    } else if (ends.length > 2) {
      return false;
    }
    int first = number(ends[0], field);
    int last = number(ends[ends.length - 1], field);
    return first >= 0 && last >= first;
  }

  /** The number a text stands for; -1 when it is none within the field's limits. */
  private static int number(String text, int field) {
    if (field == 3 && MONTHS.contains(text)) {
      return MONTHS.indexOf(text) + 1;
    } else if (field == 4 && DAYS.contains(text)) {
      return DAYS.indexOf(text);
    } else if (!text.matches("[0-9]{1,2}")) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number >= LOWEST[field] && number <= HIGHEST[field] ? number : -1;
  }
}
