// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in a document: a map, a list or a scalar. Nodes are immutable. Two nodes are equal when
 * their content and key order are; where they stood does not count.
 */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
  /** Where the value stands. */
  Location location();

  /**
   * What the value is, for messages: {@code map}, {@code list}, {@code text}, {@code number},
   * {@code boolean} or {@code null}.
   */
  String kindName();

  /**
   * The node for a Java value: a node as it is, {@code null}, a boolean, a number, a character
   * sequence, an enum constant (its name), a collection, or a map with text keys.
   *
   * @throws IllegalArgumentException for any other type
   */
  static Node of(@Nullable Object value) {
    if (value == null) {
      return ScalarNode.NULL;
    } else if (value instanceof Node node) {
      return node;
    } else if (value instanceof Boolean flag) {
      return ScalarNode.flag(flag);
    } else if (value instanceof Number number) {
      return ScalarNode.number(number);
    } else if (value instanceof CharSequence text) {
      return ScalarNode.text(text.toString());
    } else if (value instanceof Enum<?> constant) {
      return ScalarNode.text(constant.name());
    } else if (value instanceof Collection<?> items) {
      return ListNode.of(items);
    } else if (value instanceof Map<?, ?> map) {
      MapNode.Builder builder = MapNode.builder();
      map.forEach((key, child) -> builder.put(String.valueOf(key), Node.of(child)));
      return builder.build();
    }
    throw new IllegalArgumentException(
        "Cannot make a document node of "
            + value.getClass().getName()
            + ": allowed are text, numbers, booleans, null, collections and maps");
  }
}
