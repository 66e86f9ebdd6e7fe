// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

/** The numbers that each stage's error codes come from. */
public enum ErrorRange {
  /** Plugins, configuration and the command line: what belongs to no stage. */
  HOUSE(1, 999),
  /** Contracts and events. */
  CONTRACT(1_000, 1_999),
  /** Producing and publishing. */
  PRODUCE(2_000, 2_999),
  /** Reading from sources. */
  SOURCE(3_000, 3_999),
  /** Decoding and validating. */
  DECODE(4_000, 4_999),
  /** Batching and deduplicating. */
  BATCH(5_000, 5_999),
  /** Tables and commits. */
  COMMIT(6_000, 6_999),
  /** Transforming and quality. */
  TRANSFORM(7_000, 7_999),
  /** Models. */
  MODEL(8_000, 8_999),
  /** Lineage and metadata. */
  METADATA(9_000, 9_999);

  private final int first;
  private final int last;

  ErrorRange(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** The lowest number of the range. */
  public int first() {
    return first;
  }

  /** The highest number of the range. */
  public int last() {
    return last;
  }

  /** Whether a number lies in the range. */
  public boolean contains(int number) {
    return number >= first && number <= last;
  }
}
