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
 * processor foresees. A row that is made alone has the same bytes.
 */
public final class Rows {
  private static final int BLOCK = 32;
  private static final Constant EMPTY = Constant.of("{}");
  private static final Constant NOTHING = Constant.of("");

  /** A stretch of each row that is always made in the same way: what is before, a value, an end. */
  private abstract static class Part {
    final Constant before;
    final @Nullable LongValue present;
    Constant after = NOTHING;
    byte[] bytes = {};
    final int[] starts = new int[BLOCK];
    final int[] ends = new int[BLOCK];

    Part(String before, @Nullable LongValue present) {
      this.before = Constant.of(before);
      this.present = present;
    }

    abstract void fill(long[] rows, int count);
  }

  /** A value of a few bytes: every row has a place of the same size, with what is before in it. */
  private static final class ShortPart extends Part {
    private final ShortCell value;
    private final long[] flags = new long[BLOCK];

    ShortPart(String before, @Nullable LongValue present, ShortCell value) {
      super(before, present);
      this.value = value;
    }

    private void prepare() {
      int room = before.length() + value.most() + after.length() + EventBuffer.SLACK;
      bytes = new byte[room * BLOCK];
      for (int i = 0; i < BLOCK; i++) {
        starts[i] = i * room;
        before.put(bytes, starts[i]);
      }
    }

    @Override
    void fill(long[] rows, int count) {
      if (bytes.length == 0) {
        prepare();
      }
      int begin = before.length();
      for (int i = 0; i < count; i++) {
        ends[i] = starts[i] + begin;
      }
      value.put(rows, count, bytes, ends);
      if (after.length() > 0) {
        for (int i = 0; i < count; i++) {
          ends[i] = after.put(bytes, ends[i]);
        }
      }
      if (present != null) {
        present.fill(rows, count, flags);
        for (int i = 0; i < count; i++) {
          ends[i] = flags[i] == 0 ? starts[i] : ends[i];
        }
      }
    }
  }

  /** A value of any size. */
  private static final class LongPart extends Part {
    private final Cell value;
    private final EventBuffer texts = new EventBuffer();

    LongPart(String before, @Nullable LongValue present, Cell value) {
      super(before, present);
      this.value = value;
    }

    @Override
    void fill(long[] rows, int count) {
      texts.clear();
      for (int i = 0; i < count; i++) {
        starts[i] = texts.length();
        if (present == null || present.at(rows[i]) != 0) {
          texts.put(before);
          value.write(rows[i], texts);
          texts.put(after);
        }
        ends[i] = texts.length();
      }
      bytes = texts.array();
    }
  }

  private final Part[] parts;
  private final long end;
  private final long[] rows = new long[BLOCK];
  private long first;
  private long stride = 1;
  private int size;
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
      innermost.after = Constant.of(innermost.after + "}");
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
    long place = row - first;
    if (next != stride || place < 0 || place >= size * stride || place % stride != 0) {
      stride = next;
      fill(row);
      place = 0;
    }
    last = row;
    int number = (int) (place / stride);
    int length = 2;
    for (Part part : parts) {
      length += part.ends[number] - part.starts[number];
    }
    int start = out.reserve(length);
    byte[] into = out.array();
    int at = start;
    for (Part part : parts) {
      at = Ascii.copy(part.bytes, part.starts[number], part.ends[number], into, at);
    }
    if (at == start) {
      out.put(EMPTY);
      return;
    }
    into[start] = '{';
    into[at] = '}';
    out.end(at + 1);
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
    for (Part part : parts) {
      part.fill(rows, count);
    }
    first = row;
    size = count;
  }
}
