// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.ScalarNode.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What unquoted text is in YAML: by the core schema of version 1.2, and whether another version
 * disagrees.
 */
final class YamlScalars {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /** Numbers, dates and times of YAML 1.1 and 1.2, rather too many than too few. */
  private static final Pattern TYPED =
      Pattern.compile(
          "[-+]?0b[01_]*|[-+]?0o?[0-7_]*|[-+]?0x[0-9a-fA-F_]*"
              + "|[-+]?[0-9][0-9_]*(:[0-9_.]*)+"
              + "|[-+]?[0-9_]*\\.?[0-9._]*([eE][-+]?[0-9_]*)?"
              + "|[-+]?\\.(?i:inf|nan)"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

  /** Longer texts are not matched with {@link #TYPED}, which takes quadratic time. */
  private static final int LONGEST_MATCHED = 64;

  private YamlScalars() {}

  /** What an unquoted text is; what is no finite number is text here. */
  static Kind kind(String text) {
    if (text.isEmpty()) {
      return Kind.NULL;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
      return Numbers.isNumber(text) ? Kind.NUMBER : Kind.TEXT;
    }
    return switch (text.length() > 5 ? "" : text) {
      case "~", "null", "Null", "NULL" -> Kind.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
      default -> Kind.TEXT;
    };
  }

  /** What an unquoted text is; refuses infinity and what is not a number. */
  static Kind plain(String text, Location location, Reading reading) {
    Kind kind = kind(text);
    if (kind == Kind.TEXT && text.length() <= 5 && NO_NUMBER.matcher(text).matches()) {
      throw reading.failure(
          DocumentError.UNSUPPORTED,
          location,
          "'"
              + text
              + "' is not a finite number; allowed are finite ones; quote it if text is meant");
    }
    return kind;
  }

  /** What a text with a tag is. */
  static Kind tagged(String tag, String text, Location location, Reading reading) {
    return switch (tag) {
      case "!", STANDARD + "str" -> Kind.TEXT;
      case STANDARD + "null", STANDARD + "bool", STANDARD + "int", STANDARD + "float" -> {
        Kind kind = plain(text, location, reading);
        String name = tag.substring(STANDARD.length());
        if (!name.equals(nameOf(kind))
            && !(kind == Kind.NUMBER && (name.equals("int") || name.equals("float")))) {
          throw reading.failure(
              DocumentError.UNSUPPORTED,
              location,
              "the tag '!!"
                  + name
                  + "' does not fit '"
                  + Reading.shown(text)
                  + "'; remove the tag or correct the value");
        }
        yield kind;
      }
      default -> throw unknown(tag, location, reading);
    };
  }

  private static String nameOf(Kind kind) {
    return switch (kind) {
      case NULL -> "null";
      case BOOLEAN -> "bool";
      case NUMBER -> "float";
      case TEXT -> "str";
    };
  }

  /** Refuses any tag of a map or a list but its own. */
  static void requireCollectionTag(String tag, boolean map, Location location, Reading reading) {
    if (!tag.equals("!") && !tag.equals(STANDARD + (map ? "map" : "seq"))) {
      throw unknown(tag, location, reading);
    }
  }

  private static RuntimeException unknown(String tag, Location location, Reading reading) {
    String shown = tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
    return reading.failure(
        DocumentError.UNSUPPORTED,
        location,
        "the tag '"
            + Reading.shown(shown)
            + "' is not supported here; allowed are !!str, !!int, !!float, !!bool and !!null before scalars, !!map before maps and !!seq before lists");
  }

  /** Whether an unquoted text is text in YAML 1.1 and 1.2 alike, as far as its type goes. */
  static boolean isTextEverywhere(String text) {
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
      return text.length() <= LONGEST_MATCHED
          ? !TYPED.matcher(text).matches()
          : !hasOnlyTypedCharacters(text);
    }
    return switch (text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT)) {
      case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<" -> false;
      default -> true;
    };
  }

  private static boolean hasOnlyTypedCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && "_.:+-xoTtZz ".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
