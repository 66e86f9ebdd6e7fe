// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;

/** Writes a tree as JSON, indented by two spaces. */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  /** The text, ending with a newline. */
  public String write(Node root) {
    node(root, 0);
    return out.append('\n').toString();
  }

  private void node(Node node, int depth) {
    YamlWriter.requireDepth(depth);
    if (node instanceof MapNode map) {
      map(map, depth);
    } else if (node instanceof ListNode list) {
      list(list, depth);
    } else {
      scalar((ScalarNode) node);
    }
  }

  private void map(MapNode map, int depth) {
    String separator = "{";
    for (MapNode.Entry entry : map.entries()) {
      line(separator, depth + 1);
      Escapes.quote(entry.key(), out);
      out.append(": ");
      node(entry.value(), depth + 1);
      separator = ",";
    }
    close(map.isEmpty(), "{}", depth);
  }

  private void list(ListNode list, int depth) {
    String separator = "[";
    for (Node item : list.items()) {
      line(separator, depth + 1);
      node(item, depth + 1);
      separator = ",";
    }
    close(list.items().isEmpty(), "[]", depth);
  }

  private void close(boolean empty, String brackets, int depth) {
    if (empty) {
      out.append(brackets);
    } else {
      line("", depth);
      out.append(brackets.charAt(1));
    }
  }

  private void line(String before, int depth) {
    out.append(before).append('\n').append("  ".repeat(depth));
  }

  private void scalar(ScalarNode scalar) {
    switch (scalar.kind()) {
      case TEXT -> Escapes.quote(scalar.text(), out);
      case NUMBER -> out.append(Numbers.toJson(scalar.text()));
      case BOOLEAN -> out.append(scalar.flag());
      case NULL -> out.append("null");
    }
  }
}
