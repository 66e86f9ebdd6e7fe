// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that lead from an object to a member in it, found in bytes of well-formed JSON. */
public final class JsonPath {
  /**
   * A member of an object, by places in the bytes.
   *
   * @param comma the comma before it; -1 for the first member
   * @param name where its name begins, with the quote
   * @param value where its value begins
   * @param end the place after its value
   */
  public record Member(int comma, int name, int value, int end) {}

  private final List<String> names;
  private final byte[][] plain;

  /** A path of names, at least one. */
  public JsonPath(List<String> names) {
    this.names = List.copyOf(names);
    this.plain =
        names.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** The member; empty when the object has none there. */
  public Optional<Member> find(byte[] json) {
    int at = space(json, 0);
    for (int depth = 0; at < json.length && json[at] == '{'; depth++) {
      Member member = member(json, at, depth);
      if (member == null || depth == plain.length - 1) {
        return Optional.ofNullable(member);
      }
      at = member.value();
    }
    return Optional.empty();
  }

  private @Nullable Member member(byte[] json, int brace, int depth) {
    int comma = -1;
    int at = space(json, brace + 1);
    while (json[at] == '"') {
      int nameEnd = string(json, at);
      int value = space(json, space(json, nameEnd) + 1);
      int end = value(json, value);
      if (named(json, at, nameEnd, depth)) {
        return new Member(comma, at, value, end);
      }
      comma = space(json, end);
      if (json[comma] != ',') {
        return null;
      }
      at = space(json, comma + 1);
    }
    return null;
  }

  private boolean named(byte[] json, int from, int to, int depth) {
    byte[] wanted = plain[depth];
    if (Arrays.equals(json, from + 1, to - 1, wanted, 0, wanted.length)) {
      return true;
    }
    for (int i = from + 1; i < to - 1; i++) {
      if (json[i] == '\\') {
        return JsonText.read(json, from, to).equals(names.get(depth));
      }
    }
    return false;
  }

  /** The place of the first byte from here on that is no white space. */
  public static int space(byte[] json, int from) {
    int at = from;
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The place after a text that begins here with its quote. */
  public static int string(byte[] json, int from) {
    int at = from + 1;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /** The place after a value that begins here. */
  public static int value(byte[] json, int from) {
    int at = from;
    int depth = 0;
    do {
      switch (json[at]) {
        case '"' -> at = string(json, at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at = depth == 0 ? word(json, at) : at + 1;
      }
    } while (depth > 0);
    return at;
  }

  /** The place after a number, true, false or null. */
  private static int word(byte[] json, int from) {
    int at = from + 1;
    while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
      at++;
    }
    return at;
  }
}
