// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

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
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      char escape = raw.charAt(i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }

  /** The JSON of a text. */
  public static byte[] write(String text) {
    return ('"' + Escapes.text(text) + '"').getBytes(StandardCharsets.UTF_8);
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
