// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.lake.batch.WideColumn;
import java.math.BigInteger;

/** Reads decimals of more than eighteen digits. */
final class WideReader extends ExactReader {
  private final WideColumn values;

  WideReader(String path, boolean required, WideColumn values, NumberRules rules, int scale) {
    super(path, required, values, rules, scale);
    this.values = values;
  }

  @Override
  void append(long unscaled) {
    values.append(unscaled >> 63, unscaled);
  }

  @Override
  void append(BigInteger unscaled) {
    values.append(unscaled.shiftRight(Long.SIZE).longValueExact(), unscaled.longValue());
  }
}
