// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.DeltaPacker;

/** Space for one page in the making, shared by all columns of all files of one writer. */
public final class Scratch implements AutoCloseable {
  /** Repetition and definition levels. */
  public final ByteSink levels = new ByteSink(1 << 12);

  /** Encoded values. */
  public final ByteSink page = new ByteSink(1 << 17);

  /** Encoded values of the other choice, and dictionary pages. */
  public final ByteSink other = new ByteSink(1 << 12);

  /** Compressed values. */
  public final ByteSink packed = new ByteSink(1 << 17);

  public final DeltaPacker deltas = new DeltaPacker();

  private PageCompressor compressor;
  private long[] words = new long[1 << 13];
  private int[] codes = new int[1 << 13];
  private int[] slots = new int[1 << 13];
  private int[] numbers = new int[1 << 13];

  public Scratch(PageCompressor compressor) {
    this.compressor = compressor;
  }

  /** Takes another compressor after {@link #close}. */
  public void open(PageCompressor next) {
    compressor = next;
  }

  /** What compresses pages. */
  public PageCompressor compressor() {
    return compressor;
  }

  /** Numbers of 64 bits. */
  public long[] words(int count) {
    if (words.length < count) {
      words = new long[Math.max(count, words.length * 2)];
    }
    return words;
  }

  /** Codes of a dictionary. */
  public int[] codes(int count) {
    if (codes.length < count) {
      codes = new int[Math.max(count, codes.length * 2)];
    }
    return codes;
  }

  /** Places of values that are not null. */
  public int[] slots(int count) {
    if (slots.length < count) {
      slots = new int[Math.max(count, slots.length * 2)];
    }
    return slots;
  }

  /** Offsets and levels. */
  public int[] numbers(int count) {
    if (numbers.length < count) {
      numbers = new int[Math.max(count, numbers.length * 2)];
    }
    return numbers;
  }

  @Override
  public void close() {
    compressor.close();
  }
}
