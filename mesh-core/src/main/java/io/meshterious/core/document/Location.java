// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

/**
 * Where a value stands in its file.
 *
 * @param line the line, from 1; 0 when the value came from no file
 * @param column the column, from 1; 0 when the value came from no file
 */
public record Location(int line, int column) {
  /** The location of a value that came from no file. */
  public static final Location NONE = new Location(0, 0);

  /** Whether the value came from a file. */
  public boolean known() {
    return line > 0;
  }

  @Override
  public String toString() {
    return known() ? line + ":" + column : "(built)";
  }
}
