// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.replay;

/**
 * Why a row of a file is no event. It never holds what stands in the row.
 *
 * @param line the line that the row begins in, from 1
 * @param why what is wrong
 */
public record RowProblem(long line, String why) {
  @Override
  public String toString() {
    return "line " + line + ": " + why;
  }
}
