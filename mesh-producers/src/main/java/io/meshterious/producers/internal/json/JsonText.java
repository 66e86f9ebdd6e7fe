// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.column.TextValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts in JSON, with their quotes. */
public final class JsonText {
  private JsonText() {}

  /** The text that stands between two places, which hold its quotes. */
  public static String read(byte[] json, int from, int to) {
    String raw = new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != '\\') {
        text.append(c);
        at++;
      } else if (raw.charAt(at + 1) == 'u') {
        text.append((char) Integer.parseInt(raw.substring(at + 2, at + 6), 16));
        at += 6;
      } else {
        text.append(escaped(raw.charAt(at + 1)));
        at += 2;
      }
    }
    return text.toString();
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  /** The JSON of a text. */
  public static byte[] write(String text) {
    return ('"' + TextValue.escaped(text) + '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Where texts begin that are values, not names. */
  public static List<Integer> values(byte[] json) {
    List<Integer> places = new ArrayList<>();
    int at = 0;
    while (at < json.length) {
      if (json[at] == '"') {
        int end = JsonPath.string(json, at);
        int next = JsonPath.space(json, end);
        if (next == json.length || json[next] != ':') {
          places.add(at);
        }
        at = end;
      } else {
        at++;
      }
    }
    return places;
  }
}
