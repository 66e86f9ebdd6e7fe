// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import java.util.Arrays;

/** An immutable set of code points, kept as sorted ranges that neither overlap nor touch. */
public final class CodePoints {
  /** The highest code point. */
  public static final int LAST = Character.MAX_CODE_POINT;

  /** The set without members. */
  public static final CodePoints NONE = new CodePoints(new int[0]);

  /** The set of all code points. */
  public static final CodePoints ALL = range(0, LAST);

  /** All code points but the surrogates, which stand for no character. */
  public static final CodePoints CHARACTERS = range(0xD800, 0xDFFF).complement();

  /** Inclusive bounds: first and last of range i at 2i and 2i + 1. */
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  /** The set with one member. */
  public static CodePoints of(int codePoint) {
    return range(codePoint, codePoint);
  }

  /** The set of all code points from first to last, both included. */
  public static CodePoints range(int first, int last) {
    if (first < 0 || last > LAST || first > last) {
      throw new IllegalArgumentException("Invalid range: " + first + " to " + last);
    }
    return new CodePoints(new int[] {first, last});
  }

  /** The union of ranges given as pairs of inclusive bounds, in any order. */
  public static CodePoints ofRanges(int... pairs) {
    long[] sorted = new long[pairs.length / 2];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (long) pairs[2 * i] << 32 | pairs[2 * i + 1];
    }
    Arrays.sort(sorted);
    int[] merged = new int[pairs.length];
    int size = 0;
    for (long pair : sorted) {
      int first = (int) (pair >> 32);
      int last = (int) pair;
      if (size > 0 && first <= merged[size - 1] + 1) {
        merged[size - 1] = Math.max(merged[size - 1], last);
      } else {
        merged[size++] = first;
        merged[size++] = last;
      }
    }
    return new CodePoints(Arrays.copyOf(merged, size));
  }

  /** All members of this set and of another. */
  public CodePoints or(CodePoints other) {
    int[] both = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
    System.arraycopy(other.bounds, 0, both, bounds.length, other.bounds.length);
    return ofRanges(both);
  }

  /** The members that another set has too. */
  public CodePoints and(CodePoints other) {
    return complement().or(other.complement()).complement();
  }

  /** All code points that are not members. */
  public CodePoints complement() {
    int[] gaps = new int[bounds.length + 2];
    int size = 0;
    int next = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (next < bounds[i]) {
        gaps[size++] = next;
        gaps[size++] = bounds[i] - 1;
      }
      next = bounds[i + 1] + 1;
    }
    if (next <= LAST) {
      gaps[size++] = next;
      gaps[size++] = LAST;
    }
    return new CodePoints(Arrays.copyOf(gaps, size));
  }

  /** Whether a code point is a member. */
  public boolean contains(int codePoint) {
    int at = Arrays.binarySearch(bounds, codePoint);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** Whether there are no members. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many members there are. */
  public int count() {
    int count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  /** The member at a position in ascending order, from 0. */
  public int member(int index) {
    int left = index;
    for (int i = 0; i < bounds.length; i += 2) {
      int size = bounds[i + 1] - bounds[i] + 1;
      if (left < size) {
        return bounds[i] + left;
      }
      left -= size;
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** How many ranges there are. */
  public int ranges() {
    return bounds.length / 2;
  }

  /** The first member of a range, numbered from 0. */
  public int first(int range) {
    return bounds[2 * range];
  }

  /** The last member of a range, numbered from 0. */
  public int last(int range) {
    return bounds[2 * range + 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodePoints that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
