// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A table, view, topic or file that a contract describes: an element of its {@code schema}. */
public final class Table extends Element {
  private final String jsonPath;

  Table(MapNode node, String jsonPath) {
    super(node);
    this.jsonPath = jsonPath;
  }

  /** The name; empty text when it is missing. */
  public String name() {
    return text("name").orElse("");
  }

  /** The JSON path in the document, such as {@code $.schema[0]}. */
  public String jsonPath() {
    return jsonPath;
  }

  /** The name in a database: the physical name where there is one. */
  public String tableName() {
    return physicalName().orElse(name());
  }

  /** What it is. */
  public Optional<String> description() {
    return text("description");
  }

  /** The name that the business uses. */
  public Optional<String> businessName() {
    return text("businessName");
  }

  /** The name in a database, where it differs. */
  public Optional<String> physicalName() {
    return text("physicalName");
  }

  /** The logical type; a table's is {@link LogicalType#OBJECT}. */
  public Optional<LogicalType> logicalType() {
    return text("logicalType").flatMap(LogicalType::of);
  }

  /** What it physically is, such as {@code table} or {@code topic}. */
  public Optional<String> physicalType() {
    return text("physicalType");
  }

  /** What one row stands for. */
  public Optional<String> dataGranularityDescription() {
    return text("dataGranularityDescription");
  }

  /** The properties, in order. */
  public List<Property> properties() {
    return Property.children(node(), name(), jsonPath);
  }

  /** The top-level property of that name. */
  public Optional<Property> property(String name) {
    return properties().stream().filter(property -> property.name().equals(name)).findFirst();
  }

  /** The properties of the primary key, in the order of the key. */
  public List<Property> primaryKey() {
    return ordered(
        properties().stream().filter(Property::primaryKey).toList(), Property::primaryKeyPosition);
  }

  /**
   * How the table is partitioned: the {@code mesh.partitioning} hint, else the partitioned
   * properties as they are.
   */
  public List<PartitionTransform> partitioning() {
    List<PartitionTransform> hinted = hints().partitioning();
    if (!hinted.isEmpty()) {
      return hinted;
    }
    return ordered(
            properties().stream().filter(Property::partitioned).toList(),
            Property::partitionKeyPosition)
        .stream()
        .map(
            property ->
                new PartitionTransform(
                    PartitionTransform.Kind.IDENTITY, OptionalInt.empty(), property.name()))
        .toList();
  }

  /** The relationships written at the table. */
  public List<Relationship> relationships() {
    return node().maps("relationships").stream().map(Relationship::new).toList();
  }

  /** All foreign keys that start here, those written at top-level properties first. */
  public List<ForeignKey> foreignKeys() {
    List<ForeignKey> keys = new ArrayList<>();
    for (Property property : properties()) {
      for (Relationship relationship : property.relationships()) {
        keys.add(
            new ForeignKey(List.of(property.name()), relationship.to(), relationship.location()));
      }
    }
    for (Relationship relationship : relationships()) {
      List<String> from =
          relationship.from().stream()
              .map(reference -> String.join(".", nameOf(reference)))
              .toList();
      keys.add(new ForeignKey(from, relationship.to(), relationship.location()));
    }
    return keys;
  }

  /** The quality rules of the table as a whole. */
  public List<QualityRule> quality() {
    return node().maps("quality").stream().map(QualityRule::new).toList();
  }

  /** The {@code mesh.*} custom properties. */
  public TableHints hints() {
    return new TableHints(this);
  }

  /** The column of the property that {@code mesh.eventId} names. */
  public Optional<String> eventIdColumn() {
    return hints().eventId().flatMap(this::property).map(Property::columnName);
  }

  /** The column of the property that {@code mesh.eventTime} names. */
  public Optional<String> eventTimeColumn() {
    return hints().eventTime().flatMap(this::property).map(Property::columnName);
  }

  private List<String> nameOf(PropertyReference reference) {
    List<String> names = new ArrayList<>();
    List<Property> level = properties();
    for (String wanted : reference.properties()) {
      Optional<Property> found =
          level.stream()
              .filter(it -> it.id().orElse(it.name()).equals(wanted) || it.name().equals(wanted))
              .findFirst();
      names.add(found.map(Property::name).orElse(wanted));
      level = found.map(Property::properties).orElse(List.of());
    }
    return names;
  }

  private static List<Property> ordered(
      List<Property> properties, Function<Property, OptionalInt> position) {
    return properties.stream()
        .sorted(
            Comparator.comparingInt(property -> position.apply(property).orElse(Integer.MAX_VALUE)))
        .toList();
  }
}
