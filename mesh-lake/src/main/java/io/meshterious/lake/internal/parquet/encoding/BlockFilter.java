// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

/**
 * A Bloom filter of blocks of 256 bits: the upper half of a hash chooses the block, the lower half
 * one bit in each of the block's eight words.
 */
public final class BlockFilter {
  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };
  private static final int BLOCK_BYTES = 32;

  private final int[] words;

  /** An empty filter of so many bytes, a power of two and at least 32. */
  public BlockFilter(int bytes) {
    words = new int[bytes / 4];
  }

  /**
   * How many bytes a filter needs.
   *
   * @param values how many distinct values it gets
   * @param wrong how often it may say yes wrongly
   * @param most how many bytes it may have
   */
  public static int bytes(long values, double wrong, int most) {
    double bits = -8.0 * values / Math.log(1 - Math.pow(wrong, 1.0 / 8));
    long bytes = Math.max(BLOCK_BYTES, (long) Math.ceil(bits / 8));
    long rounded = Long.highestOneBit(bytes - 1) << 1;
    return (int) Math.min(Math.max(BLOCK_BYTES, Integer.highestOneBit(most)), rounded);
  }

  /** Adds a value by its hash. */
  public void add(long hash) {
    int block = block(hash);
    int key = (int) hash;
    for (int i = 0; i < 8; i++) {
      words[block + i] |= 1 << (key * SALT[i] >>> 27);
    }
  }

  /** Whether a value may have been added. */
  public boolean mayContain(long hash) {
    int block = block(hash);
    int key = (int) hash;
    for (int i = 0; i < 8; i++) {
      if ((words[block + i] & 1 << (key * SALT[i] >>> 27)) == 0) {
        return false;
      }
    }
    return true;
  }

  private int block(long hash) {
    return (int) ((hash >>> 32) * (words.length / 8) >>> 32) * 8;
  }

  /** Appends the header and the bits, as a Parquet file has them. */
  public void write(ByteSink sink) {
    ThriftWriter thrift = new ThriftWriter(sink);
    thrift.begin();
    thrift.i32(1, words.length * 4);
    for (int field = 2; field <= 4; field++) {
      thrift.begin(field);
      thrift.empty(1);
      thrift.end();
    }
    thrift.end();
    sink.reserve(words.length * 4L);
    for (int word : words) {
      sink.putInt(word);
    }
  }
}
