// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.sheet;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made when it is first needed, because tables need each other. For one thread.
 *
 * @param <T> what it is
 */
public final class Later<T> {
  private final Supplier<T> maker;
  private @Nullable T made;

  /** Makes it with this, once. */
  public Later(Supplier<T> maker) {
    this.maker = maker;
  }

  /** It, made now if it was not yet. */
  public T get() {
    T there = made;
    if (there == null) {
      there = maker.get();
      made = there;
    }
    return there;
  }
}
