// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The texts that stand for values in JSON events, as patterns of ECMA-262 that need no more than
 * linear time. The reference page of the renderers lists them in words.
 */
public final class JsonForms {
  /** An identifier of 32 hexadecimal digits in either case, in groups of 8, 4, 4, 4 and 12. */
  public static final String UUID =
      "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";

  /** Base64 with padding, in the one way that an encoder writes it. */
  public static final String BASE64 =
      "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String HOST = LABEL + "(?:\\." + LABEL + ")*";
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";

  private JsonForms() {}

  /** The patterns that all hold for a text of a format; none when the format only describes. */
  public static List<String> ofFormat(String format) {
    return switch (format) {
      case "email" -> List.of("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + HOST + "$", "^.{3,254}$");
      case "hostname" -> List.of("^" + HOST + "$", "^.{1,253}$");
      case "ipv4" -> List.of("^" + IPV4 + "$");
      case "ipv6" -> List.of("^(?:" + ipv6() + ")$");
      case "uri" ->
          List.of(
              "^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$");
      default -> List.of();
    };
  }

  private static String ipv6() {
    String group = "[0-9A-Fa-f]{1,4}";
    String last = "(?:" + group + ":" + group + "|" + IPV4 + ")";
    List<String> ways = new ArrayList<>();
    ways.add("(?:" + group + ":){6}" + last);
    ways.add("::(?:" + group + ":){5}" + last);
    for (int before = 0; before <= 6; before++) {
      String start = "(?:(?:" + group + ":){0," + before + "}" + group + ")?::";
      String end =
          switch (before) {
            case 5 -> group;
            case 6 -> "";
            default -> "(?:" + group + ":){" + (4 - before) + "}" + last;
          };
      ways.add(start + end);
    }
    return String.join("|", ways);
  }

  /**
   * The patterns by which base64 text has so many bytes, besides {@link #BASE64}. Four characters
   * stand for three bytes, and the padding says how many of the last three are there.
   */
  public static List<String> bytes(OptionalInt least, OptionalInt most) {
    List<String> patterns = new ArrayList<>();
    if (least.isPresent() && least.getAsInt() > 0) {
      int length = characters(least.getAsInt());
      patterns.add(
          switch (least.getAsInt() % 3) {
            case 0 -> "^.{" + (length + 1) + ",}$|^.{" + (length - 1) + "}[^=]$";
            case 1 -> "^.{" + length + ",}$";
            default -> "^.{" + (length + 1) + ",}$|^.{" + (length - 2) + "}[^=].$";
          });
    }
    if (most.isPresent()) {
      int length = characters(most.getAsInt());
      patterns.add(
          switch (most.getAsInt() % 3) {
            case 0 -> "^.{0," + length + "}$";
            case 1 -> "^.{0," + (length - 1) + "}$|^.{" + (length - 2) + "}==$";
            default -> "^.{0," + (length - 1) + "}$|^.{" + (length - 1) + "}=$";
          });
    }
    return patterns;
  }

  private static int characters(int bytes) {
    return Math.toIntExact((bytes + 2L) / 3 * 4);
  }
}
