// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

/** What has reached the disk when a commit is reported as done. */
public enum Durability {
  /**
   * Everything: data files, metadata files, the folders they are in, and the catalog's row. A
   * commit survives a power cut. This is the default.
   */
  DISK,
  /**
   * What the operating system wrote so far. A commit survives the end of the process; after a power
   * cut the newest commits may be lost or, at worst, the catalog may name a file that is not
   * complete. Saves about a third of a commit's time.
   */
  SYSTEM
}
