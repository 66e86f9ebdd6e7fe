// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

/** Texts as they stand between the quotes of JSON. */
public final class Escapes {
  private Escapes() {}

  /** The text with quotes, backslashes and control characters escaped. */
  public static String text(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length() + 8);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
