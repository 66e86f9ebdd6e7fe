// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

/** What a JSON parser's complaints mean to whoever wrote the file. */
final class JsonSyntax {
  private JsonSyntax() {}

  /** What was found at an index of the text, and what is allowed there. */
  static String explain(String complaint, String text, int index) {
    String found = found(text, index);
    if (complaint.contains("to start field name")) {
      return found + "; allowed here is a key in double quotes, and no comma after the last entry";
    } else if (complaint.contains("expecting comma")) {
      return found + "; allowed here is a comma or the closing bracket";
    } else if (complaint.contains("expecting a colon")) {
      return found + "; allowed here is the ':' between key and value";
    } else if (complaint.contains("comment")) {
      return "found a comment; JSON has none, so remove it or write YAML";
    } else if (complaint.contains("numeric value") || complaint.contains("NON_NUMERIC")) {
      return "found a number that is not in JSON's form; allowed are numbers such as 0, -12 and 1.5e3";
    } else if (complaint.contains("unquoted character")) {
      return "found a control character or a line break in text; write it as an escape such as \\n or \\u000A";
    } else if (complaint.contains("haracter escape") || complaint.contains("escape sequence")) {
      return "found an unknown escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits";
    } else if (complaint.contains("close marker")) {
      return found + ", which closes nothing that is open here";
    } else if (complaint.contains("Illegal character")) {
      return "found a control character; allowed between values are spaces, tabs and line breaks";
    }
    return found
        + "; allowed here is a value: text in double quotes, a number, true, false, null, a list or a map";
  }

  private static String found(String text, int index) {
    if (index >= text.length()) {
      return "found the end";
    }
    int end = text.offsetByCodePoints(index, 1);
    while (Character.isLetter(text.charAt(index))
        && end < text.length()
        && end - index < 20
        && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return "found '" + Reading.shown(text.substring(index, end)) + "'";
  }
}
