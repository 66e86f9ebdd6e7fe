// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.internal.parquet.bounds.BytesBounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.BytesDictionary;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of a column chunk of bytes. Codes of a batch's dictionary are translated by a
 * table, so that each of its entries is looked up once for each chunk.
 */
public final class ChunkDictionary {
  /** A dictionary must have at least this many values for each of its entries in its first page. */
  private static final int LEAST_REPEATS = 4;

  private final BytesDictionary entries = new BytesDictionary();

  /** The first eight bytes of each entry as a number whose signed order is that of the bytes. */
  private long[] keys = new long[64];

  /** The page in which each entry was seen last. */
  private int[] seen = new int[64];

  private int page;

  private @Nullable Dictionary translated;

  /** The chunk's code plus one for each code of the dictionary that is translated; 0 if unknown. */
  private int[] translation = new int[64];

  public int size() {
    return entries.size();
  }

  public long plainBytes() {
    return entries.byteCount() + 4L * entries.size();
  }

  public long hash(int code) {
    int from = entries.offsets()[code];
    return XxHash64.of(entries.bytes(), from, entries.offsets()[code + 1] - from);
  }

  public void clear() {
    entries.clear();
    Arrays.fill(seen, 0);
    page = 0;
    forgetTranslation();
  }

  public void truncate(int size) {
    entries.truncate(size);
    forgetTranslation();
  }

  private void forgetTranslation() {
    if (translated != null) {
      translated = null;
      Arrays.fill(translation, 0);
    }
  }

  /** Whether values repeat so often that codes will be shorter. Their entries stay if so. */
  public boolean repeats(byte[] bytes, int[] offsets, int first, int count) {
    int most = Math.max(1, count / LEAST_REPEATS);
    for (int i = first; i < first + count; i++) {
      entries.add(bytes, offsets[i], offsets[i + 1] - offsets[i]);
      if (entries.size() > most) {
        entries.clear();
        return false;
      }
    }
    addKeys(0);
    return true;
  }

  /** Finds the codes of values, and adds those that are not there; false when too many. */
  public boolean codes(
      byte[] bytes, int[] offsets, int first, int count, int[] codes, int mostBytes) {
    int known = entries.size();
    for (int i = 0; i < count; i++) {
      int from = offsets[first + i];
      codes[i] = entries.add(bytes, from, offsets[first + i + 1] - from);
      if (plainBytes() > mostBytes) {
        return false;
      }
    }
    addKeys(known);
    return true;
  }

  /** Translates codes of a batch's dictionary; false when there are too many entries. */
  public boolean codes(
      Dictionary source, int[] sourceCodes, int first, int count, int[] codes, int mostBytes) {
    if (translated != source) {
      forgetTranslation();
      translated = source;
    }
    if (translation.length < source.size()) {
      translation = Arrays.copyOf(translation, Math.max(source.size(), translation.length * 2));
    }
    int[] table = translation;
    int known = entries.size();
    for (int i = 0; i < count; i++) {
      int sourceCode = sourceCodes[first + i];
      int code = table[sourceCode] - 1;
      if (code < 0) {
        int from = source.offsets()[sourceCode];
        code = entries.add(source.bytes(), from, source.offsets()[sourceCode + 1] - from);
        if (plainBytes() > mostBytes) {
          return false;
        }
        table[sourceCode] = code + 1;
      }
      codes[i] = code;
    }
    addKeys(known);
    return true;
  }

  private void addKeys(int from) {
    int size = entries.size();
    if (keys.length < size) {
      int length = Math.max(size, keys.length * 2);
      keys = Arrays.copyOf(keys, length);
      seen = Arrays.copyOf(seen, length);
    }
    for (int code = from; code < size; code++) {
      keys[code] = key(entries.bytes(), entries.offsets()[code], entries.offsets()[code + 1]);
      seen[code] = 0;
    }
  }

  /** Sets the bounds of a page of codes: each entry in it is compared once. */
  public void bounds(int[] codes, int count, BytesBounds bounds) {
    page++;
    int[] last = seen;
    int now = page;
    int least = codes[0];
    int greatest = least;
    last[least] = now;
    for (int i = 1; i < count; i++) {
      int code = codes[i];
      if (last[code] != now) {
        last[code] = now;
        if (compare(code, least) < 0) {
          least = code;
        } else if (compare(code, greatest) > 0) {
          greatest = code;
        }
      }
    }
    int[] offsets = entries.offsets();
    bounds.least(entries.bytes(), offsets[least], offsets[least + 1] - offsets[least]);
    bounds.greatest(entries.bytes(), offsets[greatest], offsets[greatest + 1] - offsets[greatest]);
    bounds.found();
  }

  private int compare(int code, int other) {
    int order = Long.compare(keys[code], keys[other]);
    if (order != 0) {
      return order;
    }
    int[] offsets = entries.offsets();
    return Arrays.compareUnsigned(
        entries.bytes(),
        offsets[code],
        offsets[code + 1],
        entries.bytes(),
        offsets[other],
        offsets[other + 1]);
  }

  /** The first eight bytes of a value as a number whose signed order is that of the bytes. */
  public static long key(byte[] bytes, int from, int end) {
    int length = end - from;
    long key;
    if (from + 8 <= bytes.length) {
      key = (long) ByteSink.BIG_LONG.get(bytes, from);
      if (length < 8) {
        key = length == 0 ? 0 : key & -1L << (64 - length * 8);
      }
    } else {
      key = 0;
      for (int i = 0; i < 8; i++) {
        key = key << 8 | (i < length ? bytes[from + i] & 0xFF : 0);
      }
    }
    return key ^ Long.MIN_VALUE;
  }

  /** Appends the plain entries, and says how many there are. */
  public int write(ByteSink sink) {
    int[] offsets = entries.offsets();
    sink.reserve(plainBytes());
    for (int code = 0; code < entries.size(); code++) {
      int length = offsets[code + 1] - offsets[code];
      sink.putInt(length);
      sink.put(entries.bytes(), offsets[code], length);
    }
    return entries.size();
  }
}
