// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made when it is first needed, because tables need each other. For one thread. */
final class Later<T> {
  private final Supplier<T> maker;
  private @Nullable T made;

  Later(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    T there = made;
    if (there == null) {
      there = maker.get();
      made = there;
    }
    return there;
  }
}
