// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects. Rows that are asked for one after the other are made a block at a time, and
 * in it a member at a time: the same code runs for many rows before the next does, which a
 * processor foresees. Each row of a block has a place of its own, where its members are put one
 * after the other. A row that is made alone has the same bytes.
 */
public final class Rows {
  private static final int BLOCK = 64;
  private static final int CACHE_LINE = 64;
  private static final Constant EMPTY = Constant.of("{}");

  /** A stretch of each row that is always made in the same way: what is before, a value, an end. */
  private abstract static class Part {
    final @Nullable LongValue present;
    private String before;
    private String after;
    private Constant begin = Constant.of("");
    private Constant end = Constant.of("");
    private final long[] flags = new long[BLOCK];
    private final int[] begins = new int[BLOCK];
    private int most;

    Part(String before, @Nullable LongValue present, String after) {
      this.before = before;
      this.present = present;
      this.after = after;
    }

    /** What all rows have between this part and the next is written at once. */
    final void join(Part next) {
      if (present == null && next.present == null) {
        next.before = after + next.before;
        after = "";
      }
      seal();
    }

    final void seal() {
      begin = Constant.of(before);
      end = Constant.of(after);
    }

    /** Makes what has no bound beforehand, and says how many bytes the part has at most. */
    final int room(long[] rows, int count) {
      most = begin.length() + prepare(rows, count) + end.length();
      return most;
    }

    /** Makes what has no bound beforehand, and says how many bytes a value has at most. */
    abstract int prepare(long[] rows, int count);

    abstract void putValues(long[] rows, int count, byte[] into, int[] places);

    final void put(long[] rows, int count, byte[] into, int[] places) {
      if (present == null) {
        putAll(rows, count, into, places);
        return;
      }
      System.arraycopy(places, 0, begins, 0, count);
      putAll(rows, count, into, places);
      present.fill(rows, count, flags);
      for (int i = 0; i < count; i++) {
        if (places[i] - begins[i] > most) {
          throw tooLong(rows[i]);
        }
        places[i] = flags[i] == 0 ? begins[i] : places[i];
      }
    }

    private void putAll(long[] rows, int count, byte[] into, int[] places) {
      begin.put(into, places, count);
      putValues(rows, count, into, places);
      if (end.length() > 0) {
        end.put(into, places, count);
      }
    }
  }

  /** A value of a few bytes. */
  private static final class ShortPart extends Part {
    private final ShortCell value;

    ShortPart(String before, @Nullable LongValue present, ShortCell value) {
      super(before + value.opening(), present, value.closing());
      this.value = value;
    }

    @Override
    int prepare(long[] rows, int count) {
      return value.most();
    }

    @Override
    void putValues(long[] rows, int count, byte[] into, int[] places) {
      value.put(rows, count, into, places);
    }
  }

  /** A value of any size. */
  private static final class LongPart extends Part {
    private final Cell value;
    private final EventBuffer texts = new EventBuffer();
    private final int[] starts = new int[BLOCK + 1];

    LongPart(String before, @Nullable LongValue present, Cell value) {
      super(before, present, "");
      this.value = value;
    }

    @Override
    int prepare(long[] rows, int count) {
      texts.clear();
      int longest = 0;
      for (int i = 0; i < count; i++) {
        if (present == null || present.at(rows[i]) != 0) {
          value.write(rows[i], texts);
        }
        starts[i + 1] = texts.length();
        longest = Math.max(longest, starts[i + 1] - starts[i]);
      }
      return longest;
    }

    @Override
    void putValues(long[] rows, int count, byte[] into, int[] places) {
      byte[] bytes = texts.array();
      for (int i = 0; i < count; i++) {
        places[i] = Ascii.copy(bytes, starts[i], starts[i + 1], into, places[i]);
      }
    }
  }

  private final Part[] parts;
  private final long end;
  private final long[] rows = new long[BLOCK];
  private byte[] bytes = {};
  private int room;
  private final int[] ends = new int[BLOCK];
  private long stride = 1;
  private int size;
  private int number;
  private long last = Long.MIN_VALUE;

  /**
   * Rows of an object with its members.
   *
   * @param end the row after the last
   */
  public Rows(ObjectCell object, long end) {
    List<Part> all = new ArrayList<>();
    for (ObjectCell.Member member : object.members()) {
      addTo(all, ",", member);
    }
    for (int i = 0; i < all.size() - 1; i++) {
      all.get(i).join(all.get(i + 1));
    }
    if (!all.isEmpty()) {
      all.get(all.size() - 1).seal();
    }
    this.parts = all.toArray(Part[]::new);
    this.end = end;
  }

  /** Adds a member; for an object that all rows have, what is in it. */
  private static void addTo(List<Part> all, String before, ObjectCell.Member member) {
    String name = before + '"' + TextValue.escaped(member.name()) + "\":";
    if (member.present() != null
        || !(member.cell() instanceof ObjectCell object)
        || object.members().isEmpty()
        || object.members().get(0).present() != null) {
      all.add(
          member.cell() instanceof ShortCell value
              ? new ShortPart(name, member.present(), value)
              : new LongPart(name, member.present(), member.cell()));
      return;
    }
    String between = name + "{";
    for (ObjectCell.Member inner : object.members()) {
      addTo(all, between, inner);
      between = ",";
    }
    Part innermost = all.get(all.size() - 1);
    if (innermost.present == null) {
      innermost.after += "}";
    } else {
      all.add(new LongPart("}", null, (row, out) -> {}));
    }
  }

  /**
   * Writes a row.
   *
   * @param next how far the next row is that will probably be asked for
   */
  public void write(long row, long next, EventBuffer out) {
    if (row == last + stride && next == stride && number + 1 < size) {
      number++;
    } else if (row != last || next != stride || size == 0) {
      stride = next;
      fill(row);
      number = 0;
    }
    last = row;
    int start = number * room;
    int length = ends[number] - start;
    if (length == 0) {
      out.put(EMPTY);
      return;
    }
    int at = out.reserve(length + 1);
    byte[] into = out.array();
    System.arraycopy(bytes, start, into, at, length);
    into[at] = '{';
    into[at + length] = '}';
    out.end(at + length + 1);
  }

  private void fill(long row) {
    size = 0;
    if (row == last + stride) {
      long left = (end - row + stride - 1) / stride;
      try {
        fill(row, (int) Math.min(BLOCK, left));
        return;
      } catch (RuntimeException ofAnyRow) {
        // The row that cannot be made says so when its turn comes.
      }
    }
    fill(row, 1);
  }

  private void fill(long row, int count) {
    for (int i = 0; i < count; i++) {
      rows[i] = row + i * stride;
    }
    int most = EventBuffer.SLACK;
    for (Part part : parts) {
      most += part.room(rows, count);
    }
    // An odd number of cache lines: rows whose places differ by a power of two displace each other.
    room = ((most + CACHE_LINE - 1) / CACHE_LINE | 1) * CACHE_LINE;
    int needed = Math.multiplyExact(room, count);
    if (bytes.length < needed) {
      bytes = new byte[needed];
    }
    for (int i = 0; i < count; i++) {
      ends[i] = i * room;
    }
    for (Part part : parts) {
      part.put(rows, count, bytes, ends);
    }
    for (int i = 0; i < count; i++) {
      if (ends[i] > (i + 1) * room) {
        throw tooLong(rows[i]);
      }
    }
    size = count;
  }

  private static IllegalStateException tooLong(long row) {
    return new IllegalStateException(
        "Cannot make row " + row + ": a text in it is longer than it said it would be at most");
  }
}
