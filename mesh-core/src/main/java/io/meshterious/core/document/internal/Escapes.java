// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.error.MeshException;
import java.util.Locale;

/** Which characters are written as they are, and how the others are. */
final class Escapes {
  private Escapes() {}

  /**
   * Whether a character can be seen as it is: neither a control, a line or paragraph separator, a
   * change of writing direction, a space that looks like another, a byte order mark nor half of a
   * surrogate pair.
   */
  static boolean isPlain(int c) {
    if (c < 0x7F) {
      return c >= ' ';
    }
    return !(c <= 0xA0
        || c == 0xAD
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || (c >= 0xD800 && c <= 0xDFFF)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || c == 0xFFFE
        || c == 0xFFFF);
  }

  /**
   * Writes a text between double quotes; what is not plain as escapes that both YAML and JSON have.
   */
  static void quote(String text, StringBuilder out) {
    requireCharacters(text);
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (isPlain(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04X", c));
          }
        }
      }
      i += Character.charCount(c);
    }
    out.append('"');
  }

  /** Refuses text that no UTF-8 file can hold. */
  static void requireCharacters(String text) {
    int half = SourceText.indexOfHalfPair(text);
    if (half >= 0) {
      throw new MeshException(
          DocumentError.UNWRITABLE,
          "Cannot write the text '"
              + Reading.shown(text)
              + "': "
              + SourceText.halfPair(text.charAt(half)));
    }
  }
}
