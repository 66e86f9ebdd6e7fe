// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.Bounds;
import io.meshterious.lake.internal.parquet.encoding.BitPacker;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.LongDictionary;
import io.meshterious.lake.internal.parquet.encoding.RleEncoder;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.BloomFilter;
import io.meshterious.lake.internal.parquet.page.PageChunk;
import io.meshterious.lake.internal.parquet.page.Scratch;

/**
 * Pages of numbers of four or eight bytes, taken as 64-bit words. The first page of each row group
 * decides between a dictionary and the other encodings of the type; a dictionary is given up when
 * it becomes too large or stops saving space.
 */
public abstract class NumberEncoder<B extends Bounds<B>> extends ColumnEncoder<B> {
  /** A dictionary must have at least this many values for each of its entries in its first page. */
  private static final int LEAST_REPEATS = 4;

  private final boolean narrow;
  private final LongDictionary dictionary = new LongDictionary();
  private boolean undecided = true;
  private boolean coded;

  /** The words of the page in the making: from an index on, as many as it has values. */
  private long[] words = new long[0];

  private int first;

  public NumberEncoder(
      Leaf leaf, EncoderOptions options, Scratch scratch, PageChunk.BoundsFactory<B> bounds) {
    super(leaf, options, scratch, bounds);
    narrow = leaf.physical().width() == 4;
  }

  public final void words(long[] newWords, int from) {
    words = newWords;
    first = from;
  }

  public final long[] words() {
    return words;
  }

  public final int first() {
    return first;
  }

  public final boolean narrow() {
    return narrow;
  }

  /** Sets the page's bounds, and counts what the type counts. */
  public abstract void measure(int count);

  /** Encodes the words without a dictionary. */
  public abstract Encoding encodeUncoded(int count);

  @Override
  public final long dictionaryBytes() {
    return (long) dictionary.size() * leaf().physical().width();
  }

  @Override
  public final void nextChunk() {
    dictionary.clear();
    undecided = true;
    coded = false;
    nextDecision();
  }

  /** Forgets what was decided about encodings without a dictionary. */
  public abstract void nextDecision();

  @Override
  public final Encoding encode(int count) {
    if (count > 0) {
      measure(count);
      addToBloom(count);
    }
    if (undecided && count > 0) {
      undecided = false;
      coded = allowed() && repeats(count);
    }
    if (coded && tryCodes(count)) {
      return Encoding.RLE_DICTIONARY;
    }
    return own().hint() == ColumnOptions.Hint.PLAIN ? plain(count) : encodeUncoded(count);
  }

  private boolean allowed() {
    ColumnOptions.Hint hint = own().hint();
    return hint != ColumnOptions.Hint.PLAIN && hint != ColumnOptions.Hint.NO_DICTIONARY;
  }

  private boolean repeats(int count) {
    if (own().hint() == ColumnOptions.Hint.DICTIONARY) {
      return true;
    }
    int[] codes = scratch().codes(count + 8);
    int most = Math.max(1, count / LEAST_REPEATS);
    boolean repeating = dictionary.add(words, first, count, codes, most) == count;
    if (!repeating) {
      dictionary.clear();
    }
    return repeating;
  }

  /** Writes the page as codes, or gives the dictionary up for this page and those after it. */
  private boolean tryCodes(int count) {
    int[] codes = scratch().codes(count + 8);
    int width = leaf().physical().width();
    int before = dictionary.size();
    int most = options().dictionaryBytes() / width;
    boolean fits = dictionary.add(words, first, count, codes, most) == count;
    if (!fits || dictionary.size() > 64 && (dictionary.size() - before) * 2L > count) {
      dictionary.truncate(before);
      coded = false;
      return false;
    }
    putCodes(codes, count, dictionary.size(), scratch().page);
    return true;
  }

  /** Appends a page of codes: their width, and the codes themselves. */
  public static void putCodes(int[] codes, int count, int entries, ByteSink page) {
    int width = BitPacker.width(Math.max(0, entries - 1));
    page.put(width);
    int changes = 0;
    for (int i = 1; i < count; i++) {
      changes += codes[i] == codes[i - 1] ? 0 : 1;
    }
    if (changes * 8L < count) {
      RleEncoder.put(codes, 0, count, width, page);
    } else {
      RleEncoder.packed(codes, 0, count, width, page);
    }
  }

  public final Encoding plain(int count) {
    ByteSink page = scratch().page;
    page.reserve((long) count * 8);
    byte[] target = page.array();
    int place = page.size();
    long[] source = words;
    int from = first;
    if (narrow) {
      for (int i = 0; i < count; i++) {
        ByteSink.INT.set(target, place + i * 4, (int) source[from + i]);
      }
      page.size(place + count * 4);
    } else {
      for (int i = 0; i < count; i++) {
        ByteSink.LONG.set(target, place + i * 8, source[from + i]);
      }
      page.size(place + count * 8);
    }
    return Encoding.PLAIN;
  }

  private void addToBloom(int count) {
    BloomFilter bloom = bloom();
    if (bloom == null) {
      return;
    }
    for (int i = first; i < first + count; i++) {
      bloom.add(narrow ? XxHash64.ofInt((int) words[i]) : XxHash64.ofLong(words[i]));
    }
  }

  @Override
  public final int writeDictionary(ByteSink sink) {
    long[] entries = dictionary.entries();
    for (int i = 0; i < dictionary.size(); i++) {
      if (narrow) {
        sink.putInt((int) entries[i]);
      } else {
        sink.putLong(entries[i]);
      }
    }
    return dictionary.size();
  }
}
