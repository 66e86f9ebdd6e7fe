// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.uuid;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.meshterious.lake.query.UuidScan;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Reads the pages of chunks of UUIDs, one after the other. Its memory is that of the largest page.
 * For one thread.
 */
final class UuidPages {
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** At most so many UUIDs are given at once. */
  private static final int GIVEN = 4096;

  private static final int WIDTH = 16;

  /** So many bytes a page may have beside its values and their levels. */
  private static final int MOST_BESIDE = 64;

  /** So many bytes are read at once, unless a page has more. */
  private static final int WINDOW = 1 << 18;

  /** A page's header may have so many bytes. */
  private static final int HEADER = 1 << 13;

  private static final int DATA_PAGE = 0;
  private static final int INDEX_PAGE = 1;
  private static final int DATA_PAGE_2 = 3;
  private static final int PLAIN = 0;
  private static final int LEVELS = 3;

  private final UuidScan.Taker into;
  private final ThriftReader header = new ThriftReader();
  private final long[] high = new long[GIVEN];
  private final long[] low = new long[GIVEN];

  /** What was read of the file and is not used yet. */
  private byte[] window = new byte[WINDOW];

  private int start;
  private int end;
  private byte[] unpacked = new byte[0];

  private int pageKind;
  private int rawBytes;
  private int storedBytes;
  private int entries;
  private int nulls;
  private int encoding;
  private int levelEncoding;
  private int levelBytes;
  private boolean compressed;

  UuidPages(UuidScan.Taker into) {
    this.into = into;
  }

  /**
   * Gives the UUIDs of a chunk.
   *
   * @throws IllegalStateException when its pages are not what the file's footer says
   */
  void read(FileChannel file, UuidChunk chunk) throws IOException {
    start = 0;
    end = 0;
    long position = chunk.from();
    long left = chunk.entries();
    while (left > 0) {
      position = fill(file, position, chunk.to(), HEADER);
      header(chunk);
      if (storedBytes > end - start + chunk.to() - position) {
        throw damaged("a page goes on behind the end of its column");
      }
      position = fill(file, position, chunk.to(), storedBytes);
      if (pageKind == DATA_PAGE || pageKind == DATA_PAGE_2) {
        if (entries > left) {
          throw damaged("a page has more values than its column");
        }
        give(chunk);
        left -= entries;
      } else if (pageKind != INDEX_PAGE) {
        throw damaged("a page is of kind " + pageKind);
      }
      start += storedBytes;
    }
  }

  private static IllegalStateException damaged(String why) {
    return new IllegalStateException(why);
  }

  /** Reads until there are so many bytes, or the chunk ends; where to read on. */
  private long fill(FileChannel file, long from, long to, int wanted) throws IOException {
    if (end - start >= wanted || from >= to) {
      return from;
    }
    System.arraycopy(window, start, window, 0, end - start);
    end -= start;
    start = 0;
    if (window.length < wanted) {
      window = Arrays.copyOf(window, wanted);
    }
    long position = from;
    while (end < wanted && position < to) {
      int most = (int) Math.min(Math.min(window.length - end, WINDOW), to - position);
      int count = file.read(ByteBuffer.wrap(window, end, most), position);
      if (count < 0) {
        throw damaged("the file ends within a column");
      }
      end += count;
      position += count;
    }
    return position;
  }

  private void header(UuidChunk chunk) {
    pageKind = -1;
    rawBytes = -1;
    storedBytes = -1;
    entries = -1;
    nulls = 0;
    encoding = -1;
    levelEncoding = LEVELS;
    levelBytes = -1;
    compressed = chunk.zstd();
    header.begin(window, start, end);
    header.enter();
    int field;
    while ((field = header.next()) != 0) {
      switch (field) {
        case 1 -> pageKind = header.integer();
        case 2 -> rawBytes = header.integer();
        case 3 -> storedBytes = header.integer();
        case 5 -> dataPage();
        case 8 -> dataPage2();
        default -> header.skip();
      }
    }
    start = header.position();
    if (rawBytes < 0 || storedBytes < 0) {
      throw damaged("a page does not say how large it is");
    }
  }

  private void dataPage() {
    header.enter();
    int field;
    while ((field = header.next()) != 0) {
      switch (field) {
        case 1 -> entries = header.integer();
        case 2 -> encoding = header.integer();
        case 3 -> levelEncoding = header.integer();
        default -> header.skip();
      }
    }
  }

  private void dataPage2() {
    header.enter();
    levelBytes = 0;
    int field;
    while ((field = header.next()) != 0) {
      switch (field) {
        case 1 -> entries = header.integer();
        case 2 -> nulls = header.integer();
        case 4 -> encoding = header.integer();
        case 5, 6 -> levelBytes += header.integer();
        case 7 -> compressed &= header.truth();
        default -> header.skip();
      }
    }
  }

  private void give(UuidChunk chunk) {
    boolean second = pageKind == DATA_PAGE_2;
    if (entries <= 0 || encoding != PLAIN || second && levelBytes < 0) {
      throw damaged("a page has " + entries + " values in encoding " + encoding);
    }
    int plain = second ? levelBytes : 0;
    if (plain > storedBytes || plain > rawBytes) {
      throw damaged("the levels of a page are longer than the page");
    }
    byte[] values = window;
    int from = start + plain;
    int to = start + storedBytes;
    if (compressed) {
      to = unpack(from, storedBytes - plain, rawBytes - plain);
      values = unpacked;
      from = 0;
    } else if (rawBytes != storedBytes) {
      throw damaged("a page has another size than it says");
    }
    if (!second && chunk.optional()) {
      if (levelEncoding != LEVELS || to - from < Integer.BYTES) {
        throw damaged("the levels of a page are in encoding " + levelEncoding);
      }
      int levels = (int) LITTLE_INT.get(values, from);
      if (levels < 0 || levels > to - from - Integer.BYTES) {
        throw damaged("the levels of a page are longer than the page");
      }
      from += Integer.BYTES + levels;
    }
    // Values that are null take no room.
    int count = (to - from) / WIDTH;
    boolean exact = second || !chunk.optional();
    if ((to - from) % WIDTH != 0 || count > entries || exact && count != entries - nulls) {
      throw damaged("a page of " + entries + " values has " + (to - from) + " bytes of them");
    }
    give(values, from, count);
  }

  /** Decompresses bytes of the window; how many there are then. */
  private int unpack(int from, int length, int size) {
    // A level takes no more than a byte.
    if (size > (WIDTH + 1L) * entries + MOST_BESIDE) {
      throw damaged("a page of " + entries + " values says that it has " + size + " bytes");
    } else if (unpacked.length < size) {
      unpacked = new byte[size];
    }
    long got;
    try {
      got = Zstd.decompressByteArray(unpacked, 0, size, window, from, length);
    } catch (ZstdException e) {
      throw new IllegalStateException("a page cannot be decompressed", e);
    }
    if (got != size) {
      throw damaged("a page cannot be decompressed");
    }
    return size;
  }

  private void give(byte[] values, int from, int count) {
    int at = from;
    for (int done = 0; done < count; ) {
      int some = Math.min(GIVEN, count - done);
      for (int i = 0; i < some; i++, at += WIDTH) {
        high[i] = (long) BIG_LONG.get(values, at);
        low[i] = (long) BIG_LONG.get(values, at + Long.BYTES);
      }
      into.take(high, low, some);
      done += some;
    }
  }
}
