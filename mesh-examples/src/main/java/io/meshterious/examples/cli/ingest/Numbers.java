// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import io.meshterious.ingest.IngestCounts;
import java.util.Locale;

/** How counts of events are written. */
final class Numbers {
  private Numbers() {}

  static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** What became of events, in one line. */
  static String of(IngestCounts counts) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d stored, %,d deduplicated, %,d rejected",
            counts.stored(),
            counts.deduplicated(),
            counts.rejected());
    return counts.late() == 0
        ? text
        : text + String.format(Locale.ROOT, ", %,d late", counts.late());
  }
}
