// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.element;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.Optional;

/** A named value that the standard has no word for. */
public final class CustomProperty {
  private final MapNode node;

  CustomProperty(MapNode node) {
    this.node = node;
  }

  /** The property as it was written. */
  public MapNode node() {
    return node;
  }

  /** The stable id. */
  public Optional<String> id() {
    return node.text("id");
  }

  /** The name, such as {@code mesh.eventId}; empty text when it is missing. */
  public String name() {
    return node.text("property").orElse("");
  }

  /** The value; null when it is missing. */
  public Node value() {
    return node.get("value").orElse(ScalarNode.NULL);
  }

  /** What it means. */
  public Optional<String> description() {
    return node.text("description");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomProperty that && node.equals(that.node);
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }

  @Override
  public String toString() {
    return name() + "=" + value();
  }
}
