// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds a property of a table, of an object, or of the items of an array. */
public final class PropertyBuilder extends ElementBuilder<PropertyBuilder> {
  private final String path;

  private PropertyBuilder(String path) {
    super("property '" + path + "'");
    this.path = path;
  }

  static PropertyBuilder named(String path, String name, LogicalType type) {
    return new PropertyBuilder(path).set("name", name).set("logicalType", type.text());
  }

  /** Sets the stable id, which survives renames. */
  public PropertyBuilder id(String id) {
    return set("id", notBlank("id", id));
  }

  /** Sets what it means. */
  public PropertyBuilder description(String description) {
    return set("description", description);
  }

  /** Sets the type in a database, such as {@code decimal(12,2)}. */
  public PropertyBuilder physicalType(String type) {
    return set("physicalType", notBlank("physicalType", type));
  }

  /** Sets the name in a database, where it differs. */
  public PropertyBuilder physicalName(String name) {
    return set("physicalName", notBlank("physicalName", name));
  }

  /** Refuses null. */
  public PropertyBuilder required() {
    return set("required", true);
  }

  /** Refuses values that occurred before. */
  public PropertyBuilder unique() {
    return set("unique", true);
  }

  /** Makes it part of the primary key, at a place from 1. */
  public PropertyBuilder primaryKey(int position) {
    return set("primaryKey", true)
        .set("primaryKeyPosition", atLeast("primaryKeyPosition", 1, position));
  }

  /** Makes it part of the partition key, at a place from 1. */
  public PropertyBuilder partitioned(int position) {
    return set("partitioned", true)
        .set("partitionKeyPosition", atLeast("partitionKeyPosition", 1, position));
  }

  /** Sets how confidential it is. */
  public PropertyBuilder classification(String classification) {
    return set("classification", notBlank("classification", classification));
  }

  /** Sets one of the type's options, such as {@code timezone}. */
  public PropertyBuilder option(String name, Object value) {
    setWithin("logicalTypeOptions", name, value);
    return this;
  }

  /**
   * Sets the format: of a text what it contains, of a number its bits, of a date or time how it is
   * written.
   */
  public PropertyBuilder format(String format) {
    return option("format", format);
  }

  /** Sets how many code points a text has at least. */
  public PropertyBuilder minLength(int length) {
    return option("minLength", atLeast("minLength", 0, length));
  }

  /** Sets how many code points a text has at most. */
  public PropertyBuilder maxLength(int length) {
    return option("maxLength", atLeast("maxLength", 0, length));
  }

  /** Sets the pattern that a text matches. */
  public PropertyBuilder pattern(String pattern) {
    return option("pattern", pattern);
  }

  /** Sets the lowest number. */
  public PropertyBuilder minimum(Number minimum) {
    return option("minimum", minimum);
  }

  /** Sets the highest number. */
  public PropertyBuilder maximum(Number maximum) {
    return option("maximum", maximum);
  }

  /** Sets the only values that are allowed. */
  public PropertyBuilder vocabulary(Object... values) {
    return custom("mesh.vocabulary", List.of(values));
  }

  /** Adds a foreign key to another property, in either notation. */
  public PropertyBuilder references(String to) {
    return append(
        "relationships",
        MapNode.builder().put("type", "foreignKey").put("to", notBlank("to", to)).build());
  }

  /** Adds a quality rule as a map of the standard's keys. */
  public PropertyBuilder quality(MapNode rule) {
    return append("quality", rule);
  }

  /** Adds examples. */
  public PropertyBuilder examples(Object... examples) {
    new ArrayList<>(List.of(examples)).forEach(example -> append("examples", example));
    return this;
  }

  /** Adds a property of an object. */
  public PropertyBuilder property(
      String name, LogicalType type, Consumer<PropertyBuilder> definition) {
    PropertyBuilder child = named(path + "." + notBlank("properties", name), name, type);
    definition.accept(child);
    return append("properties", child.toNode());
  }

  /** Sets what the items of an array are. */
  public PropertyBuilder items(LogicalType type, Consumer<PropertyBuilder> definition) {
    PropertyBuilder items = new PropertyBuilder(path + "[]").set("logicalType", type.text());
    definition.accept(items);
    return set("items", items.toNode());
  }

  private int atLeast(String key, int least, int value) {
    if (value < least) {
      throw refused(key, "it is " + value + ", and at least " + least + " is needed");
    }
    return value;
  }

  @Override
  PropertyBuilder self() {
    return this;
  }
}
