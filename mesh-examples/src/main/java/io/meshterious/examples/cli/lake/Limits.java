// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.examples.cli.Output;

/** How much of a long result is shown. */
final class Limits {
  private Limits() {}

  /** Whether a limit is none, which is then said. */
  static boolean refused(int limit, Output output) {
    if (limit < 1) {
      output.error("Invalid --limit: " + limit + " (at least 1)");
      return true;
    }
    return false;
  }
}
