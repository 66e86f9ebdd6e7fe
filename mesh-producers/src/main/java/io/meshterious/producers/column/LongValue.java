// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

/** A number that each row has. */
@FunctionalInterface
public interface LongValue {
  /** The number of a row. */
  long at(long row);
}
