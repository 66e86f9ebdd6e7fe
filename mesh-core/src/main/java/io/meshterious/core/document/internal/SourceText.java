// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The text of a document: within the byte limit, without a byte order mark, and nothing but whole
 * Unicode characters.
 */
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final String text;
  private final String origin;

  private SourceText(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  /** Reads at most one byte more than the limit allows. */
  public static SourceText read(InputStream in, String origin, ReadLimits limits)
      throws IOException {
    byte[] bytes = in.readNBytes(limits.bytes() + 1);
    if (bytes.length > limits.bytes()) {
      throw tooLarge(origin, limits);
    }
    refuseUtf16(bytes, origin);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      refuseMalformed(bytes, origin);
    }
    return withoutMark(text, origin);
  }

  /** Takes a text that has been read already. */
  public static SourceText of(String text, String origin, ReadLimits limits) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new DocumentException(
            DocumentError.NOT_UTF8, origin, new SourceText(text, origin).locate(i), halfPair(c));
      } else {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
    if (bytes > limits.bytes()) {
      throw tooLarge(origin, limits);
    }
    return withoutMark(text, origin);
  }

  private static SourceText withoutMark(String text, String origin) {
    return new SourceText(
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text, origin);
  }

  /** What to say about half of a surrogate pair. */
  static String halfPair(char half) {
    return String.format(
        Locale.ROOT,
        "U+%04X is half of a surrogate pair, which is no character; write both halves",
        (int) half);
  }

  /** Where the first half of a surrogate pair without its other half stands, or -1. */
  static int indexOfHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static DocumentException tooLarge(String origin, ReadLimits limits) {
    return new DocumentException(
        DocumentError.TOO_LARGE,
        origin,
        Location.NONE,
        "it has more than "
            + grouped(limits.bytes())
            + " bytes; split it, or read it with ReadLimits.DEFAULT.withBytes(…)");
  }

  /** A number with commas, for messages. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void refuseUtf16(byte[] bytes, String origin) {
    if (bytes.length < 2) {
      return;
    }
    int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new DocumentException(
          DocumentError.NOT_UTF8,
          origin,
          Location.NONE,
          "it is UTF-16 or UTF-32; save it as UTF-8");
    }
  }

  private static void refuseMalformed(byte[] bytes, String origin) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int offset = out.position();
      SourceText before = withoutMark(out.flip().toString(), origin);
      throw new DocumentException(
          DocumentError.NOT_UTF8,
          origin,
          before.locate(Math.min(offset, before.text.length())),
          String.format(
              Locale.ROOT,
              "byte 0x%02X is not UTF-8; save the file as UTF-8",
              bytes[in.position()]));
    }
  }

  /** The whole text. */
  String text() {
    return text;
  }

  /** Whether there is nothing but white space. */
  boolean isBlank() {
    return text.isBlank();
  }

  /** The failure to report for the first character that YAML has no place for. */
  DocumentException unprintable(RuntimeException cause) {
    int index = 0;
    while (index < text.length() - 1 && isYaml(text.charAt(index))) {
      index++;
    }
    int c = text.charAt(index);
    return new DocumentException(
        DocumentError.SYNTAX,
        origin,
        locate(index),
        String.format(
            Locale.ROOT,
            "the character U+%04X is not allowed; write \"\\u%04X\" in double quotes",
            c,
            c),
        cause);
  }

  private static boolean isYaml(char c) {
    if (c < ' ') {
      return c == '\t' || c == '\n' || c == '\r';
    }
    return c < 0x7F || c == 0x85 || (c >= 0xA0 && c < 0xFFFE);
  }

  /** The line and column of an index. */
  Location locate(int index) {
    return new Cursor().moveTo(index);
  }

  /**
   * A position that moves forward through the text; lines end at {@code \n}, {@code \r\n} and
   * {@code \r}.
   */
  final class Cursor {
    private int index;
    private int line = 1;
    private int column = 1;

    /** The line and column of an index, which is not before the last one. */
    Location moveTo(int target) {
      for (; index < target; index++) {
        char c = text.charAt(index);
        if (c == '\n'
            || c == '\r' && !(index + 1 < text.length() && text.charAt(index + 1) == '\n')) {
          line++;
          column = 1;
        } else if (!Character.isLowSurrogate(c)) {
          column++;
        }
      }
      return new Location(line, column);
    }
  }
}
