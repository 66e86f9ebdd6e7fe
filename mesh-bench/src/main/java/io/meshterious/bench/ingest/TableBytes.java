// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import java.util.Map;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** What the rows of a table take on disk. */
final class TableBytes {
  private TableBytes() {}

  /**
   * The bytes of the data files for each row.
   *
   * @param expected how many rows there must be
   */
  static double perRow(Table table, long expected) {
    table.refresh();
    Map<String, String> summary = table.currentSnapshot().summary();
    long rows = number(summary, SnapshotSummary.TOTAL_RECORDS_PROP);
    if (rows != expected) {
      throw new IllegalStateException("The table has " + rows + " rows instead of " + expected);
    }
    return (double) number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP) / rows;
  }

  private static long number(Map<String, String> summary, String name) {
    return Long.parseLong(summary.getOrDefault(name, "0"));
  }
}
