// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.document.Location;
import java.util.List;

/**
 * A foreign key of a table, whichever level it was written at.
 *
 * @param from the names of the properties it starts from
 * @param to the properties it leads to, in the same order
 * @param location where it was written
 */
public record ForeignKey(List<String> from, List<PropertyReference> to, Location location) {
  /** Copies the lists. */
  public ForeignKey {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
