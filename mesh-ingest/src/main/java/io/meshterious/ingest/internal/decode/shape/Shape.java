// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.shape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.ObjectReader;
import io.meshterious.ingest.internal.decode.value.Trace;
import io.meshterious.ingest.internal.decode.value.ValueReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How events look that one producer writes, learned from one of them: the bytes between values,
 * which are always the same, and what reads each value. Where a value may be null or missing, the
 * bytes that stand there then are known, too. An event of this shape is compared and read from its
 * first byte to its last, and its names are never looked up.
 */
final class Shape {
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final int DEEPEST = 1;

  /** The bytes before each value and behind the last, as words, one behind the other. */
  private final long[] words;

  private final int[] firstWords;
  private final int[] lengths;
  private final byte[] @Nullable [] ofNull;
  private final byte[] @Nullable [] ofNothing;
  private final ValueReader[] readers;
  private final ValueReader[] none;
  private final ObjectReader[] objects;

  private Shape(
      byte[][] glue,
      byte[] @Nullable [] ofNull,
      byte[] @Nullable [] ofNothing,
      ValueReader[] readers,
      List<ValueReader> none,
      List<ObjectReader> objects) {
    this.lengths = Arrays.stream(glue).mapToInt(it -> it.length).toArray();
    this.firstWords = new int[glue.length + 1];
    long[] all = {};
    for (int i = 0; i < glue.length; i++) {
      long[] own = words(glue[i]);
      all = Arrays.copyOf(all, all.length + own.length);
      System.arraycopy(own, 0, all, firstWords[i], own.length);
      firstWords[i + 1] = all.length;
    }
    this.words = all;
    this.ofNull = ofNull;
    this.ofNothing = ofNothing;
    this.readers = readers;
    this.none = none.toArray(ValueReader[]::new);
    this.objects = objects.toArray(ObjectReader[]::new);
  }

  private static long[] words(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, (bytes.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    long[] words = new long[padded.length / Long.BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = Words.word(padded, i * Long.BYTES);
    }
    return words;
  }

  /** The shape of an event that was read in the general way. */
  static Shape of(Trace trace, byte[] bytes, int from, int to) {
    List<Trace.Value> values = trace.values();
    int count = values.size();
    byte[][] glue = new byte[count + 1][];
    ValueReader[] readers = new ValueReader[count];
    int place = from;
    for (int i = 0; i < count; i++) {
      glue[i] = Arrays.copyOfRange(bytes, place, values.get(i).from());
      readers[i] = values.get(i).reader();
      place = values.get(i).to();
    }
    glue[count] = Arrays.copyOfRange(bytes, place, to);
    byte[] @Nullable [] ofNull = new byte[count] @Nullable [];
    byte[] @Nullable [] ofNothing = new byte[count] @Nullable [];
    for (int i = 0; i < count; i++) {
      if (!readers[i].required()) {
        int quote = readers[i].quoted() ? 1 : 0;
        ofNull[i] = joined(glue[i], glue[i].length - quote, NULL);
        int comma = cut(glue[i]);
        ofNothing[i] = comma < 0 ? null : joined(glue[i], comma, glue[i + 1]);
      }
    }
    return new Shape(glue, ofNull, ofNothing, readers, trace.none(), trace.objects());
  }

  /** Where the bytes before a name end that stand there without it, too; -1 when none do. */
  private static int cut(byte[] glue) {
    int comma = -1;
    for (int i = 0; i < glue.length && comma < 0; i++) {
      comma = glue[i] == ',' ? i : -1;
    }
    for (byte value : glue) {
      if (value == '{') {
        return -1;
      }
    }
    return comma;
  }

  private static byte[] joined(byte[] first, int length, byte[] second) {
    byte[] joined = Arrays.copyOf(first, length + second.length);
    System.arraycopy(second, 0, joined, length, second.length);
    return joined;
  }

  /**
   * Reads an event of this shape.
   *
   * @return whether it is of this shape; otherwise columns may have values that are to be dropped
   */
  boolean read(JsonReader in, int from, int to) {
    byte[] bytes = in.bytes();
    int place = from;
    int count = readers.length;
    for (int i = 0; i < count; i++) {
      ValueReader reader = readers[i];
      if (matches(i, bytes, place, to)) {
        place += lengths[i];
      } else {
        int without = withoutValue(ofNull[i], bytes, place, to);
        if (without >= 0) {
          reader.column().appendNull();
          place = without;
          continue;
        }
        without = withoutValue(ofNothing[i], bytes, place, to);
        if (without < 0) {
          return false;
        }
        reader.column().appendNull();
        place = without;
        i++;
        if (i == count) {
          return ended(place, to);
        }
        reader = readers[i];
      }
      int end = reader.quick(bytes, place);
      if (end < 0) {
        end = reader.read(in, reader.quoted() ? place - 1 : place, DEEPEST);
        if (end < 0) {
          return false;
        }
      }
      place = end;
    }
    return matches(count, bytes, place, to) && ended(place + lengths[count], to);
  }

  private boolean ended(int place, int to) {
    if (place != to) {
      return false;
    }
    for (ValueReader reader : none) {
      reader.column().appendNull();
    }
    for (ObjectReader object : objects) {
      object.append();
    }
    return true;
  }

  private boolean matches(int number, byte[] bytes, int at, int to) {
    int length = lengths[number];
    if (at + length > to) {
      return false;
    }
    int last = firstWords[number + 1] - 1;
    int place = at;
    for (int i = firstWords[number]; i < last; i++) {
      if (Words.word(bytes, place) != words[i]) {
        return false;
      }
      place += Long.BYTES;
    }
    return length == 0
        || (Words.word(bytes, place) ^ words[last]) << (-length & 7) * Byte.SIZE == 0;
  }

  /** Where the bytes end that stand at a place when a value is null or missing; -1 if others do. */
  private static int withoutValue(byte @Nullable [] expected, byte[] bytes, int at, int to) {
    if (expected == null || at + expected.length > to) {
      return -1;
    }
    int end = at + expected.length;
    return Arrays.equals(bytes, at, end, expected, 0, expected.length) ? end : -1;
  }
}
