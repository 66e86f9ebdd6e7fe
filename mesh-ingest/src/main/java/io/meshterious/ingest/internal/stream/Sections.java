// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where in a message of AMQP 1.0 the parts are that matter. A message is a row of sections, each a
 * descriptor and a value; every value begins with a byte that says how long it is. For one message.
 */
final class Sections {
  /** So many bytes more are in an array, which lets events be decoded in place. */
  static final int TAIL = 64;

  private static final int PROPERTIES = 0x73;
  private static final int APPLICATION = 0x74;
  private static final int DATA = 0x75;
  private static final int VALUE = 0x77;
  private static final int SMALL = 0x53;
  private static final int LARGE = 0x80;
  private static final int SUBJECT = 3;
  private static final int CONTENT_TYPE = 6;

  private final byte[] message;
  private final int length;

  byte[] body;
  int bodyFrom;
  int bodyTo;
  int subjectFrom;
  int subjectTo;
  int contentTypeFrom;
  int contentTypeTo;
  int applicationFrom;
  int applicationTo;
  private boolean found;

  private Sections(byte[] message, int length) {
    this.message = message;
    this.length = length;
    this.body = message;
  }

  /** Finds the parts; null if it is no message of AMQP 1.0. */
  static @Nullable Sections of(byte[] message, int length) {
    Sections sections = new Sections(message, length);
    try {
      return sections.find() ? sections : null;
    } catch (IndexOutOfBoundsException broken) {
      return null;
    }
  }

  private boolean find() {
    int at = 0;
    while (at < length) {
      int descriptor = unsigned(at + 1);
      if (message[at] != 0 || (descriptor != SMALL && descriptor != LARGE)) {
        return false;
      }
      int value = at + (descriptor == SMALL ? 3 : 10);
      int end = end(value);
      switch (message[value - 1]) {
        case PROPERTIES -> properties(value);
        case APPLICATION -> {
          applicationFrom = value;
          applicationTo = end;
        }
        case DATA, VALUE -> body(content(value), end);
        default -> {
          // Nothing else is asked for.
        }
      }
      at = end;
    }
    return at == length;
  }

  private void properties(int list) {
    int type = unsigned(list);
    int count = type == 0xc0 ? unsigned(list + 2) : type == 0xd0 ? number(list + 5) : 0;
    int at = list + (type == 0xc0 ? 3 : 9);
    for (int i = 0; i < count && i <= CONTENT_TYPE; i++) {
      int end = end(at);
      if (i == SUBJECT) {
        subjectFrom = content(at);
        subjectTo = end;
      } else if (i == CONTENT_TYPE) {
        contentTypeFrom = content(at);
        contentTypeTo = end;
      }
      at = end;
    }
  }

  /** The body is all sections of data together, though there is hardly ever more than one. */
  private void body(int from, int to) {
    if (!found) {
      bodyFrom = from;
      bodyTo = to;
      found = true;
      return;
    }
    int before = bodyTo - bodyFrom;
    byte[] joined = new byte[before + to - from + TAIL];
    System.arraycopy(body, bodyFrom, joined, 0, before);
    System.arraycopy(message, from, joined, before, to - from);
    body = joined;
    bodyFrom = 0;
    bodyTo = before + to - from;
  }

  /** The first byte of what a value holds, behind its type and length. */
  private int content(int value) {
    return switch (unsigned(value) >> 4) {
      case 0xa, 0xc, 0xe -> value + 2;
      case 0xb, 0xd, 0xf -> value + 5;
      default -> value + 1;
    };
  }

  /** The byte behind a value. */
  private int end(int value) {
    int type = unsigned(value);
    int end =
        switch (type >> 4) {
          case 0x0 -> type == 0 ? end(end(value + 1)) : -1;
          case 0x4 -> value + 1;
          case 0x5 -> value + 2;
          case 0x6 -> value + 3;
          case 0x7 -> value + 5;
          case 0x8 -> value + 9;
          case 0x9 -> value + 17;
          case 0xa, 0xc, 0xe -> value + 2 + unsigned(value + 1);
          case 0xb, 0xd, 0xf -> value + 5 + number(value + 1);
          default -> -1;
        };
    if (end <= value || end > length) {
      throw new IndexOutOfBoundsException();
    }
    return end;
  }

  private int unsigned(int at) {
    if (at >= length) {
      throw new IndexOutOfBoundsException();
    }
    return message[at] & 0xff;
  }

  private int number(int at) {
    return unsigned(at) << 24 | unsigned(at + 1) << 16 | unsigned(at + 2) << 8 | unsigned(at + 3);
  }

  byte[] subject() {
    return Arrays.copyOfRange(message, subjectFrom, subjectTo);
  }

  byte[] contentType() {
    return Arrays.copyOfRange(message, contentTypeFrom, contentTypeTo);
  }

  byte[] application() {
    return Arrays.copyOfRange(message, applicationFrom, applicationTo);
  }
}
