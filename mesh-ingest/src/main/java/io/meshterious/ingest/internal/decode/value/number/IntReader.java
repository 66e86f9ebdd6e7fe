// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.lake.batch.IntColumn;
import java.math.BigInteger;

/** Reads numbers of 32 bits. */
final class IntReader extends ExactReader {
  private final IntColumn values;

  IntReader(String path, boolean required, IntColumn values, NumberRules rules) {
    super(path, required, values, rules, 0);
    this.values = values;
  }

  @Override
  void append(long unscaled) {
    values.append((int) unscaled);
  }

  @Override
  void append(BigInteger unscaled) {
    values.append(unscaled.intValueExact());
  }
}
