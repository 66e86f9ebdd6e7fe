// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

/**
 * How one column is written.
 *
 * @param hint which encoding to prefer
 * @param bloom whether there is a Bloom filter for the column
 * @param bloomFalse how often the filter may say yes wrongly, between 0 and 1
 * @param bloomValues how many distinct values a row group is expected to have; 0 to count them
 * @param bloomBytes how many bytes a filter may have at most
 */
public record ColumnOptions(
    Hint hint, boolean bloom, double bloomFalse, long bloomValues, int bloomBytes) {
  /** The options of a column that nothing is said about. */
  public static final ColumnOptions USUAL = new ColumnOptions(Hint.DATA, false, 0.01, 0, 1 << 20);

  /** Which encoding a column's values prefer. */
  public enum Hint {
    /** The first values of each row group decide. */
    DATA,
    /** A dictionary, until it is too large. */
    DICTIONARY,
    /** Anything but a dictionary. */
    NO_DICTIONARY,
    /** Plain values. */
    PLAIN
  }

  /** These options with another hint. */
  public ColumnOptions withHint(Hint newHint) {
    return new ColumnOptions(newHint, bloom, bloomFalse, bloomValues, bloomBytes);
  }
}
