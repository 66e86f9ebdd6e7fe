// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import io.meshterious.core.event.EventKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events as they came: runs of bytes in arrays that belong to the source, and what is known of each
 * without reading it. For one thread.
 */
public final class RawBatch {
  private final int mostEvents;
  private final long mostBytes;
  private byte[][] arrays = new byte[64][];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private EventKind[] kinds = new EventKind[64];
  private long[] positions = new long[64];
  private @Nullable Object[] tags = new Object[64];
  private int size;
  private long bytes;

  /**
   * An empty batch.
   *
   * @param mostEvents with so many events it is full
   * @param mostBytes with so many bytes, or more, it is full
   */
  public RawBatch(int mostEvents, long mostBytes) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /** Whether no more events should be added. */
  public boolean full() {
    return size >= mostEvents || bytes >= mostBytes;
  }

  /** How many more events there is room for. */
  public int room() {
    return bytes >= mostBytes ? 0 : Math.max(0, mostEvents - size);
  }

  /** Adds an event that is a whole array. */
  public void add(byte[] body, EventKind kind, long position, @Nullable Object tag) {
    add(body, 0, body.length, kind, position, tag);
  }

  /**
   * Adds an event.
   *
   * @param array the array its bytes are in; decoding takes a step less where 64 more bytes, of
   *     whatever, follow in it
   * @param first its first byte
   * @param end the byte behind it
   * @param kind what is known of it and of others like it; what is not known is empty
   * @param position a number of the source's own, such as an offset
   * @param tag more that the source needs to tell its origin
   */
  public void add(
      byte[] array, int first, int end, EventKind kind, long position, @Nullable Object tag) {
    if (size == from.length) {
      grow();
    }
    arrays[size] = array;
    from[size] = first;
    to[size] = end;
    kinds[size] = kind;
    positions[size] = position;
    tags[size] = tag;
    size++;
    bytes += end - first;
  }

  private void grow() {
    int length = size * 2;
    arrays = Arrays.copyOf(arrays, length);
    from = Arrays.copyOf(from, length);
    to = Arrays.copyOf(to, length);
    kinds = Arrays.copyOf(kinds, length);
    positions = Arrays.copyOf(positions, length);
    tags = Arrays.copyOf(tags, length);
  }

  /** How many events there are. */
  public int size() {
    return size;
  }

  /** How many bytes they have together. */
  public long bytes() {
    return bytes;
  }

  /** The array an event is in. */
  public byte[] array(int event) {
    return arrays[event];
  }

  /** An event's first byte. */
  public int from(int event) {
    return from[event];
  }

  /** The byte behind an event. */
  public int to(int event) {
    return to[event];
  }

  /** What is known of an event and of others like it. */
  public EventKind kind(int event) {
    return kinds[event];
  }

  /** The number that the source gave an event. */
  public long position(int event) {
    return positions[event];
  }

  /** What the source needs to tell an event's origin. */
  public @Nullable Object tag(int event) {
    return tags[event];
  }

  /** Forgets all events, and keeps the room. */
  public void clear() {
    Arrays.fill(arrays, 0, size, null);
    Arrays.fill(kinds, 0, size, null);
    Arrays.fill(tags, 0, size, null);
    size = 0;
    bytes = 0;
  }
}
