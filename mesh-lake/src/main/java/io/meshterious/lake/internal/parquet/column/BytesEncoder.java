// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.BytesBounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.DeltaBytes;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import io.meshterious.lake.internal.parquet.page.BloomFilter;
import io.meshterious.lake.internal.parquet.page.Scratch;
import java.util.Arrays;

/**
 * Pages of strings, binary and fixed values: codes of a dictionary, or lengths followed by bytes,
 * or plain. Values that come as codes keep a dictionary, values that come as bytes get one when
 * they repeat in the first page of the row group.
 */
public final class BytesEncoder extends ColumnEncoder<BytesBounds> {
  /** A common prefix is left out when it is at least this fraction, 1 in so many, of all bytes. */
  private static final int PREFIX_PAYS = 8;

  /** Values that come as codes may bring so many entries before it matters whether they repeat. */
  private static final int CODES_SLACK = 4096;

  private final boolean fixed;
  private final ChunkDictionary dictionary;
  private boolean undecided = true;
  private boolean coded;

  /** How many entries of the dictionary the Bloom filter knows. */
  private int hashed;

  /** The values of the page in the making as codes, when they came so. */
  private int[] sourceCodes = new int[0];

  private Dictionary source = new Dictionary();
  private boolean fromCodes;

  /** The values of the page in the making as bytes, when they came so. */
  private byte[] bytes = new byte[0];

  private int[] offsets = new int[1];
  private int first;

  /** How many bytes all values of the page in the making begin with. */
  private int common;

  private final ByteSink gathered = new ByteSink(1 << 8);
  private int[] gatheredOffsets = new int[64];

  public BytesEncoder(Leaf leaf, EncoderOptions options, Scratch scratch) {
    super(leaf, options, scratch, BytesBounds::new);
    fixed = leaf.physical() == Physical.FIXED;
    dictionary = new ChunkDictionary();
  }

  @Override
  public void take(Column column, int from, int count) {
    first = from;
    if (column instanceof CodeColumn codes) {
      fromCodes = true;
      source = codes.dictionary();
      sourceCodes = codes.codes();
    } else {
      fromCodes = false;
      BytesColumn values = (BytesColumn) column;
      bytes = values.bytes();
      offsets = values.offsets();
    }
  }

  @Override
  public void gather(Column column, int[] slots, int from, int count) {
    take(column, 0, 0);
    reserveOffsets(count);
    if (fromCodes) {
      for (int i = 0; i < count; i++) {
        gatheredOffsets[i] = sourceCodes[slots[from + i]];
      }
      sourceCodes = gatheredOffsets;
      return;
    }
    int[] ends = offsets;
    boolean adjacent = true;
    int end = count == 0 ? 0 : ends[slots[from]];
    for (int i = 0; i < count; i++) {
      int slot = slots[from + i];
      adjacent &= ends[slot] == end;
      gatheredOffsets[i] = ends[slot];
      end = ends[slot + 1];
    }
    gatheredOffsets[count] = end;
    offsets = gatheredOffsets;
    if (!adjacent) {
      copy(slots, from, count, ends);
    }
  }

  private void copy(int[] slots, int from, int count, int[] ends) {
    gathered.clear();
    for (int i = 0; i < count; i++) {
      int slot = slots[from + i];
      gatheredOffsets[i] = gathered.size();
      gathered.put(bytes, ends[slot], ends[slot + 1] - ends[slot]);
    }
    gatheredOffsets[count] = gathered.size();
    bytes = gathered.array();
  }

  private void reserveOffsets(int count) {
    if (gatheredOffsets.length <= count) {
      gatheredOffsets = new int[Math.max(count + 1, gatheredOffsets.length * 2)];
    }
  }

  @Override
  public int fitting(Column column, int from, int most, int pageBytes) {
    if (column instanceof CodeColumn codes) {
      Dictionary entries = codes.dictionary();
      if ((long) most * (entries.longest() + 4) <= pageBytes) {
        return most;
      }
      int count = 0;
      long sum = 0;
      while (count < most) {
        sum += column.isNull(from + count) ? 0 : plainBytes(column, from + count);
        if (sum > pageBytes && count > 0) {
          break;
        }
        count++;
      }
      return count;
    }
    int[] ends = ((BytesColumn) column).offsets();
    int least = 1;
    int greatest = most;
    while (least < greatest) {
      int middle = (least + greatest + 1) >>> 1;
      if (ends[from + middle] - ends[from] + 4L * middle <= pageBytes) {
        least = middle;
      } else {
        greatest = middle - 1;
      }
    }
    return least;
  }

  @Override
  public long plainBytes(Column column, int slot) {
    if (column instanceof CodeColumn codes) {
      int[] ends = codes.dictionary().offsets();
      int code = codes.codes()[slot];
      return code >= codes.dictionary().size() ? 4 : 4L + ends[code + 1] - ends[code];
    }
    int[] ends = ((BytesColumn) column).offsets();
    return 4L + ends[slot + 1] - ends[slot];
  }

  @Override
  public long dictionaryBytes() {
    return dictionary.plainBytes();
  }

  @Override
  public void nextChunk() {
    dictionary.clear();
    undecided = true;
    coded = false;
    hashed = 0;
  }

  @Override
  public Encoding encode(int count) {
    if (undecided && count > 0) {
      undecided = false;
      coded = startsCoded(count);
    }
    if (coded && tryCodes(count)) {
      return Encoding.RLE_DICTIONARY;
    }
    if (fromCodes) {
      expand(count);
    }
    if (count > 0) {
      measure(count);
      addToBloom(count);
    }
    if (fixed) {
      return encodeFixed(count);
    }
    return own().hint() == ColumnOptions.Hint.PLAIN ? encodePlain(count) : encodeLengths(count);
  }

  private boolean startsCoded(int count) {
    return switch (own().hint()) {
      case PLAIN, NO_DICTIONARY -> false;
      case DICTIONARY -> !fixed;
      case DATA -> !fixed && (fromCodes || dictionary.repeats(bytes, offsets, first, count));
    };
  }

  private boolean tryCodes(int count) {
    int before = dictionary.size();
    int most = options().dictionaryBytes();
    int[] codes = scratch().codes(count + 8);
    if (fromCodes) {
      checkCodes(count);
    }
    boolean fits =
        fromCodes
            ? dictionary.codes(source, sourceCodes, first, count, codes, most)
            : dictionary.codes(bytes, offsets, first, count, codes, most);
    int slack = fromCodes ? CODES_SLACK : 64;
    int entries = dictionary.size();
    if (!fits || entries > slack && (entries - before) * 2L > count) {
      dictionary.truncate(before);
      coded = false;
      return false;
    }
    if (count > 0) {
      dictionary.bounds(codes, count, page());
    }
    BloomFilter bloom = bloom();
    if (bloom != null) {
      for (; hashed < dictionary.size(); hashed++) {
        bloom.add(dictionary.hash(hashed));
      }
    }
    NumberEncoder.putCodes(codes, count, dictionary.size(), scratch().page);
    return true;
  }

  private void checkCodes(int count) {
    int entries = source.size();
    int wrong = 0;
    for (int i = first; i < first + count; i++) {
      wrong |= sourceCodes[i] | (entries - 1 - sourceCodes[i]);
    }
    if (wrong < 0) {
      throw new MeshException(
          EncodeError.VALUE_OUT_OF_RANGE,
          "Cannot write column '"
              + leaf().name()
              + "': it has a code that its dictionary of "
              + entries
              + " entries lacks");
    }
  }

  /** Replaces codes by the bytes they stand for. */
  private void expand(int count) {
    checkCodes(count);
    int[] codes = sourceCodes;
    int from = first;
    int[] ends = new int[count + 1];
    gathered.clear();
    for (int i = 0; i < count; i++) {
      int code = codes[from + i];
      int start = source.offsets()[code];
      gathered.put(source.bytes(), start, source.offsets()[code + 1] - start);
      ends[i + 1] = gathered.size();
    }
    bytes = gathered.array();
    offsets = ends;
    first = 0;
  }

  private void measure(int count) {
    byte[] values = bytes;
    int[] ends = offsets;
    int least = first;
    int greatest = first;
    long leastKey = ChunkDictionary.key(values, ends[least], ends[least + 1]);
    long greatestKey = leastKey;
    for (int i = first + 1; i < first + count; i++) {
      long key = ChunkDictionary.key(values, ends[i], ends[i + 1]);
      if (key <= leastKey && (key < leastKey || compare(i, least) < 0)) {
        least = i;
        leastKey = key;
      } else if (key >= greatestKey && (key > greatestKey || compare(i, greatest) > 0)) {
        greatest = i;
        greatestKey = key;
      }
    }
    page().least(values, ends[least], ends[least + 1] - ends[least]);
    page().greatest(values, ends[greatest], ends[greatest + 1] - ends[greatest]);
    page().found();
    int mismatch =
        Arrays.mismatch(
            values, ends[least], ends[least + 1], values, ends[greatest], ends[greatest + 1]);
    common = mismatch < 0 ? ends[least + 1] - ends[least] : mismatch;
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(
        bytes, offsets[one], offsets[one + 1], bytes, offsets[other], offsets[other + 1]);
  }

  private void addToBloom(int count) {
    BloomFilter bloom = bloom();
    if (bloom != null) {
      for (int i = first; i < first + count; i++) {
        bloom.add(XxHash64.of(bytes, offsets[i], offsets[i + 1] - offsets[i]));
      }
    }
  }

  private Encoding encodeFixed(int count) {
    int length = leaf().length();
    for (int i = first; i < first + count; i++) {
      if (offsets[i + 1] - offsets[i] != length) {
        throw new MeshException(
            EncodeError.VALUE_OUT_OF_RANGE,
            "Cannot write column '"
                + leaf().name()
                + "': a value has "
                + (offsets[i + 1] - offsets[i])
                + " bytes instead of "
                + length);
      }
    }
    putBytes(count);
    return Encoding.PLAIN;
  }

  private Encoding encodeLengths(int count) {
    if (count > 1
        && (long) common * PREFIX_PAYS * count >= offsets[first + count] - offsets[first]
        && common > 0) {
      DeltaBytes.put(
          bytes,
          offsets,
          first,
          count,
          common,
          scratch().deltas,
          scratch().words(2 * count + 1),
          scratch().page);
      return Encoding.DELTA_BYTE_ARRAY;
    }
    scratch().deltas.putLengths(offsets, first, count, scratch().page);
    putBytes(count);
    return Encoding.DELTA_LENGTH_BYTE_ARRAY;
  }

  private void putBytes(int count) {
    int start = offsets[first];
    scratch().page.put(bytes, start, offsets[first + count] - start);
  }

  private Encoding encodePlain(int count) {
    ByteSink page = scratch().page;
    page.reserve(offsets[first + count] - offsets[first] + 4L * count);
    for (int i = first; i < first + count; i++) {
      int length = offsets[i + 1] - offsets[i];
      page.putInt(length);
      page.put(bytes, offsets[i], length);
    }
    return Encoding.PLAIN;
  }

  @Override
  public int writeDictionary(ByteSink sink) {
    return dictionary.write(sink);
  }
}
