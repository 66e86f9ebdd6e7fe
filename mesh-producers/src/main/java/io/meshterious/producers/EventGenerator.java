// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.plugin.Plugin;

/**
 * Makes columns of tables in code, where what a contract says is not enough: what follows from
 * history, agrees with other tables, or comes from a library. Besides what every {@link Plugin}
 * promises:
 *
 * <ol start="6">
 *   <li>{@link #generate} is asked once for each table that is generated, also for those that
 *       others refer to, and leaves tables alone that it does not know.
 *   <li>A value is a function of its row: the same in whatever order rows are made, however often,
 *       on every machine and in every locale. Random values follow from {@link GeneratedTable#key}.
 *   <li>It changes no column but those it states.
 *   <li>Its rows fulfil the table's contract.
 * </ol>
 *
 * <p>Columns it states are used by one thread at a time, so they may keep a buffer.
 */
public interface EventGenerator extends Plugin {
  /** States columns of a table, where it has something to say about it. */
  void generate(GeneratedTable table);
}
