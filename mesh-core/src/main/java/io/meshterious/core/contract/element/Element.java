// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.element;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A typed view of one map in a contract's document. The document is the truth: a view reads it and
 * never changes it, keys that the standard does not know stay in {@link #node()}, and a value of
 * the wrong type reads as absent (lint reports it). Two elements are equal when their documents
 * are.
 */
public abstract class Element {
  private final MapNode node;

  /** A view of a map. */
  protected Element(MapNode node) {
    this.node = node;
  }

  /** The element as it was written, unknown keys included. */
  public final MapNode node() {
    return node;
  }

  /** Where the element stands in its file. */
  public final Location location() {
    return node.location();
  }

  /** The stable id, which survives renames. */
  public final Optional<String> id() {
    return text("id");
  }

  /** The tags, in order. */
  public final List<String> tags() {
    return texts("tags");
  }

  /** Links to definitions elsewhere. */
  public final List<AuthoritativeDefinition> authoritativeDefinitions() {
    return node.maps("authoritativeDefinitions").stream()
        .map(AuthoritativeDefinition::new)
        .toList();
  }

  /** The custom properties, in order. */
  public final List<CustomProperty> customProperties() {
    return node.maps("customProperties").stream().map(CustomProperty::new).toList();
  }

  /** The value of the first custom property of that name. */
  public final Optional<Node> customProperty(String name) {
    for (CustomProperty property : customProperties()) {
      if (property.name().equals(name)) {
        return Optional.of(property.value());
      }
    }
    return Optional.empty();
  }

  /** The text that the first custom property of that name holds; empty when it holds no text. */
  public final Optional<String> customText(String name) {
    return customProperty(name)
        .flatMap(
            value ->
                value instanceof ScalarNode scalar && scalar.isText()
                    ? Optional.of(scalar.text())
                    : Optional.empty());
  }

  /** The text under a key. */
  protected final Optional<String> text(String key) {
    return node.text(key);
  }

  /** The texts in the list under a key; scalars of other kinds count as they were written. */
  protected final List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : node.items(key)) {
      if (item instanceof ScalarNode scalar && !scalar.isNull()) {
        texts.add(scalar.text());
      }
    }
    return texts;
  }

  /** A text or a list of texts under a key. */
  protected final List<String> textOrTexts(String key) {
    Optional<Node> value = node.get(key);
    if (value.isPresent() && value.get() instanceof ListNode) {
      return texts(key);
    }
    return text(key).map(List::of).orElse(List.of());
  }

  /** The boolean under a key, or false. */
  protected final boolean flag(String key) {
    return node.scalar(key).filter(ScalarNode::isBoolean).map(ScalarNode::flag).orElse(false);
  }

  /** The whole number under a key. */
  protected final OptionalInt integer(String key) {
    Optional<ScalarNode> scalar = node.scalar(key).filter(ScalarNode::isInteger);
    if (scalar.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(scalar.get().decimal().intValueExact());
    } catch (ArithmeticException tooLarge) {
      return OptionalInt.empty();
    }
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Element that && getClass() == that.getClass() && node.equals(that.node);
  }

  @Override
  public final int hashCode() {
    return node.hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + node;
  }
}
