// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Spread;

/** Numbers that follow the day: a base and a trend, times weekday, season and chance. */
public final class Series implements DoubleValue {
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private final LongValue nanos;
  private final long key;
  private final long start;
  private final double base;
  private final double trend;
  private final double[] weekday;
  private final double[] season = new double[366];
  private final Spread around;
  private long[] times = {};
  private long lastDay = Long.MIN_VALUE;
  private double usual;

  /**
   * A series.
   *
   * @param nanos when rows happened
   * @param key what chance follows from
   * @param start the day, counted from 1970, on which the base holds
   * @param base the number of a usual day
   * @param trend how much it grows each day
   * @param weekday factors from Monday to Sunday
   * @param yearly by how much of it the year swings
   * @param noise the deviation of chance, as a share
   */
  public Series(
      LongValue nanos,
      long key,
      long start,
      double base,
      double trend,
      double[] weekday,
      double yearly,
      double noise) {
    this.nanos = nanos;
    this.key = key;
    this.start = start;
    this.base = base;
    this.trend = trend;
    this.weekday = weekday.clone();
    for (int day = 0; day < season.length; day++) {
      season[day] = 1 + yearly * StrictMath.sin(2 * Math.PI * (day - 290) / 365.0);
    }
    this.around = Spread.normal(1, Math.max(1e-9, noise), 0, 1 + 4 * noise + 1e-9);
  }

  @Override
  public double at(long row) {
    return at(row, nanos.at(row));
  }

  private double at(long row, long time) {
    long day = Math.floorDiv(time, DAY_NANOS);
    if (day != lastDay) {
      usual = usual(day);
      lastDay = day;
    }
    return usual * around.at(Draw.unit(Draw.bits(key, row)));
  }

  private double usual(long day) {
    // 1970 began on a Thursday; the year's day needs no more than a day's exactness.
    int dayOfWeek = Math.floorMod(day + 3, 7);
    int dayOfYear = Math.floorMod(day * 100, 36_525) / 100;
    return (base + trend * (day - start)) * weekday[dayOfWeek] * season[dayOfYear];
  }

  @Override
  public void fill(long[] rows, int count, double[] into) {
    times = LongValue.room(times, count);
    nanos.fill(rows, count, times);
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i], times[i]);
    }
  }
}
