// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import io.meshterious.core.error.MeshException;
import java.time.Duration;

/** Checks of option values that refuse at once. */
final class Options {
  private Options() {}

  static Duration positive(String what, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw invalid(what, value, "must be longer than zero");
    }
    return value;
  }

  static Duration notNegative(String what, Duration value) {
    if (value.isNegative()) {
      throw invalid(what, value, "must not be negative");
    }
    return value;
  }

  static int positive(String what, int value) {
    if (value < 1) {
      throw invalid(what, value, "must be at least 1");
    }
    return value;
  }

  static long positive(String what, long value) {
    if (value < 1) {
      throw invalid(what, value, "must be at least 1");
    }
    return value;
  }

  static long atLeast(long least, String what, long value) {
    if (value < least) {
      throw invalid(what, value, "must be at least " + least);
    }
    return value;
  }

  static MeshException invalid(String what, Object value, String rule) {
    return new MeshException(
        KeepError.INVALID_OPTION, "Invalid " + what + ": " + value + " (" + rule + ")");
  }
}
