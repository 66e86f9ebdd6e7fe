// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

/**
 * Finds where records end. It is given a record's bytes as they come, and remembers what it saw.
 */
public interface RecordEnds {
  /** Begins with a record. */
  void begin();

  /**
   * The place of the line break that ends the record, or -1 when it is not there yet.
   *
   * @param start where the record begins
   * @param from what comes now, behind what it was asked about before
   * @param to the end of what there is
   */
  int find(byte[] bytes, int start, int from, int to);

  /** How many line breaks inside the record it has seen. */
  int inside();
}
