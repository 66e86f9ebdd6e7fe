// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.contract.hint.FieldHints;
import io.meshterious.core.contract.internal.type.TypeResolver;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A property of a table, of an object, or of the items of an array. */
public final class Property extends Element {
  private final String path;
  private final String jsonPath;

  Property(MapNode node, String path, String jsonPath) {
    super(node);
    this.path = path;
    this.jsonPath = jsonPath;
  }

  /** The name; empty text when it is missing, as it may be for the items of an array. */
  public String name() {
    return text("name").orElse("");
  }

  /**
   * The names from the table down, such as {@code orders.customer.email}; an array's items are
   * {@code []}.
   */
  public String path() {
    return path;
  }

  /** The JSON path in the document, such as {@code $.schema[0].properties[2]}. */
  public String jsonPath() {
    return jsonPath;
  }

  /** The name in a database: the physical name where there is one. */
  public String columnName() {
    return physicalName().orElse(name());
  }

  /** What it means. */
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

  /** The type in a database, as written. */
  public Optional<String> physicalType() {
    return text("physicalType");
  }

  /** The logical type. */
  public Optional<LogicalType> logicalType() {
    return text("logicalType").flatMap(LogicalType::of);
  }

  /** What it says beyond its logical type; all absent when it says nothing. */
  public TypeOptions options() {
    return new TypeOptions(node().map("logicalTypeOptions").orElse(MapNode.EMPTY));
  }

  /** Whether it may not be null. Primary key properties may not be null either way. */
  public boolean required() {
    return flag("required") || primaryKey();
  }

  /** Whether it belongs to the primary key. */
  public boolean primaryKey() {
    return flag("primaryKey");
  }

  /** Its place in the primary key, from 1; absent when it is not given. */
  public OptionalInt primaryKeyPosition() {
    return position("primaryKeyPosition");
  }

  /** Whether its values all differ. */
  public boolean unique() {
    return flag("unique");
  }

  /** Whether the table is partitioned by it. */
  public boolean partitioned() {
    return flag("partitioned");
  }

  /** Its place in the partition key, from 1; absent when it is not given. */
  public OptionalInt partitionKeyPosition() {
    return position("partitionKeyPosition");
  }

  /** How confidential it is, such as {@code restricted}. */
  public Optional<String> classification() {
    return text("classification");
  }

  /** The name of the property with the same content encrypted. */
  public Optional<String> encryptedName() {
    return text("encryptedName");
  }

  /** Whether the business depends on it. */
  public boolean criticalDataElement() {
    return flag("criticalDataElement");
  }

  /** The objects that it was made from. */
  public List<String> transformSourceObjects() {
    return texts("transformSourceObjects");
  }

  /** The logic that made it. */
  public Optional<String> transformLogic() {
    return text("transformLogic");
  }

  /** The logic that made it, in words. */
  public Optional<String> transformDescription() {
    return text("transformDescription");
  }

  /** Examples of values. */
  public List<Node> examples() {
    return node().items("examples");
  }

  /** Foreign keys that start here. */
  public List<Relationship> relationships() {
    return node().maps("relationships").stream().map(Relationship::new).toList();
  }

  /** The quality rules. */
  public List<QualityRule> quality() {
    return node().maps("quality").stream().map(QualityRule::new).toList();
  }

  /** The properties of an object, in order. */
  public List<Property> properties() {
    return children(node(), path, jsonPath);
  }

  /** What the items of an array are. */
  public Optional<Property> items() {
    return node().map("items").map(items -> new Property(items, path + "[]", jsonPath + ".items"));
  }

  /** The {@code mesh.*} custom properties. */
  public FieldHints hints() {
    return new FieldHints(this);
  }

  /**
   * The only values it may have: the vocabulary, else those of a quality rule that tolerates no
   * others; else empty.
   */
  public List<ScalarNode> allowedValues() {
    List<ScalarNode> vocabulary =
        hints().vocabulary().stream().map(FieldHints.Weighted::value).toList();
    if (!vocabulary.isEmpty()) {
      return vocabulary;
    }
    List<ScalarNode> allowed = new ArrayList<>();
    for (QualityRule rule : quality()) {
      for (Node value : rule.onlyValues()) {
        if (value instanceof ScalarNode scalar && !scalar.isNull()) {
          allowed.add(scalar);
        }
      }
    }
    return allowed;
  }

  /**
   * The type that it resolves to.
   *
   * @throws io.meshterious.core.error.MeshException with {@link ContractError#TYPE_UNRESOLVED} when
   *     logical type, options and physical type do not make one
   */
  public DataType dataType() {
    return TypeResolver.resolve(this);
  }

  static List<Property> children(MapNode parent, String path, String jsonPath) {
    List<Property> properties = new ArrayList<>();
    if (parent.get("properties").orElse(ListNode.EMPTY) instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        if (list.items().get(i) instanceof MapNode map) {
          String name = map.text("name").orElse("?");
          properties.add(new Property(map, path + "." + name, jsonPath + ".properties[" + i + "]"));
        }
      }
    }
    return properties;
  }

  private OptionalInt position(String key) {
    OptionalInt position = integer(key);
    return position.isPresent() && position.getAsInt() > 0 ? position : OptionalInt.empty();
  }
}
