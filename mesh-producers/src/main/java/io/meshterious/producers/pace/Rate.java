// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.pace;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.time.DayShape;
import java.time.Duration;
import java.util.function.DoubleUnaryOperator;

/**
 * How many events are sent by when, as a curve over the time since sending began. Written as text:
 *
 * <ul>
 *   <li>{@code 500/s}, {@code 6/m}, {@code 1/10s}: always the same;
 *   <li>{@code ramp 10/s..1000/s in 60s}: from one rate to another, which it then keeps;
 *   <li>{@code day 500/s in 24h}: that many on average, few by night and many in the afternoon; a
 *       day begins at midnight and may be shorter than 24 hours;
 *   <li>{@code spikes 100/s..2000/s every 60s for 5s}: now and then far more, at the end of each
 *       stretch;
 *   <li>{@code max}: as fast as events are taken.
 * </ul>
 */
public final class Rate {
  private static final double NANOS = 1e9;
  private static final double MOST_A_SECOND = 1e9;

  private static final Rate MAX = new Rate("max", seconds -> Double.POSITIVE_INFINITY);

  private final String text;
  private final DoubleUnaryOperator events;

  private Rate(String text, DoubleUnaryOperator events) {
    this.text = text;
    this.events = events;
  }

  /** As fast as events are taken. */
  public static Rate max() {
    return MAX;
  }

  /** An event each time so long has passed; the first at once. */
  public static Rate every(Duration between) {
    if (between.isZero() || between.isNegative()) {
      throw invalid(between.toString(), "the time between two events is above zero");
    }
    double seconds = between.toNanos() / NANOS;
    return new Rate("1/" + RateText.duration(between), time -> time / seconds);
  }

  /** Always so many a second. */
  public static Rate perSecond(double events) {
    double rate = checked(events);
    return new Rate(RateText.rate(events), time -> time * rate);
  }

  /** From one rate to another, which it then keeps. */
  public static Rate ramp(double from, double to, Duration over) {
    double first = from == 0 ? 0 : checked(from);
    double last = checked(to);
    double length = seconds(over);
    return new Rate(
        "ramp " + RateText.rate(from) + ".." + RateText.rate(to) + " in " + RateText.duration(over),
        time -> {
          double rising = Math.min(time, length);
          double risen = rising * (first + (last - first) * rising / length / 2);
          return risen + Math.max(0, time - length) * last;
        });
  }

  /** The shape of a day: so many a second on average, the least at night. */
  public static Rate day(double average, Duration length) {
    double rate = checked(average);
    double hour = seconds(length) / DayShape.HOURS;
    double[] weights = DayShape.weights();
    double[] before = DayShape.before();
    double scale = rate * DayShape.HOURS / before[DayShape.HOURS];
    return new Rate(
        "day " + RateText.rate(average) + " in " + RateText.duration(length),
        time -> {
          double hours = time / hour;
          double days = Math.floor(hours / DayShape.HOURS);
          double inDay = hours - days * DayShape.HOURS;
          int whole = Math.min(DayShape.HOURS - 1, (int) inDay);
          double sum =
              days * before[DayShape.HOURS] + before[whole] + weights[whole] * (inDay - whole);
          return sum * hour * scale;
        });
  }

  /** A rate, and a higher one at the end of each stretch. */
  public static Rate spikes(double usual, double peak, Duration every, Duration lasting) {
    double low = usual == 0 ? 0 : checked(usual);
    double high = checked(peak);
    double stretch = seconds(every);
    double spike = seconds(lasting);
    if (spike >= stretch) {
      throw invalid(RateText.duration(lasting), "a spike is shorter than the time between two");
    }
    double calm = stretch - spike;
    double each = calm * low + spike * high;
    return new Rate(
        "spikes "
            + RateText.rate(usual)
            + ".."
            + RateText.rate(peak)
            + " every "
            + RateText.duration(every)
            + " for "
            + RateText.duration(lasting),
        time -> {
          double stretches = Math.floor(time / stretch);
          double rest = time - stretches * stretch;
          return stretches * each + Math.min(rest, calm) * low + Math.max(0, rest - calm) * high;
        });
  }

  /** Reads a rate as it is written on the command line. */
  public static Rate parse(String text) {
    return RateText.parse(text);
  }

  private static double seconds(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw invalid(duration.toString(), "a duration is above zero");
    }
    return duration.toNanos() / NANOS;
  }

  private static double checked(double perSecond) {
    if (!(perSecond > 0) || perSecond > MOST_A_SECOND) {
      throw invalid(perSecond + "/s", "above 0/s, up to 1000000000/s");
    }
    return perSecond;
  }

  static MeshException invalid(String value, String rule) {
    return new MeshException(
        ProducerError.PRODUCER_OPTION_INVALID, "Invalid rate: " + value + " (" + rule + ")");
  }

  /** How many events there are until a time, in seconds since sending began. */
  public double events(double seconds) {
    return events.applyAsDouble(seconds);
  }

  /** When an event is due, in nanoseconds since sending began; the first has number 0. */
  public long dueNanos(long number) {
    if (number == 0 || this == MAX) {
      return 0;
    }
    double high = 1;
    while (events(high) < number) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < 64 && high - low > 1e-10 * high; i++) {
      double middle = (low + high) / 2;
      if (events(middle) < number) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (long) (high * NANOS);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
