// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.change;

import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.internal.json.JsonEdit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event that is too long: white space fills it up, and nothing else is wrong with it. */
public final class Padding implements Mutation {
  private final int length;

  /** Events of a length in bytes. */
  public Padding(int length) {
    this.length = length;
  }

  @Override
  public @Nullable Mutated apply(byte[] json, Chance chance) {
    if (json.length >= length) {
      return null;
    }
    byte[] space = new byte[length - json.length];
    Arrays.fill(space, (byte) ' ');
    int end = json.length - 1;
    while (json[end] != '}') {
      end--;
    }
    byte[] padded = JsonEdit.replace(json, end, end, space);
    return new Mutated(padded, Optional.empty(), Expectation.REJECTED);
  }
}
