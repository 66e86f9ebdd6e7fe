// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer;

/** A text that each row has. */
@FunctionalInterface
public interface TextValue {
  /** Writes the text of a row as it stands between the quotes of JSON. */
  void write(long row, EventBuffer out);

  /** The same texts in other rows. */
  default TextValue at(LongValue rows) {
    return (row, out) -> write(rows.at(row), out);
  }

  /** A text as it stands between the quotes of JSON. */
  static String escaped(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length() + 8);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped
            .append("\\u00")
            .append((char) ('0' + (c >> 4)))
            .append(Character.forDigit(c & 15, 16));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
