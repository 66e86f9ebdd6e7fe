// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.lake.batch.Column;
import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.Bounds;
import io.meshterious.lake.internal.parquet.encoding.BitPacker;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.RleEncoder;
import io.meshterious.lake.internal.parquet.layout.Chunk;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import io.meshterious.lake.internal.parquet.page.BloomFilter;
import io.meshterious.lake.internal.parquet.page.FileTotals;
import io.meshterious.lake.internal.parquet.page.Levels;
import io.meshterious.lake.internal.parquet.page.PageChunk;
import io.meshterious.lake.internal.parquet.page.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pages of one column. Values come in as slices of a batch's columns, are cut into pages,
 * encoded and compressed at once, and wait in memory until their row group is written.
 */
public abstract class ColumnEncoder<B extends Bounds<B>> {
  private final Leaf leaf;
  private final EncoderOptions options;
  private final ColumnOptions own;
  private final Scratch scratch;
  private final PageChunk<B> pages;
  private final int levelWidth;
  private final int repetitionWidth;

  public ColumnEncoder(
      Leaf leaf, EncoderOptions options, Scratch scratch, PageChunk.BoundsFactory<B> bounds) {
    this.leaf = leaf;
    this.options = options;
    this.own = options.column(leaf.name());
    this.scratch = scratch;
    pages = new PageChunk<>(leaf, options, scratch, bounds);
    levelWidth = BitPacker.width(leaf.definitions());
    repetitionWidth = BitPacker.width(leaf.repetitions());
  }

  public final Leaf leaf() {
    return leaf;
  }

  public final EncoderOptions options() {
    return options;
  }

  public final ColumnOptions own() {
    return own;
  }

  public final Scratch scratch() {
    return scratch;
  }

  /** The bounds of the page in the making. */
  public final B page() {
    return pages.page();
  }

  public final @Nullable BloomFilter bloom() {
    return pages.bloom();
  }

  public final FileTotals fileTotals() {
    return pages.fileTotals();
  }

  /** Counts the NaNs of the page in the making. */
  public final void nans(int count) {
    pages.nans(count);
  }

  /** The bounds of all values of the file's row groups that were written. */
  public final B file() {
    return pages.file();
  }

  /** About how many bytes the chunk has so far. */
  public final long bytes() {
    return pages.bytes() + dictionaryBytes();
  }

  /** Takes values that are next to each other and not null, without copying if it can. */
  public abstract void take(Column column, int from, int count);

  /** Takes values from so many slots, none of them null. */
  public abstract void gather(Column column, int[] slots, int from, int count);

  /**
   * Encodes the values taken into the scratch page, sets the page's bounds, and notes values for
   * the Bloom filter.
   */
  public abstract Encoding encode(int count);

  /** How many values from an index on fit into a page of so many bytes; at least one. */
  public int fitting(Column column, int from, int most, int bytes) {
    int width = leaf.physical() == Physical.BOOLEAN ? 1 : Math.max(1, plainWidth());
    return Math.max(1, Math.min(most, bytes / width));
  }

  /** How many bytes a value in a slot has. */
  public long plainBytes(Column column, int slot) {
    return plainWidth();
  }

  private int plainWidth() {
    return leaf.physical() == Physical.FIXED ? leaf.length() : leaf.physical().width();
  }

  /** How many bytes a dictionary has so far; 0 when there is none. */
  public long dictionaryBytes() {
    return 0;
  }

  /** Puts the plain entries of the dictionary that pages refer to into a sink. */
  public int writeDictionary(ByteSink sink) {
    return 0;
  }

  /** Prepares for the next row group. */
  public abstract void nextChunk();

  /** Encodes rows of a column at the top of the schema. */
  public final void append(Column column, int from, int to) {
    int next = from;
    while (next < to) {
      int count = fitting(column, next, Math.min(to - next, options.pageRows()), pageBytes());
      flatPage(column, next, count);
      next += count;
    }
  }

  private int pageBytes() {
    return options.pageBytes();
  }

  private void flatPage(Column column, int from, int count) {
    ByteSink levels = scratch.levels;
    levels.clear();
    int present = count;
    if (column.nullCount() == 0) {
      take(column, from, count);
      if (levelWidth > 0) {
        RleEncoder.run(1, count, 1, levels);
      }
    } else {
      int[] slots = scratch.slots(count);
      present = presentSlots(column.nulls(), from, count, slots);
      if (present == count) {
        take(column, from, count);
      } else {
        gather(column, slots, 0, present);
      }
      definitions(column.nulls(), from, count, present, levels);
    }
    addPage(count, present, count, 0, levels);
  }

  /** Fills in the slots whose bit is not set, and says how many there are. */
  private static int presentSlots(long[] nulls, int from, int count, int[] slots) {
    int present = 0;
    for (int i = from; i < from + count; i++) {
      slots[present] = i;
      present += (int) (~(nulls[i >>> 6] >>> i) & 1);
    }
    return present;
  }

  private void definitions(long[] nulls, int from, int count, int present, ByteSink levels) {
    if (present == count || present == 0) {
      RleEncoder.run(present == 0 ? 0 : 1, count, 1, levels);
    } else if (Math.min(present, count - present) * 32L > count) {
      RleEncoder.bits(nulls, from, count, levels);
    } else {
      int[] numbers = scratch.numbers(count);
      for (int i = 0; i < count; i++) {
        int at = from + i;
        numbers[i] = (int) (~(nulls[at >>> 6] >>> at) & 1);
      }
      RleEncoder.put(numbers, 0, count, 1, levels);
    }
  }

  /** Encodes the entries of a nested column. */
  public final void append(Column column, Levels entries) {
    int next = 0;
    while (next < entries.count()) {
      next = nestedPage(column, entries, next);
    }
  }

  /** Makes a page of whole rows, and says where the next one begins. */
  private int nestedPage(Column column, Levels entries, int from) {
    int[] repetitions = entries.repetitions();
    int[] slots = entries.slots();
    int[] present = scratch.slots(entries.count() - from);
    int presentCount = 0;
    int rows = 0;
    long bytes = 0;
    int end = from;
    int presentAtRow = 0;
    int rowStart = from;
    for (; end < entries.count(); end++) {
      if (repetitions[end] == 0) {
        if (rows == options.pageRows() || rows > 0 && bytes > pageBytes()) {
          break;
        }
        rowStart = end;
        presentAtRow = presentCount;
        rows++;
      }
      if (slots[end] >= 0) {
        long more = plainBytes(column, slots[end]);
        if (bytes + more > pageBytes() && rows > 1) {
          end = rowStart;
          presentCount = presentAtRow;
          rows--;
          break;
        }
        bytes += more;
        present[presentCount++] = slots[end];
      }
    }
    int count = end - from;
    gather(column, present, 0, presentCount);
    ByteSink levels = scratch.levels;
    levels.clear();
    if (repetitionWidth > 0) {
      RleEncoder.put(repetitions, from, count, repetitionWidth, levels);
    }
    int repetitionBytes = levels.size();
    if (levelWidth > 0) {
      RleEncoder.put(entries.definitions(), from, count, levelWidth, levels);
    }
    addPage(count, presentCount, rows, repetitionBytes, levels);
    return end;
  }

  private void addPage(int entries, int present, int rows, int repetitionBytes, ByteSink levels) {
    scratch.page.clear();
    page().clear();
    Encoding encoding = encode(present);
    pages.add(encoding, entries, present, rows, repetitionBytes, levels);
  }

  /**
   * Writes the chunk, and prepares for the next row group.
   *
   * @param start where in the file the chunk begins
   * @param indexes gets the chunk's indexes
   * @param blooms gets the chunk's Bloom filter
   */
  public final Chunk write(OutputStream out, long start, ByteSink indexes, ByteSink blooms)
      throws IOException {
    scratch.other.clear();
    int entries = pages.coded() ? writeDictionary(scratch.other) : 0;
    Chunk written = pages.write(out, start, entries, scratch.other, indexes, blooms);
    pages.nextChunk();
    nextChunk();
    return written;
  }

  /** Prepares for a new file. */
  public final void clear() {
    pages.nextFile();
    nextChunk();
  }
}
