// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.internal.emit.EventRows;
import java.util.Optional;

/** Rows of other tables, and of other versions of a table, made with the same settings. */
@FunctionalInterface
public interface Neighbours {
  /** No rows of other tables are known. */
  Neighbours NONE = (contract, table) -> Optional.empty();

  /**
   * The rows of a table; of the same publisher where that table has it. Empty when they cannot be
   * made.
   */
  Optional<EventRows> rows(DataContract contract, Table table);
}
