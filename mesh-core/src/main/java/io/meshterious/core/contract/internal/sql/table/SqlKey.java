// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import java.util.List;

/**
 * A primary key or unique constraint.
 *
 * @param name the name
 * @param columns the columns, in the order of the key
 */
public record SqlKey(String name, List<String> columns) {
  /** Copies the columns. */
  public SqlKey {
    columns = List.copyOf(columns);
  }
}
