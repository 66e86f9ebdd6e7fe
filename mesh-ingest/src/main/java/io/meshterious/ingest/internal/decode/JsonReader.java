// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

import io.meshterious.ingest.decode.DecodeError;
import java.util.Arrays;

/**
 * Reads JSON as RFC 8259 describes it, strictly: UTF-8 is valid, escapes stand for characters, no
 * byte order mark, nothing beside the grammar. Methods take a place and return the one behind what
 * they read; -1 says that the {@link Finding} knows why not. A place behind the end of the event
 * says that it was too short.
 */
public final class JsonReader {
  private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
  private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
  private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;
  private static final int LONGEST_CHARACTER = 4;

  private final Finding finding;
  private final int deepest;
  private byte[] bytes = {};
  private int end;
  private byte[] scratch = new byte[256];
  private int scratchLength;

  /**
   * A reader.
   *
   * @param deepest how many levels there may be
   */
  public JsonReader(Finding finding, int deepest) {
    this.finding = finding;
    this.deepest = deepest;
  }

  /** Goes on to other bytes, of which {@link Words#PADDING} behind the end can be read. */
  public void open(byte[] given, int to) {
    bytes = given;
    end = to;
  }

  /** The bytes that are read. */
  public byte[] bytes() {
    return bytes;
  }

  /** The place behind the event. */
  public int end() {
    return end;
  }

  /** What is wrong, if something is. */
  public Finding finding() {
    return finding;
  }

  /** The text that {@link #text} has read, and {@link Words#PADDING} bytes more. */
  public byte[] scratch() {
    return scratch;
  }

  /** How many bytes that text has. */
  public int scratchLength() {
    return scratchLength;
  }

  /** Skips white space. */
  public int space(int at) {
    int place = at;
    while (place < end && isSpace(bytes[place])) {
      place++;
    }
    return place;
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  /** Whether null stands at a place. */
  public boolean isNull(int at) {
    return Words.half(bytes, at) == NULL;
  }

  /** Whether true stands at a place. */
  public boolean isTrue(int at) {
    return Words.half(bytes, at) == TRUE;
  }

  /** Whether false stands at a place. */
  public boolean isFalse(int at) {
    return bytes[at] == 'f' && Words.half(bytes, at + 1) == ALSE;
  }

  /** Skips the colon behind a name, and white space around it. */
  public int colon(int at) {
    int place = space(at);
    return bytes[place] == ':' ? space(place + 1) : finding.malformed(place, "':' is expected");
  }

  /**
   * Goes down one level.
   *
   * @return -1 when that is too deep
   */
  public int enter(int depth, int at) {
    return depth < deepest
        ? at
        : finding.fail(
            DecodeError.EVENT_TOO_LARGE, "", at, "it is deeper than " + deepest + " levels");
  }

  /** Reads the rest of a text, whose quote was read, into the scratch. */
  public int text(int at) {
    int length = 0;
    int place = at;
    while (place < end) {
      if (length > scratch.length - Words.PADDING - LONGEST_CHARACTER) {
        scratch = Arrays.copyOf(scratch, scratch.length * 2);
      }
      byte value = bytes[place];
      if (value == '"') {
        scratchLength = length;
        return place + 1;
      } else if (value == '\\') {
        int character = escape(place);
        if (character < 0) {
          return -1;
        }
        length = put(character, length);
        place += bytes[place + 1] != 'u' ? 2 : character < 0x10000 ? 6 : 12;
      } else if (value >= ' ') {
        scratch[length++] = value;
        place++;
      } else if (value >= 0) {
        return finding.malformed(place, "a control character stands in a text");
      } else {
        int size = Utf8.size(bytes, place, end);
        if (size < 0) {
          return finding.malformed(place, "a text is not in UTF-8");
        }
        System.arraycopy(bytes, place, scratch, length, size);
        length += size;
        place += size;
      }
    }
    return finding.malformed(end, "a text has no end");
  }

  private int put(int character, int at) {
    return at + Utf8.put(character, scratch, at);
  }

  /** The character that an escape stands for. */
  private int escape(int at) {
    byte kind = bytes[at + 1];
    switch (kind) {
      case '"', '\\', '/' -> {
        return kind;
      }
      case 'b' -> {
        return '\b';
      }
      case 'f' -> {
        return '\f';
      }
      case 'n' -> {
        return '\n';
      }
      case 'r' -> {
        return '\r';
      }
      case 't' -> {
        return '\t';
      }
      case 'u' -> {
        return unicode(at);
      }
      default -> {
        return finding.malformed(at, "a text has an escape that JSON does not know");
      }
    }
  }

  private int unicode(int at) {
    int first = hexadecimal(at + 2);
    if (first < 0) {
      return finding.malformed(at, "'\\u' needs four hexadecimal digits");
    } else if (!Character.isSurrogate((char) first)) {
      return first;
    }
    int second = bytes[at + 6] == '\\' && bytes[at + 7] == 'u' ? hexadecimal(at + 8) : -1;
    if (Character.isHighSurrogate((char) first)
        && second >= 0
        && Character.isLowSurrogate((char) second)) {
      return Character.toCodePoint((char) first, (char) second);
    }
    return finding.malformed(at, "half of a surrogate pair stands for no character");
  }

  private int hexadecimal(int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = bytes[at + i] < 0 ? -1 : Character.digit(bytes[at + i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Skips a number. */
  public int number(int at) {
    int place = bytes[at] == '-' ? at + 1 : at;
    int whole = place;
    place = digits(place);
    if (place == whole) {
      return finding.malformed(place, place == at ? "a value is expected" : "digits are expected");
    } else if (place - whole > 1 && bytes[whole] == '0') {
      return finding.malformed(whole, "a number begins with a zero that counts for nothing");
    }
    if (bytes[place] == '.') {
      int fraction = place + 1;
      place = digits(fraction);
      if (place == fraction) {
        return finding.malformed(place, "digits are expected");
      }
    }
    if ((bytes[place] | 0x20) == 'e') {
      int sign = bytes[place + 1];
      int exponent = sign == '+' || sign == '-' ? place + 2 : place + 1;
      place = digits(exponent);
      if (place == exponent) {
        return finding.malformed(place, "digits are expected");
      }
    }
    return place;
  }

  private int digits(int at) {
    int place = at;
    while (place < end && bytes[place] >= '0' && bytes[place] <= '9') {
      place++;
    }
    return place;
  }

  /** Skips a name or a text, whose quote was read. */
  private int skipText(int at) {
    int plain = Words.plainEnd(bytes, at);
    return plain >= 0 ? plain + 1 : text(at);
  }

  /** Skips any value. */
  public int skip(int at, int depth) {
    byte value = bytes[at];
    if (value == '"') {
      return skipText(at + 1);
    } else if (value == '{' || value == '[') {
      return skipAll(at, depth + 1);
    } else if (isNull(at) || isTrue(at)) {
      return at + 4;
    } else if (isFalse(at)) {
      return at + 5;
    }
    return number(at);
  }

  private int skipAll(int at, int depth) {
    boolean object = bytes[at] == '{';
    byte close = (byte) (object ? '}' : ']');
    if (enter(depth, at) < 0) {
      return -1;
    }
    int place = space(at + 1);
    if (bytes[place] == close) {
      return place + 1;
    }
    while (place < end) {
      if (object) {
        place = name(place);
        place = place < 0 ? -1 : skipText(place);
        place = place < 0 ? -1 : colon(place);
      }
      place = place < 0 ? -1 : skip(place, depth);
      if (place < 0) {
        return -1;
      }
      place = space(place);
      if (bytes[place] == close) {
        return place + 1;
      } else if (bytes[place] != ',') {
        return separator(place, object);
      }
      place = space(place + 1);
    }
    return finding.malformed(end, "it ends in the middle");
  }

  /** Skips the quote that begins a name. */
  public int name(int at) {
    return bytes[at] == '"' ? at + 1 : finding.malformed(at, "a name in quotes is expected");
  }

  /** Fails where an object or an array goes on in no way it can. */
  public int separator(int at, boolean object) {
    return finding.malformed(at, object ? "',' or '}' is expected" : "',' or ']' is expected");
  }
}
