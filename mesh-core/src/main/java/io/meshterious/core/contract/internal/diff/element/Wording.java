// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.Optional;

/** How changes are put into words. */
public final class Wording {
  private static final int LONGEST = 60;

  private Wording() {}

  /** That a thing changed, came or went, with its values. */
  public static String changed(String thing, Optional<Node> before, Optional<Node> after) {
    if (before.isPresent() && after.isPresent()) {
      String from = value(before.get());
      String to = value(after.get());
      return thing + " changed" + (from.equals(to) ? "" : " from " + from + " to " + to);
    }
    return before
        .map(node -> thing + " is gone, it was " + value(node))
        .orElseGet(() -> thing + " is new" + after.map(node -> ": " + value(node)).orElse(""));
  }

  /** A value, shortened; maps and long lists say only what they are. */
  static String value(Node node) {
    if (node instanceof MapNode map) {
      return "{" + shortened(String.join(", ", map.keys())) + "}";
    } else if (node instanceof ListNode list
        && list.items().stream()
            .anyMatch(item -> item instanceof MapNode || item instanceof ListNode)) {
      return "a list of " + list.items().size();
    }
    return shortened(node.toString().replaceAll("[\\p{Cntrl}\\s]+", " "));
  }

  /** A name in quotes. */
  public static String quoted(String name) {
    return "'" + shortened(name) + "'";
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
