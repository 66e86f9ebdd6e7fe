// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.document.MapNode;
import java.util.List;
import java.util.function.Consumer;

/** Builds a table of a contract. */
public final class TableBuilder extends ElementBuilder<TableBuilder> {
  private final String name;

  TableBuilder(String name) {
    super("table '" + name + "'");
    this.name = name;
    set("name", name);
  }

  /** Sets the stable id, which survives renames. */
  public TableBuilder id(String id) {
    return set("id", notBlank("id", id));
  }

  /** Sets what it is. */
  public TableBuilder description(String description) {
    return set("description", description);
  }

  /** Sets what it physically is, such as {@code table} or {@code topic}. */
  public TableBuilder physicalType(String type) {
    return set("physicalType", notBlank("physicalType", type));
  }

  /** Sets the name in a database, where it differs. */
  public TableBuilder physicalName(String physicalName) {
    return set("physicalName", notBlank("physicalName", physicalName));
  }

  /** Adds a property that says nothing beyond its type. */
  public TableBuilder property(String property, LogicalType type) {
    return property(property, type, unused -> {});
  }

  /** Adds a property. */
  public TableBuilder property(
      String property, LogicalType type, Consumer<PropertyBuilder> definition) {
    PropertyBuilder builder =
        PropertyBuilder.named(name + "." + notBlank("properties", property), property, type);
    definition.accept(builder);
    return append("properties", builder.toNode());
  }

  /** Adds a foreign key over several properties. */
  public TableBuilder foreignKey(List<String> from, List<String> to) {
    return append(
        "relationships",
        MapNode.builder().put("type", "foreignKey").put("from", from).put("to", to).build());
  }

  /** Adds a quality rule as a map of the standard's keys. */
  public TableBuilder quality(MapNode rule) {
    return append("quality", rule);
  }

  @Override
  TableBuilder self() {
    return this;
  }
}
