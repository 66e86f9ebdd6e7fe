// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.csv.JsonOutput;
import java.util.Arrays;

/**
 * The JSON that a payload stands for. It grows as needed and is used again for the next one. For
 * one thread.
 */
public final class PayloadBuffer implements JsonOutput {
  private static final int SPARE = 64;

  private byte[] bytes = new byte[1024 + SPARE];
  private int length;

  /** An empty buffer. */
  public PayloadBuffer() {}

  /** Forgets what was written, and keeps the room for it. */
  public void clear() {
    length = 0;
  }

  private void reserve(int more) {
    long needed = (long) length + more + SPARE;
    if (needed > bytes.length) {
      long larger = Math.min(Integer.MAX_VALUE - SPARE, Math.max(2L * bytes.length, needed));
      bytes = Arrays.copyOf(bytes, (int) larger);
    }
  }

  @Override
  public void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void put(byte[] values, int from, int to) {
    reserve(to - from);
    System.arraycopy(values, from, bytes, length, to - from);
    length += to - from;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void truncate(int before) {
    if (before < 0 || before > length) {
      throw new IllegalArgumentException("Invalid length: " + before + " (0 to " + length + ")");
    }
    length = before;
  }

  /**
   * The array that what was written is in, from its first byte on and with 64 bytes of whatever
   * behind it; the next write may change it.
   */
  public byte[] array() {
    return bytes;
  }
}
