// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.change;

import io.meshterious.producers.fault.Expectation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a kind of fault makes of rows. */
@FunctionalInterface
public interface Mutation {
  /** A row with a fault. */
  final class Mutated {
    private final byte[] json;
    private final Optional<String> field;
    private final Expectation expect;
    private final long nanosMoved;

    /**
     * A row with a fault.
     *
     * @param json what was made of it
     * @param field the property to blame
     * @param expect what a correct pipeline does with it
     * @param nanosMoved how much later it happened, in nanoseconds
     */
    public Mutated(byte[] json, Optional<String> field, Expectation expect, long nanosMoved) {
      this.json = json;
      this.field = field;
      this.expect = expect;
      this.nanosMoved = nanosMoved;
    }

    /** A row whose time is the same. */
    public Mutated(byte[] json, Optional<String> field, Expectation expect) {
      this(json, field, expect, 0);
    }

    /** What was made of it. */
    public byte[] json() {
      return json;
    }

    /** The property to blame; empty when no single one is. */
    public Optional<String> field() {
      return field;
    }

    /** What a correct pipeline does with it. */
    public Expectation expect() {
      return expect;
    }

    /** How much later it says it happened, in nanoseconds. */
    public long nanosMoved() {
      return nanosMoved;
    }
  }

  /** The row with the fault; null when the fault cannot befall it. */
  @Nullable Mutated apply(byte[] json, Chance chance);
}
