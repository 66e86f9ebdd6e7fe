// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

import java.util.ArrayDeque;

/**
 * The arrays that events lie in. One is filled; those before it stay as they are until all events
 * in them are acknowledged, and are used again then. For one thread.
 */
public final class Blocks {
  /** So many bytes of whatever are behind the last one that is used. */
  public static final int SPARE = 64;

  private static final int MOST_KEPT = 32;

  @SuppressWarnings("ArrayRecordComponent") // It is used again, and compared with nothing.
  private record Full(byte[] bytes, long lastEvent) {}

  private final int usual;
  private final ArrayDeque<Full> full = new ArrayDeque<>();
  private final ArrayDeque<byte[]> unused = new ArrayDeque<>();
  private byte[] current;
  private int free;
  private long events;

  /**
   * No arrays.
   *
   * @param usual how many bytes one has
   */
  public Blocks(int usual) {
    this.usual = usual;
    this.current = new byte[usual + SPARE];
  }

  /** The array that is filled. */
  byte[] current() {
    return current;
  }

  /** The first place in it that nothing is in. */
  int free() {
    return free;
  }

  /** How many bytes can be in an array. */
  static int limit(byte[] bytes) {
    return bytes.length - SPARE;
  }

  /** How many bytes an array has that is not made larger for a record. */
  int usual() {
    return usual;
  }

  /** States what is in use of the array that is filled. */
  void used(int end) {
    free = end;
  }

  /** Goes on to another array with at least so many bytes. */
  byte[] next(int bytes) {
    full.addLast(new Full(current, events));
    byte[] kept = bytes <= usual ? unused.pollFirst() : null;
    current = kept == null ? new byte[Math.max(bytes, usual) + SPARE] : kept;
    free = 0;
    return current;
  }

  /** How many events were read. */
  public long events() {
    return events;
  }

  /** Counts an event that lies in the array that is filled, or in one before. */
  public void count() {
    events++;
  }

  /** Lets go of the first events. */
  public void release(long acknowledged) {
    Full first = full.peekFirst();
    while (first != null && first.lastEvent() <= acknowledged) {
      full.removeFirst();
      if (Blocks.limit(first.bytes()) == usual && unused.size() < MOST_KEPT) {
        unused.addFirst(first.bytes());
      }
      first = full.peekFirst();
    }
  }
}
