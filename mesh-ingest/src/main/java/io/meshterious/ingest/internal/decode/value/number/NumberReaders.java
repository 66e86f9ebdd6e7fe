// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.ingest.internal.decode.value.ValueReader;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The reader of a property that is a number. */
public final class NumberReaders {
  private NumberReaders() {}

  /**
   * The reader for a column; empty when the column cannot hold such numbers.
   *
   * @param allowed the numbers allowed; none when all are
   */
  public static Optional<ValueReader> of(
      String path,
      boolean required,
      Column column,
      Constraints constraints,
      List<BigDecimal> allowed) {
    if (constraints.type() instanceof DataType.Real) {
      boolean fits = column instanceof DoubleColumn || column instanceof FloatColumn;
      return !fits
          ? Optional.empty()
          : Optional.of(new RealReader(path, required, column, constraints, allowed));
    }
    int scale = constraints.type() instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    NumberRules rules = new NumberRules(path, constraints, allowed, scale);
    if (column instanceof IntColumn ints && scale == 0) {
      return Optional.of(new IntReader(path, required, ints, rules));
    } else if (column instanceof LongColumn longs) {
      return Optional.of(new LongReader(path, required, longs, rules, scale));
    } else if (column instanceof WideColumn wide) {
      return Optional.of(new WideReader(path, required, wide, rules, scale));
    }
    return Optional.empty();
  }
}
