// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of runs of bytes, in the order of unsigned bytes, which for UTF-8 is the order of code
 * points. The bounds themselves are kept whole and cut when they are written.
 */
public final class BytesBounds extends Bounds<BytesBounds> {
  private final boolean text;
  private final boolean cuttable;
  private byte[] least = new byte[16];
  private int leastLength;
  private byte[] greatest = new byte[16];
  private int greatestLength;

  public BytesBounds(Leaf leaf) {
    text = leaf.typeId() == Type.TypeID.STRING;
    cuttable = leaf.physical() == Physical.BYTE_ARRAY;
  }

  public void least(byte[] bytes, int from, int length) {
    if (least.length < length) {
      least = new byte[length];
    }
    System.arraycopy(bytes, from, least, 0, length);
    leastLength = length;
  }

  public void greatest(byte[] bytes, int from, int length) {
    if (greatest.length < length) {
      greatest = new byte[length];
    }
    System.arraycopy(bytes, from, greatest, 0, length);
    greatestLength = length;
  }

  @Override
  public void set(BytesBounds other) {
    least(other.least, 0, other.leastLength);
    greatest(other.greatest, 0, other.greatestLength);
  }

  @Override
  public void widen(BytesBounds other) {
    if (other.compareLeast(this) < 0) {
      least(other.least, 0, other.leastLength);
    }
    if (other.compareGreatest(this) > 0) {
      greatest(other.greatest, 0, other.greatestLength);
    }
  }

  @Override
  public int compareLeast(BytesBounds other) {
    return Arrays.compareUnsigned(least, 0, leastLength, other.least, 0, other.leastLength);
  }

  @Override
  public int compareGreatest(BytesBounds other) {
    return Arrays.compareUnsigned(
        greatest, 0, greatestLength, other.greatest, 0, other.greatestLength);
  }

  @Override
  public boolean writeLeast(ByteSink sink, int most) {
    int length = leastLength;
    if (cuttable && length > most) {
      length = text ? Truncation.textWithin(least, leastLength, most) : most;
    }
    sink.put(least, 0, length);
    return length == leastLength;
  }

  @Override
  public boolean writeGreatest(ByteSink sink, int most) {
    if (cuttable && greatestLength > most) {
      byte[] cut = null;
      if (text) {
        cut = Truncation.textAbove(greatest, Truncation.textWithin(greatest, greatestLength, most));
      }
      if (cut == null) {
        cut = Truncation.bytesAbove(greatest, most);
      }
      if (cut != null) {
        sink.put(cut, 0, cut.length);
        return false;
      }
    }
    sink.put(greatest, 0, greatestLength);
    return true;
  }

  @Override
  public @Nullable ByteBuffer lower(int length) {
    int cut = leastLength;
    if (cuttable) {
      cut = text ? Truncation.codePoints(least, leastLength, length) : Math.min(cut, length);
    }
    return ByteBuffer.wrap(Arrays.copyOf(least, cut));
  }

  @Override
  public @Nullable ByteBuffer upper(int length) {
    int cut = greatestLength;
    if (cuttable) {
      cut = text ? Truncation.codePoints(greatest, greatestLength, length) : Math.min(cut, length);
    }
    if (cut == greatestLength) {
      return ByteBuffer.wrap(Arrays.copyOf(greatest, cut));
    }
    byte[] above =
        text ? Truncation.textAbove(greatest, cut) : Truncation.bytesAbove(greatest, cut);
    return above == null ? null : ByteBuffer.wrap(above);
  }
}
