// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

/**
 * Keeps facts of lineage, or passes them on.
 *
 * <ol>
 *   <li>A fact is told when what it says has happened, by the thread that did it; several jobs may
 *       tell at the same time.
 *   <li>What is thrown does not undo it and does not stop the job, which logs it. So facts can be
 *       missing, and none is false.
 * </ol>
 */
@FunctionalInterface
public interface LineageSink {
  /** Takes a fact. */
  void tell(LineageFact fact);
}
