// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import java.util.Collection;
import java.util.List;

/** A list of values. */
public final class ListNode implements Node {
  /** The empty list. */
  public static final ListNode EMPTY = new ListNode(List.of(), Location.NONE);

  private final List<Node> items;
  private final Location location;

  /** A list that stood at a place. */
  public ListNode(List<? extends Node> items, Location location) {
    this.items = List.copyOf(items);
    this.location = location;
  }

  /** A list of Java values that came from no file; see {@link Node#of}. */
  public static ListNode of(Collection<?> items) {
    return new ListNode(items.stream().map(Node::of).toList(), Location.NONE);
  }

  /** The values in order. */
  public List<Node> items() {
    return items;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public String kindName() {
    return "list";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListNode that && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
