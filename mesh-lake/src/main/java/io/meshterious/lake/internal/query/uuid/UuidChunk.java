// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.uuid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column of UUIDs in one row group of a Parquet file, whose pages hold its values plainly.
 *
 * @param from where its first page begins
 * @param to where its last page ends
 * @param entries how many values it has, nulls included
 * @param zstd whether pages are compressed; otherwise they are not
 * @param optional whether there may be nulls
 */
record UuidChunk(long from, long to, long entries, boolean zstd, boolean optional) {
  private static final int MAGIC = 0x31524150;
  private static final int TAIL = 8;
  private static final int FIXED_BYTES = 7;
  private static final int ZSTD = 6;
  private static final int PLAIN = 0;
  private static final int LEVELS = 3;
  private static final int OLD_LEVELS = 4;

  /** What is known of a chunk when its metadata is read. */
  private static final class Found {
    private long from = -1;
    private long bytes = -1;
    private long entries = -1;
    private int codec = -1;
    private boolean plain = true;

    private boolean known(long fileBytes) {
      return from >= 4
          && bytes >= 0
          && bytes <= fileBytes - from
          && entries >= 0
          && plain
          && (codec == 0 || codec == ZSTD);
    }
  }

  /**
   * Finds a column in a file.
   *
   * @return its chunks; empty when the file does not have it, or not as plain UUIDs of its rows
   */
  static Optional<List<UuidChunk>> of(FileChannel file, int fieldId) throws IOException {
    long size = file.size();
    if (size < TAIL + 4) {
      return Optional.empty();
    }
    ByteBuffer tail = read(file, size - TAIL, TAIL);
    int length = tail.getInt(0);
    if (tail.getInt(4) != MAGIC || length <= 0 || length > size - TAIL) {
      return Optional.empty();
    }
    ThriftReader footer = new ThriftReader();
    footer.begin(read(file, size - TAIL - length, length).array(), 0, length);
    try {
      return of(footer, fieldId, size);
    } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException damaged) {
      // Whoever reads the file in another way tells what is wrong with it.
      return Optional.empty();
    }
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = file.read(bytes, from + bytes.position());
    }
    return bytes;
  }

  private static Optional<List<UuidChunk>> of(ThriftReader footer, int fieldId, long size) {
    int[] column = {-1, 0};
    List<UuidChunk> chunks = new ArrayList<>();
    boolean readable = true;
    footer.enter();
    int field;
    while ((field = footer.next()) != 0) {
      if (field == 2) {
        column = column(footer, fieldId);
      } else if (field == 4 && column[0] >= 0) {
        int groups = footer.list();
        for (int i = 0; i < groups; i++) {
          Found found = rowGroup(footer, column[0]);
          readable &= found.known(size);
          chunks.add(
              new UuidChunk(
                  found.from,
                  found.from + found.bytes,
                  found.entries,
                  found.codec == ZSTD,
                  column[1] != 0));
        }
      } else {
        footer.skip();
      }
    }
    return readable && column[0] >= 0 ? Optional.of(chunks) : Optional.empty();
  }

  /** The number of the leaf, or -1, and whether it is optional. */
  private static int[] column(ThriftReader footer, int fieldId) {
    int elements = footer.list();
    int leaves = 0;
    int found = -1;
    int optional = 0;
    // The first element is the root; those below another one are no columns of rows.
    int inside = 0;
    for (int i = 0; i < elements; i++) {
      int kind = -1;
      int length = 0;
      int repetition = 0;
      int children = 0;
      int id = -1;
      footer.enter();
      int field;
      while ((field = footer.next()) != 0) {
        switch (field) {
          case 1 -> kind = footer.integer();
          case 2 -> length = footer.integer();
          case 3 -> repetition = footer.integer();
          case 5 -> children = footer.integer();
          case 9 -> id = footer.integer();
          default -> footer.skip();
        }
      }
      if (i == 0) {
        continue;
      }
      boolean top = inside == 0;
      inside += children - (top ? 0 : 1);
      if (children > 0) {
        continue;
      }
      if (top && id == fieldId && kind == FIXED_BYTES && length == 16 && repetition < 2) {
        found = leaves;
        optional = repetition;
      }
      leaves++;
    }
    return new int[] {found, optional};
  }

  private static Found rowGroup(ThriftReader footer, int column) {
    Found found = new Found();
    footer.enter();
    int field;
    while ((field = footer.next()) != 0) {
      if (field != 1) {
        footer.skip();
        continue;
      }
      int columns = footer.list();
      for (int i = 0; i < columns; i++) {
        if (i == column) {
          chunk(footer, found);
        } else {
          footer.skipStructure();
        }
      }
    }
    return found;
  }

  private static void chunk(ThriftReader footer, Found found) {
    footer.enter();
    int field;
    while ((field = footer.next()) != 0) {
      if (field == 3) {
        metadata(footer, found);
      } else {
        // In another file, or encrypted.
        found.plain &= field != 1 && field != 8 && field != 9;
        footer.skip();
      }
    }
  }

  private static void metadata(ThriftReader footer, Found found) {
    footer.enter();
    int field;
    while ((field = footer.next()) != 0) {
      switch (field) {
        case 2 -> {
          int encodings = footer.list();
          for (int i = 0; i < encodings; i++) {
            int encoding = footer.integer();
            found.plain &= encoding == PLAIN || encoding == LEVELS || encoding == OLD_LEVELS;
          }
        }
        case 4 -> found.codec = footer.integer();
        case 5 -> found.entries = footer.number();
        case 7 -> found.bytes = footer.number();
        case 9 -> found.from = footer.number();
        case 11 -> found.plain &= footer.number() <= 0;
        default -> footer.skip();
      }
    }
  }
}
