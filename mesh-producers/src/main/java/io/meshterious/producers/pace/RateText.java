// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.pace;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as text. */
final class RateText {
  private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
  private static final String TIME = NUMBER + "(?:ms|s|m|h|d)";
  private static final String RATE = NUMBER + "/(?:" + NUMBER + ")?(?:ms|s|m|h|d)";
  private static final Pattern STEADY = Pattern.compile("(" + RATE + ")");
  private static final Pattern RAMP =
      Pattern.compile("ramp (" + RATE + ")\\.\\.(" + RATE + ") in (" + TIME + ")");
  private static final Pattern DAY = Pattern.compile("day (" + RATE + ")(?: in (" + TIME + "))?");
  private static final Pattern SPIKES =
      Pattern.compile(
          "spikes (" + RATE + ")\\.\\.(" + RATE + ") every (" + TIME + ") for (" + TIME + ")");
  private static final Pattern AMOUNT = Pattern.compile("(" + NUMBER + ")?(ms|s|m|h|d)");

  private RateText() {}

  static Rate parse(String text) {
    String plain = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    if (plain.equals("max")) {
      return Rate.max();
    }
    Matcher steady = STEADY.matcher(plain);
    if (steady.matches()) {
      return Rate.perSecond(perSecond(plain));
    }
    Matcher ramp = RAMP.matcher(plain);
    if (ramp.matches()) {
      return Rate.ramp(perSecond(ramp.group(1)), perSecond(ramp.group(2)), time(ramp.group(3)));
    }
    Matcher day = DAY.matcher(plain);
    if (day.matches()) {
      Duration length = day.group(2) == null ? Duration.ofDays(1) : time(day.group(2));
      return Rate.day(perSecond(day.group(1)), length);
    }
    Matcher spikes = SPIKES.matcher(plain);
    if (spikes.matches()) {
      return Rate.spikes(
          perSecond(spikes.group(1)),
          perSecond(spikes.group(2)),
          time(spikes.group(3)),
          time(spikes.group(4)));
    }
    throw Rate.invalid(
        "'" + text + "'",
        "such as 500/s, 1/10s, 'ramp 10/s..1000/s in 60s', 'day 500/s in 24h', "
            + "'spikes 100/s..2000/s every 60s for 5s' or max");
  }

  private static double perSecond(String rate) {
    int slash = rate.indexOf('/');
    double events = Double.parseDouble(rate.substring(0, slash));
    return events / (time(rate.substring(slash + 1)).toNanos() / 1e9);
  }

  private static Duration time(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      throw Rate.invalid("'" + text + "'", "a time such as 10s, 5m, 2h or 250ms");
    }
    String number = amount.group(1) == null ? "1" : amount.group(1);
    long nanos =
        switch (amount.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 86_400_000_000_000L;
        };
    BigDecimal all = new BigDecimal(number).multiply(BigDecimal.valueOf(nanos));
    if (all.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw Rate.invalid("'" + text + "'", "at most 100000d");
    }
    return Duration.ofNanos(all.longValue());
  }

  static String rate(double perSecond) {
    return number(BigDecimal.valueOf(perSecond)) + "/s";
  }

  static String duration(Duration duration) {
    return number(BigDecimal.valueOf(duration.toNanos(), 9)) + "s";
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
