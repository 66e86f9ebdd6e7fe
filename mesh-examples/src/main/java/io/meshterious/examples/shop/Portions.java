// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.shop;

/** Rows that belong to others: so many to each of a cycle of owners, which repeats. */
final class Portions {
  private final int owners;
  private final int[] owner;
  private final int[] first;

  /** Portions of a cycle of owners. */
  Portions(int[] sizes) {
    owners = sizes.length;
    first = new int[owners + 1];
    for (int i = 0; i < owners; i++) {
      first[i + 1] = first[i] + sizes[i];
    }
    owner = new int[first[owners]];
    for (int i = 0; i < owners; i++) {
      for (int row = first[i]; row < first[i + 1]; row++) {
        owner[row] = i;
      }
    }
  }

  /** How many rows the cycle has. */
  int size() {
    return owner.length;
  }

  /** Whom a row belongs to. */
  long owner(long row) {
    return row / owner.length * owners + owner[(int) (row % owner.length)];
  }

  /** Which of its owner's rows it is, from 1. */
  int number(long row) {
    int inCycle = (int) (row % owner.length);
    return inCycle - first[owner[inCycle]] + 1;
  }

  /** How many rows an owner has. */
  int count(long of) {
    int inCycle = (int) (of % owners);
    return first[inCycle + 1] - first[inCycle];
  }

  /** The first row of an owner. */
  long first(long of) {
    return of / owners * owner.length + first[(int) (of % owners)];
  }
}
