// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.lake.batch.LongColumn;
import java.math.BigInteger;

/** Reads numbers and decimals of 64 bits. */
final class LongReader extends ExactReader {
  private final LongColumn values;

  LongReader(String path, boolean required, LongColumn values, NumberRules rules, int scale) {
    super(path, required, values, rules, scale);
    this.values = values;
  }

  @Override
  void append(long unscaled) {
    values.append(unscaled);
  }

  @Override
  void append(BigInteger unscaled) {
    values.append(unscaled.longValueExact());
  }
}
