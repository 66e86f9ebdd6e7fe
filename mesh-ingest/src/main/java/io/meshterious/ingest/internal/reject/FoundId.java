// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Looks for the id of an event in bytes that may be anything. */
final class FoundId {
  private static final int LONGEST = 200;

  private FoundId() {}

  /** The value of a name, if something that looks like one is there. */
  static Optional<String> in(byte[] body, String name) {
    byte[] quoted = ('"' + name + '"').getBytes(UTF_8);
    for (int at = 0; at + quoted.length < body.length; at++) {
      if (matches(body, at, quoted)) {
        Optional<String> value = value(body, at + quoted.length);
        if (value.isPresent()) {
          return value;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(byte[] body, int at, byte[] quoted) {
    for (int i = 0; i < quoted.length; i++) {
      if (body[at + i] != quoted[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> value(byte[] body, int behindName) {
    int at = space(body, behindName);
    if (at >= body.length || body[at] != ':') {
      return Optional.empty();
    }
    int from = space(body, at + 1);
    boolean text = from < body.length && body[from] == '"';
    int start = text ? from + 1 : from;
    int end = start;
    while (end < body.length && end - start <= LONGEST && goesOn(body[end], text)) {
      end++;
    }
    boolean whole = end > start && end < body.length && end - start <= LONGEST;
    return whole && (!text || body[end] == '"')
        ? Optional.of(new String(body, start, end - start, UTF_8))
        : Optional.empty();
  }

  /** Whether a byte belongs to a value: of a text, what needs no escape; else, a digit or sign. */
  private static boolean goesOn(byte it, boolean text) {
    return text ? it != '"' && it != '\\' && it >= ' ' : it >= '0' && it <= '9' || it == '-';
  }

  private static int space(byte[] body, int from) {
    int at = from;
    while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
      at++;
    }
    return at;
  }
}
