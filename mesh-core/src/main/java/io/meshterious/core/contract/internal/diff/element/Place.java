// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import java.util.Optional;

/**
 * Where something stands in both contracts.
 *
 * @param table the table it belongs to
 * @param older its path in the older contract
 * @param newer its path in the newer contract
 */
public record Place(Optional<String> table, Optional<String> older, Optional<String> newer) {
  /** The contract as a whole. */
  public static final Place CONTRACT =
      new Place(Optional.empty(), Optional.of("$"), Optional.of("$"));

  /**
   * The place of what a key holds: its own path in the contract, the element's path in tables and
   * properties.
   */
  Place at(String key) {
    return table.isPresent()
        ? this
        : new Place(
            table, older.map(path -> path + "." + key), newer.map(path -> path + "." + key));
  }

  /** This place as one that the older contract does not have. */
  Place added() {
    return new Place(table, Optional.empty(), newer);
  }

  /** This place as one that the newer contract does not have. */
  Place removed() {
    return new Place(table, older, Optional.empty());
  }
}
