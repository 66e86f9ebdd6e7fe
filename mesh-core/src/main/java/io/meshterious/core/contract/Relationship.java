// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.List;

/**
 * A relationship between properties, as written: at a table with both ends, at a property with the
 * far end only.
 */
public final class Relationship extends Element {
  Relationship(MapNode node) {
    super(node);
  }

  /** The type; a foreign key unless said otherwise. */
  public String type() {
    return text("type").orElse("foreignKey");
  }

  /** The properties it starts from; empty at a property. */
  public List<PropertyReference> from() {
    return textOrTexts("from").stream().map(PropertyReference::parse).toList();
  }

  /** The properties it leads to. */
  public List<PropertyReference> to() {
    return textOrTexts("to").stream().map(PropertyReference::parse).toList();
  }
}
