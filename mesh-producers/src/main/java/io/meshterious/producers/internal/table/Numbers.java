// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.hint.Distribution;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Spread;
import io.meshterious.producers.draw.Weights;
import io.meshterious.producers.internal.value.Chosen;
import io.meshterious.producers.internal.value.Counted;
import io.meshterious.producers.internal.value.DoubleValue;
import io.meshterious.producers.internal.value.Even;
import io.meshterious.producers.internal.value.Listed;
import io.meshterious.producers.internal.value.Rounded;
import io.meshterious.producers.internal.value.Series;
import io.meshterious.producers.internal.value.Shaped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Columns of numbers: digits without the point, between the bounds of the type and the contract.
 */
final class Numbers {
  private static final int REAL_DIGITS = 4;
  private static final int DEGREE_DIGITS = 6;
  private static final BigDecimal USUAL_MOST = BigDecimal.valueOf(1000);

  private final TableProgram table;
  private final RowTimes times;
  private final Property property;
  private final long key;
  private final int digits;
  private final long least;
  private final long most;
  private final long step;

  Numbers(TableProgram table, RowTimes times, Property property) {
    this.table = table;
    this.times = times;
    this.property = property;
    this.key = table.key(property);
    this.digits = digits(property);
    TypeOptions options = property.options();
    this.step =
        options.multipleOf().map(it -> Math.max(1, unscaled(it, RoundingMode.UP))).orElse(1L);
    BigDecimal lowest = lowest(property.dataType());
    BigDecimal highest = highest(property.dataType());
    long low =
        bound(options.minimum(), options.exclusiveMinimum(), 1, RoundingMode.CEILING)
            .orElse(unscaled(BigDecimal.ZERO.max(lowest), RoundingMode.CEILING));
    low = Math.max(low, unscaled(lowest, RoundingMode.CEILING));
    long high =
        bound(options.maximum(), options.exclusiveMaximum(), -1, RoundingMode.FLOOR)
            .orElse(
                spreads(property)
                    ? Long.MAX_VALUE
                    : Math.max(low, 0) + unscaled(USUAL_MOST, RoundingMode.FLOOR));
    high = Math.min(high, unscaled(highest, RoundingMode.FLOOR));
    this.least = Math.floorDiv(low + step - 1, step) * step;
    this.most = Math.floorDiv(high, step) * step;
    if (least > most) {
      throw table.refusal(property, "no number lies between its bounds");
    }
  }

  /** Whether values come from elsewhere than the bounds. */
  private static boolean spreads(Property property) {
    return property.hints().distribution().isPresent()
        || property.hints().derivedFrom().isPresent();
  }

  private static int digits(Property property) {
    DataType type = property.dataType();
    if (type instanceof DataType.Decimal decimal) {
      return Math.min(decimal.scale(), 12);
    } else if (type instanceof DataType.Real) {
      boolean degrees = property.name().matches("(?i).*(lat|lon|lng)(itude)?");
      return degrees ? DEGREE_DIGITS : REAL_DIGITS;
    }
    return 0;
  }

  private static BigDecimal highest(DataType type) {
    if (type instanceof DataType.Int whole) {
      int bits = Math.min(60, whole.signed() ? whole.bits() - 1 : whole.bits());
      return BigDecimal.valueOf((1L << bits) - 1);
    } else if (type instanceof DataType.Decimal decimal) {
      int scale = Math.min(decimal.scale(), 12);
      int whole = Math.min(17 - scale, decimal.precision() - decimal.scale());
      return BigDecimal.TEN.pow(Math.max(0, whole)).subtract(BigDecimal.ONE.movePointLeft(scale));
    }
    return BigDecimal.valueOf(1_000_000_000_000L);
  }

  private static BigDecimal lowest(DataType type) {
    return type instanceof DataType.Int whole && !whole.signed()
        ? BigDecimal.ZERO
        : highest(type).negate();
  }

  private long unscaled(BigDecimal value, RoundingMode rounding) {
    BigDecimal shifted = value.movePointRight(digits).setScale(0, rounding);
    BigDecimal limit = BigDecimal.valueOf(1L << 60);
    return shifted.min(limit).max(limit.negate()).longValueExact();
  }

  private Optional<Long> bound(
      Optional<ScalarNode> inclusive,
      Optional<ScalarNode> exclusive,
      int inwards,
      RoundingMode to) {
    Optional<Long> near =
        inclusive.filter(ScalarNode::isNumber).map(it -> unscaled(it.decimal(), to));
    Optional<Long> beyond =
        exclusive
            .filter(ScalarNode::isNumber)
            .map(
                it -> {
                  long value = unscaled(it.decimal(), to);
                  BigDecimal back = BigDecimal.valueOf(value, digits);
                  return back.compareTo(it.decimal()) == 0 ? value + inwards : value;
                });
    if (near.isPresent() && beyond.isPresent()) {
      return Optional.of(
          inwards > 0 ? Math.max(near.get(), beyond.get()) : Math.min(near.get(), beyond.get()));
    }
    return near.isPresent() ? near : beyond;
  }

  /** The column. */
  Column column() {
    Optional<Distribution> distribution = property.hints().distribution();
    LongValue values;
    if (distribution.isPresent()) {
      values = spread(distribution.get());
    } else if (ColumnMaker.differs(table, property)) {
      values = sequence(1, 1);
    } else {
      values = even(least, most);
    }
    return Column.ofNumbers(Column.Kind.NUMBER, digits, values);
  }

  /** A column of values computed elsewhere, in units of one, put between the bounds. */
  Column computed(DoubleValue values) {
    return Column.ofNumbers(Column.Kind.NUMBER, digits, rounded(values));
  }

  private LongValue rounded(DoubleValue values) {
    return new Rounded(values, power(), least, most, step);
  }

  private double power() {
    return BigDecimal.TEN.pow(digits).doubleValue();
  }

  private long within(double unscaled) {
    long whole = (long) Math.rint(unscaled);
    long stepped = step == 1 ? whole : Math.floorDiv(whole, step) * step;
    return Math.min(most, Math.max(least, stepped));
  }

  private LongValue even(long from, long to) {
    long count = (to - from) / step + 1;
    return new Even(key, from, step, count);
  }

  private LongValue sequence(double start, double by) {
    long first = Math.max(least, Math.round(start * power()));
    long stride = Math.max(1, Math.round(Math.abs(by) * power()));
    long count = Math.max(1, (most - first) / stride + 1);
    return new Counted(first, stride, 0, count);
  }

  private LongValue spread(Distribution distribution) {
    double scale = power();
    double low = least / scale;
    double high = most / scale;
    switch (distribution.kind()) {
      case UNIFORM -> {
        long from = within(value(distribution, "min", low) * scale);
        long to = within(value(distribution, "max", high) * scale);
        return even(from, Math.max(from, to));
      }
      case NORMAL -> {
        return drawn(
            Spread.normal(
                value(distribution, "mean", 0), value(distribution, "stddev", 1), low, high));
      }
      case LOGNORMAL -> {
        return drawn(
            Spread.lognormal(
                value(distribution, "mu", 0), value(distribution, "sigma", 1), low, high));
      }
      case ZIPF -> {
        int size = (int) Math.min(value(distribution, "size", 100), (most - least) / scale + 1);
        Weights weights = Weights.zipf(Math.max(1, size), value(distribution, "exponent", 1));
        return chosen(weights, low);
      }
      case POISSON -> {
        Weights weights = Weights.poisson(value(distribution, "mean", 1));
        return chosen(weights, 0);
      }
      case SEQUENCE -> {
        return sequence(value(distribution, "start", 0), value(distribution, "step", 1));
      }
      case SERIES -> {
        return series(distribution);
      }
    }
    throw new IllegalStateException("unknown " + distribution);
  }

  /** Whole steps from a number on, by weight. */
  private LongValue chosen(Weights weights, double from) {
    long[] numbers = new long[weights.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = within((from + i) * power());
    }
    return new Listed(numbers, new Chosen(key, weights));
  }

  private LongValue drawn(Spread spread) {
    return rounded(new Shaped(key, spread));
  }

  private LongValue series(Distribution series) {
    List<Double> weekly = series.parameters("weekly");
    double[] weekday = new double[7];
    for (int i = 0; i < 7; i++) {
      weekday[i] = weekly.size() == 7 ? weekly.get(i) : 1;
    }
    return rounded(
        new Series(
            times.nanos(),
            key,
            table.programs().start().toEpochDay(),
            value(series, "base", 1),
            value(series, "trend", 0),
            weekday,
            value(series, "yearly", 0),
            value(series, "noise", 0)));
  }

  private static double value(Distribution distribution, String name, double otherwise) {
    return distribution.parameter(name).orElse(otherwise);
  }
}
