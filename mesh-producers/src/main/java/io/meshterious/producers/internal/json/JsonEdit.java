// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import java.util.Arrays;

/** Changes to bytes of well-formed JSON; everything else in them stays as it was. */
public final class JsonEdit {
  private static final byte[] NOTHING = {};

  private JsonEdit() {}

  /** Bytes with others in the place of some. */
  public static byte[] replace(byte[] json, int from, int to, byte[] others) {
    byte[] changed = Arrays.copyOf(json, json.length - (to - from) + others.length);
    System.arraycopy(others, 0, changed, from, others.length);
    System.arraycopy(json, to, changed, from + others.length, json.length - to);
    return changed;
  }

  /** An object with another value of a member. */
  public static byte[] replace(byte[] json, JsonPath.Member member, byte[] value) {
    return replace(json, member.value(), member.end(), value);
  }

  /** An object without a member. */
  public static byte[] remove(byte[] json, JsonPath.Member member) {
    if (member.comma() >= 0) {
      return replace(json, member.comma(), member.end(), NOTHING);
    }
    int next = JsonPath.space(json, member.end());
    int to = json[next] == ',' ? next + 1 : member.end();
    return replace(json, member.name(), to, NOTHING);
  }

  /** An object with a further member, such as {@code "a":1}, in front of its others. */
  public static byte[] insert(byte[] json, byte[] member) {
    int first = JsonPath.space(json, 0) + 1;
    boolean alone = json[JsonPath.space(json, first)] == '}';
    byte[] added = alone ? member : Arrays.copyOf(member, member.length + 1);
    if (!alone) {
      added[member.length] = ',';
    }
    return replace(json, first, first, added);
  }
}
