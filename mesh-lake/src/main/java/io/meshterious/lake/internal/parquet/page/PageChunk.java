// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.Codec;
import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.Bounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import io.meshterious.lake.internal.parquet.layout.Chunk;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A column chunk in the making: its pages in an arena, and what is known of them.
 *
 * <p>Pages are of Parquet's second form: levels lie before the values and are not compressed, and
 * each page says for itself whether its values are.
 */
public final class PageChunk<B extends Bounds<B>> {
  /** The most bytes a bound may have in the index of pages. */
  private static final int PAGE_BOUND = 64;

  /** A chunk's bound that has more bytes is cut to {@link #PAGE_BOUND}. */
  private static final int CHUNK_BOUND = 256;

  private static final int DICTIONARY_PAGE = 2;
  private static final int DATA_PAGE = 3;

  private final Leaf leaf;
  private final Codec codec;
  private final Scratch scratch;
  private final ByteSink arena = new ByteSink(1 << 14);
  private final ThriftWriter headers = new ThriftWriter(arena);
  private final PageIndex index = new PageIndex();
  private final Compression compression = new Compression();
  private final ChunkTotals totals = new ChunkTotals();
  private final FileTotals fileTotals = new FileTotals();
  private final @Nullable BloomFilter bloom;
  private final B page;
  private final B previous;
  private final B chunk;
  private final B file;

  public PageChunk(Leaf leaf, EncoderOptions options, Scratch scratch, BoundsFactory<B> bounds) {
    this.leaf = leaf;
    this.codec = options.codec();
    this.scratch = scratch;
    ColumnOptions own = options.column(leaf.name());
    bloom = own.bloom() ? new BloomFilter(own) : null;
    page = bounds.of(leaf);
    previous = bounds.of(leaf);
    chunk = bounds.of(leaf);
    file = bounds.of(leaf);
  }

  /** Makes bounds of a kind. */
  public interface BoundsFactory<B extends Bounds<B>> {
    B of(Leaf leaf);
  }

  /** The bounds of the page in the making. */
  public B page() {
    return page;
  }

  /** The bounds of all chunks of the file that were written. */
  public B file() {
    return file;
  }

  public FileTotals fileTotals() {
    return fileTotals;
  }

  /** Counts the NaNs of the page in the making. */
  public void nans(int count) {
    totals.nans(count);
    fileTotals.nans(count);
  }

  public @Nullable BloomFilter bloom() {
    return bloom;
  }

  /** How many bytes the pages have so far. */
  public int bytes() {
    return arena.size();
  }

  /** Whether any page refers to the dictionary. */
  public boolean coded() {
    return totals.pages(Encoding.RLE_DICTIONARY) > 0;
  }

  /**
   * Adds a page of the values in the scratch page, compressed if that pays.
   *
   * @param entries how many values there are, nulls and empty lists included
   * @param present how many of them are there
   * @param repetitionBytes how many bytes of the levels are repetition levels
   */
  public void add(
      Encoding encoding, int entries, int present, int rows, int repetitionBytes, ByteSink levels) {
    ByteSink values = scratch.page;
    ByteSink body = values;
    if (scratch.compressor().compresses() && compression.tries(values.size())) {
      scratch.packed.clear();
      scratch.compressor().compress(values.array(), 0, values.size(), scratch.packed);
      if (compression.pays(values.size(), scratch.packed.size())) {
        body = scratch.packed;
      }
    }
    int start = arena.size();
    headers.begin();
    headers.i32(1, DATA_PAGE);
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

  /**
   * Writes the chunk.
   *
   * @param start where in the file it begins
   * @param entries how many entries the dictionary has, whose plain form is in {@code dictionary}
   * @param indexes gets the chunk's indexes
   * @param blooms gets the chunk's Bloom filter
   */
  public Chunk write(
      OutputStream out,
      long start,
      int entries,
      ByteSink dictionary,
      ByteSink indexes,
      ByteSink blooms)
      throws IOException {
    long position = start;
    boolean packed = totals.packed();
    if (coded()) {
      packed |= scratch.compressor().compresses() && dictionary.size() >= Compression.LEAST;
      position += dictionaryPage(out, entries, dictionary, packed);
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
            packed ? codec : Codec.NONE,
            totals.pages(),
            totals.entries(),
            totals.raw(),
            position + arena.size() - start,
            position,
            coded() ? start : -1,
            statistics(),
            bloom == null ? -1 : bloomAt,
            blooms.size() - bloomAt,
            indexed ? columnIndexAt : -1,
            offsetIndexAt,
            indexes.size());
    fileTotals.add(written.size(), totals.entries(), totals.nulls());
    file.merge(chunk);
    return written;
  }

  private int dictionaryPage(OutputStream out, int entries, ByteSink plain, boolean packed)
      throws IOException {
    ByteSink body = plain;
    if (packed) {
      scratch.packed.clear();
      scratch.compressor().compress(plain.array(), 0, plain.size(), scratch.packed);
      body = scratch.packed;
    }
    ByteSink header = scratch.levels;
    header.clear();
    ThriftWriter thrift = new ThriftWriter(header);
    thrift.begin();
    thrift.i32(1, DICTIONARY_PAGE);
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
  private ByteSink statistics() {
    ByteSink sink = new ByteSink(64);
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
    if (leaf.physical() == Physical.FLOAT || leaf.physical() == Physical.DOUBLE) {
      // Bounds leave NaN out. Readers that are not told the number may believe that there is none.
      thrift.i64(9, totals.nans());
    }
    thrift.end();
    return sink;
  }

  /** Prepares for the next row group. */
  public void nextChunk() {
    arena.clear();
    index.clear();
    compression.clear();
    totals.clear();
    chunk.clear();
    previous.clear();
    if (bloom != null) {
      bloom.clear();
    }
  }

  /** Prepares for the next file. */
  public void nextFile() {
    nextChunk();
    file.clear();
    fileTotals.clear();
  }
}
