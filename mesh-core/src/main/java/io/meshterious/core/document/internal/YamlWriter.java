// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ReadLimits;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;

/**
 * Writes a tree as YAML in block style, indented by two spaces; text of several lines as literal
 * blocks, never folded.
 */
public final class YamlWriter {
  /**
   * The longest key written before a plain {@code :}; YAML allows 1,024 characters, quotes and
   * escapes included.
   */
  private static final int LONGEST_SIMPLE_KEY = 1_000;

  private static final String NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`";

  private final StringBuilder out = new StringBuilder();

  /** The text, ending with a newline. */
  public String write(Node root) {
    if (root instanceof MapNode map && !map.isEmpty()) {
      map(map, 0);
    } else if (root instanceof ListNode list && !list.items().isEmpty()) {
      list(list, 0);
    } else {
      leaf(root, 0);
      endLine();
    }
    return out.toString();
  }

  static void requireDepth(int depth) {
    if (depth > ReadLimits.MAX_DEPTH) {
      throw new MeshException(
          DocumentError.UNWRITABLE,
          "Cannot write the document: maps and lists nest deeper than "
              + ReadLimits.MAX_DEPTH
              + " levels");
    }
  }

  /** The cursor stands where the first key begins, {@code depth} steps from the left. */
  private void map(MapNode map, int depth) {
    requireDepth(depth + 1);
    boolean first = true;
    for (MapNode.Entry entry : map.entries()) {
      if (!first) {
        indent(depth);
      }
      first = false;
      int start = out.length();
      inline(entry.key());
      if (out.length() - start > LONGEST_SIMPLE_KEY) {
        out.insert(start, "? ").append('\n');
        indent(depth);
      }
      out.append(':');
      value(entry.value(), depth);
    }
  }

  private void value(Node value, int depth) {
    if (value instanceof MapNode map && !map.isEmpty()) {
      out.append('\n');
      indent(depth + 1);
      map(map, depth + 1);
    } else if (value instanceof ListNode list && !list.items().isEmpty()) {
      out.append('\n');
      indent(depth + 1);
      list(list, depth + 1);
    } else {
      out.append(' ');
      leaf(value, depth + 1);
      endLine();
    }
  }

  /** The cursor stands where the first dash goes, {@code depth} steps from the left. */
  private void list(ListNode list, int depth) {
    requireDepth(depth + 1);
    boolean first = true;
    for (Node item : list.items()) {
      if (!first) {
        indent(depth);
      }
      first = false;
      out.append("- ");
      if (item instanceof MapNode map && !map.isEmpty()) {
        map(map, depth + 1);
      } else if (item instanceof ListNode inner && !inner.items().isEmpty()) {
        list(inner, depth + 1);
      } else {
        leaf(item, depth + 1);
        endLine();
      }
    }
  }

  private void indent(int depth) {
    out.append("  ".repeat(depth));
  }

  private void endLine() {
    if (out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }

  /**
   * A scalar, an empty map or an empty list; {@code depth} is where the lines of a literal block
   * begin.
   */
  private void leaf(Node node, int depth) {
    if (node instanceof MapNode) {
      out.append("{}");
    } else if (node instanceof ListNode) {
      out.append("[]");
    } else {
      ScalarNode scalar = (ScalarNode) node;
      switch (scalar.kind()) {
        case TEXT -> text(scalar.text(), Math.max(depth, 1));
        case NUMBER -> out.append(scalar.text());
        case BOOLEAN -> out.append(scalar.flag());
        case NULL -> out.append("null");
      }
    }
  }

  private void text(String text, int depth) {
    if (!canBeLiteral(text)) {
      inline(text);
      return;
    }
    boolean newlineAtEnd = text.endsWith("\n");
    out.append(!newlineAtEnd ? "|-" : text.endsWith("\n\n") ? "|+" : "|").append('\n');
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        indent(depth);
        out.append(text, start, end);
      }
      out.append('\n');
      start = end + 1;
    }
  }

  /** Whether a text has several lines, whose spaces and characters survive in a literal block. */
  private static boolean canBeLiteral(String text) {
    if (text.indexOf('\n') < 0) {
      return false;
    }
    boolean lineBegins = true;
    boolean sawText = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        lineBegins = true;
        continue;
      }
      if (!Escapes.isPlain(c) && (c != '\t' || lineBegins)
          || lineBegins && c == ' ' && !sawText
          || lineBegins && isBlankFrom(text, i - 1)) {
        return false;
      }
      lineBegins = false;
      sawText = true;
    }
    return sawText;
  }

  private static boolean isBlankFrom(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i > start && (i == text.length() || text.charAt(i) == '\n');
  }

  /** A text on one line: as it is when no YAML would take it for anything else, or in quotes. */
  private void inline(String text) {
    int quotes = 0;
    boolean plain =
        !text.isEmpty() && NOT_FIRST.indexOf(text.charAt(0)) < 0 && !text.startsWith("...");
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!Escapes.isPlain(c)) {
        Escapes.quote(text, out);
        return;
      }
      int next = i + Character.charCount(c);
      boolean spaceFollows = next == text.length() || text.charAt(next) == ' ';
      if (c == ':' && spaceFollows
          || c == ' ' && (i == 0 || next == text.length() || text.charAt(next) == '#')) {
        plain = false;
      }
      quotes |= c == '\'' ? 1 : c == '"' || c == '\\' ? 2 : 0;
      i = next;
    }
    if (plain && YamlScalars.isTextEverywhere(text)) {
      out.append(text);
    } else if (quotes == 1) {
      out.append('"').append(text).append('"');
    } else {
      out.append('\'').append(text.replace("'", "''")).append('\'');
    }
  }
}
