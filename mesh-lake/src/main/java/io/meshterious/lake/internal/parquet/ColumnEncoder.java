// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.batch.Column;
import io.meshterious.lake.internal.parquet.encoding.BitPacker;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.RleEncoder;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pages of one column. Values come in as slices of a batch's columns, are cut into pages,
 * encoded and compressed at once, and wait in an arena until their row group is written.
 *
 * <p>Pages are of Parquet's second form: levels lie before the values and are not compressed, and
 * each page says for itself whether its values are.
 */
abstract class ColumnEncoder<B extends Bounds<B>> {
  /** The most bytes a bound may have in the index of pages. */
  private static final int PAGE_BOUND = 64;

  /** A chunk's bound that has more bytes is cut to {@link #PAGE_BOUND}. */
  private static final int CHUNK_BOUND = 256;

  private final Leaf leaf;
  private final EncoderOptions options;
  private final ColumnOptions own;
  private final Scratch scratch;
  private final ByteSink arena = new ByteSink(1 << 14);
  private final ThriftWriter headers = new ThriftWriter(arena);
  private final PageIndex index = new PageIndex();
  private final Compression compression = new Compression();
  private final ChunkTotals totals = new ChunkTotals();
  private final int levelWidth;
  private final int repetitionWidth;
  private final @Nullable BloomFilter bloom;

  private final B page;
  private final B previous;
  private final B chunk;
  private final B file;
  private final FileTotals fileTotals = new FileTotals();

  ColumnEncoder(Leaf leaf, EncoderOptions options, Scratch scratch, BoundsFactory<B> bounds) {
    this.leaf = leaf;
    this.options = options;
    this.own = options.column(leaf.name());
    this.scratch = scratch;
    levelWidth = BitPacker.width(leaf.definitions());
    repetitionWidth = BitPacker.width(leaf.repetitions());
    bloom = own.bloom() ? new BloomFilter(own) : null;
    page = bounds.of(leaf);
    previous = bounds.of(leaf);
    chunk = bounds.of(leaf);
    file = bounds.of(leaf);
  }

  /** Makes bounds of a kind. */
  interface BoundsFactory<B extends Bounds<B>> {
    B of(Leaf leaf);
  }

  final Leaf leaf() {
    return leaf;
  }

  final EncoderOptions options() {
    return options;
  }

  final ColumnOptions own() {
    return own;
  }

  final Scratch scratch() {
    return scratch;
  }

  final Compression compression() {
    return compression;
  }

  /** The bounds of the page in the making. */
  final B page() {
    return page;
  }

  final @Nullable BloomFilter bloom() {
    return bloom;
  }

  final FileTotals fileTotals() {
    return fileTotals;
  }

  /** The bounds of all values of the file's row groups that were written. */
  final B file() {
    return file;
  }

  /** About how many bytes the chunk has so far. */
  final long bytes() {
    return arena.size() + dictionaryBytes();
  }

  /** Takes values that are next to each other and not null, without copying if it can. */
  abstract void take(Column column, int from, int count);

  /** Takes values from so many slots, none of them null. */
  abstract void gather(Column column, int[] slots, int from, int count);

  /**
   * Encodes the values taken into the scratch page, sets the page's bounds, and notes values for
   * the Bloom filter.
   */
  abstract Encoding encode(int count);

  /** How many values from an index on fit into a page of so many bytes; at least one. */
  int fitting(Column column, int from, int most, int bytes) {
    int width = leaf.physical() == Physical.BOOLEAN ? 1 : Math.max(1, plainWidth());
    return Math.max(1, Math.min(most, bytes / width));
  }

  /** How many bytes a value in a slot has. */
  long plainBytes(Column column, int slot) {
    return plainWidth();
  }

  private int plainWidth() {
    return leaf.physical() == Physical.FIXED ? leaf.length() : leaf.physical().width();
  }

  /** How many bytes a dictionary has so far; 0 when there is none. */
  long dictionaryBytes() {
    return 0;
  }

  /** Puts the plain entries of the dictionary that pages refer to into a sink. */
  int writeDictionary(ByteSink sink) {
    return 0;
  }

  /** Prepares for the next row group. */
  abstract void nextChunk();

  /** Encodes rows of a column at the top of the schema. */
  final void append(Column column, int from, int to) {
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
  final void append(Column column, Levels entries) {
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
    ByteSink values = scratch.page;
    values.clear();
    page.clear();
    Encoding encoding = encode(present);
    ByteSink body = values;
    if (compression.tries(values.size()) && scratch.compressor.compresses()) {
      scratch.packed.clear();
      scratch.compressor.compress(values.array(), 0, values.size(), scratch.packed);
      if (compression.pays(values.size(), scratch.packed.size())) {
        body = scratch.packed;
      }
    }
    int start = arena.size();
    headers.begin();
    headers.i32(1, 3);
    headers.i32(2, levels.size() + values.size());
    headers.i32(3, levels.size() + body.size());
    headers.begin(8);
    headers.i32(1, entries);
    headers.i32(2, entries - present);
    headers.i32(3, rows);
    headers.i32(4, encoding.number());
    headers.i32(5, levels.size() - repetitionBytes);
    headers.i32(6, repetitionBytes);
    headers.bool(7, body != values);
    headers.end();
    headers.end();
    int raw = arena.size() - start + levels.size() + values.size();
    arena.put(levels);
    arena.put(body);
    noteBounds(present);
    index.add(start, arena.size() - start, totals.rows(), entries - present, present == 0);
    totals.page(encoding, entries, entries - present, rows, raw, body != values);
  }

  private void noteBounds(int present) {
    if (page.present()) {
      page.writeLeast(index.bounds(), PAGE_BOUND);
      index.bound(0);
      page.writeGreatest(index.bounds(), PAGE_BOUND);
      index.bound(1);
      if (previous.present()) {
        int least = page.compareLeast(previous);
        int greatest = page.compareGreatest(previous);
        index.order(least >= 0 && greatest >= 0, least <= 0 && greatest <= 0);
      } else {
        previous.found();
      }
      previous.set(page);
      chunk.merge(page);
    } else {
      index.bound(0);
      index.bound(1);
      if (present > 0) {
        index.incomplete();
      }
    }
  }

  /** Writes the chunk, and prepares for the next row group. */
  final Chunk write(OutputStream out, long start, ByteSink indexes, ByteSink blooms)
      throws IOException {
    long position = start;
    long dictionaryAt = -1;
    boolean packed = totals.packed();
    int entries = 0;
    scratch.other.clear();
    if (totals.pages(Encoding.RLE_DICTIONARY) > 0) {
      entries = writeDictionary(scratch.other);
      packed |= scratch.compressor.compresses() && scratch.other.size() >= Compression.LEAST;
      position += dictionaryPage(out, entries, packed);
      dictionaryAt = start;
    }
    out.write(arena.array(), 0, arena.size());
    int bloomAt = blooms.size();
    if (bloom != null) {
      bloom.write(blooms);
    }
    ThriftWriter thrift = new ThriftWriter(indexes);
    int columnIndexAt = indexes.size();
    boolean indexed = index.writeColumnIndex(thrift);
    int offsetIndexAt = indexes.size();
    index.writeOffsetIndex(position, thrift);
    Chunk written =
        new Chunk(
            leaf,
            packed ? options.codec() : Codec.NONE,
            totals.encodings(),
            totals.pageCounts(),
            totals.entries(),
            totals.raw(),
            position + arena.size() - start,
            position,
            dictionaryAt,
            statistics(),
            bloom == null ? -1 : bloomAt,
            blooms.size() - bloomAt,
            indexed ? columnIndexAt : -1,
            offsetIndexAt,
            indexes.size());
    fileTotals.add(written.size(), totals.entries(), totals.nulls());
    file.merge(chunk);
    reset();
    return written;
  }

  private int dictionaryPage(OutputStream out, int entries, boolean packed) throws IOException {
    ByteSink plain = scratch.other;
    ByteSink body = plain;
    if (packed) {
      scratch.packed.clear();
      scratch.compressor.compress(plain.array(), 0, plain.size(), scratch.packed);
      body = scratch.packed;
    }
    ByteSink header = scratch.levels;
    header.clear();
    ThriftWriter thrift = new ThriftWriter(header);
    thrift.begin();
    thrift.i32(1, 2);
    thrift.i32(2, plain.size());
    thrift.i32(3, body.size());
    thrift.begin(7);
    thrift.i32(1, entries);
    thrift.i32(2, Encoding.PLAIN.number());
    thrift.end();
    thrift.end();
    out.write(header.array(), 0, header.size());
    out.write(body.array(), 0, body.size());
    totals.dictionary(header.size() + plain.size());
    return header.size() + body.size();
  }

  /** The chunk's statistics as a Thrift structure. */
  private byte[] statistics() {
    ByteSink sink = scratch.levels;
    sink.clear();
    ThriftWriter thrift = new ThriftWriter(sink);
    thrift.begin();
    thrift.i64(3, totals.nulls());
    if (chunk.present()) {
      ByteSink value = scratch.other;
      value.clear();
      boolean exactGreatest = chunk.writeGreatest(value, CHUNK_BOUND);
      if (!exactGreatest) {
        value.clear();
        exactGreatest = chunk.writeGreatest(value, PAGE_BOUND);
      }
      thrift.binary(5, value.array(), 0, value.size());
      value.clear();
      boolean exactLeast = chunk.writeLeast(value, CHUNK_BOUND);
      if (!exactLeast) {
        value.clear();
        exactLeast = chunk.writeLeast(value, PAGE_BOUND);
      }
      thrift.binary(6, value.array(), 0, value.size());
      thrift.bool(7, exactGreatest);
      thrift.bool(8, exactLeast);
    }
    thrift.end();
    return Arrays.copyOf(sink.array(), sink.size());
  }

  /** Prepares for a new file. */
  final void clear() {
    reset();
    file.clear();
    fileTotals.clear();
  }

  private void reset() {
    arena.clear();
    index.clear();
    compression.clear();
    totals.clear();
    chunk.clear();
    previous.clear();
    if (bloom != null) {
      bloom.clear();
    }
    nextChunk();
  }
}
