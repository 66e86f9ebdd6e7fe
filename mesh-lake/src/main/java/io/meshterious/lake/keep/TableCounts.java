// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.util.Locale;

/**
 * How large a table is: its snapshots, and what its current snapshot consists of.
 *
 * @param snapshots snapshots of all tags and branches
 * @param manifests manifests of the current snapshot
 * @param dataFiles data files of the current snapshot
 * @param dataBytes their bytes
 * @param deleteFiles delete files and deletion vectors of the current snapshot
 * @param records rows in the data files, those that delete files take away included
 */
public record TableCounts(
    int snapshots, int manifests, long dataFiles, long dataBytes, long deleteFiles, long records) {
  /** Like {@code 12 snapshots, 3 manifests, 40 data files (1.2 MB), 0 delete files}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d snapshots, %d manifests, %d data files (%s), %d delete files",
        snapshots,
        manifests,
        dataFiles,
        bytes(dataBytes),
        deleteFiles);
  }

  /** A number of bytes for people, such as {@code 1.2 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    String[] units = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes;
    int unit = -1;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[Math.max(0, unit)]);
  }
}
