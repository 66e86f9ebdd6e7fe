// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import java.util.Optional;

/**
 * A key that a kind of map may have.
 *
 * @param name the key
 * @param type what its value may be
 * @param required whether it must be there
 * @param newInThreeOne whether version 3.0 of the standard did not have it
 * @param deprecated what to use instead, for a key that 3.1 deprecates
 */
record Key(
    String name,
    ValueType type,
    boolean required,
    boolean newInThreeOne,
    Optional<String> deprecated) {
  static Key optional(String name, ValueType type) {
    return new Key(name, type, false, false, Optional.empty());
  }

  static Key required(String name, ValueType type) {
    return new Key(name, type, true, false, Optional.empty());
  }

  /** The same key, which version 3.0 did not have. */
  Key fromThreeOne() {
    return new Key(name, type, required, true, deprecated);
  }

  /** The same key, which version 3.1 deprecates. */
  Key deprecatedFor(String instead) {
    return new Key(name, type, required, newInThreeOne, Optional.of(instead));
  }
}
