// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.lake.batch.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** The values that properties of a table may have, where their contract lists them. */
public final class Vocabulary {
  private static final String EVENT_TYPE = "event_type";

  private final Table table;

  Vocabulary(Table table) {
    this.table = table;
  }

  /** The place of a property in its events, such as {@code customer.segment}. */
  String path(Property property) {
    return property.path().substring(table.name().length() + 1);
  }

  /** The texts allowed, all when there are none; the event's type is the only one. */
  List<String> texts(Property property, Constraints constraints) {
    Optional<String> eventType = table.hints().eventType();
    if (path(property).equals(EVENT_TYPE) && eventType.isPresent()) {
      return List.of(eventType.get());
    }
    return values(property, constraints).stream().map(ScalarNode::text).toList();
  }

  /** The values allowed, all when there are none. */
  List<ScalarNode> values(Property property, Constraints constraints) {
    return constraints.allowedValues(why -> refusal(property, why));
  }

  static MeshException refusal(Property property, String why) {
    return new MeshException(
        DecodeError.NOT_DECODABLE, "Cannot decode '" + property.path() + "': " + why);
  }

  /**
   * Empty dictionaries for the columns whose texts are listed, but for that of the events' ids.
   *
   * @return by the full name of a field
   */
  public static Map<String, Dictionary> dictionaries(Table table, Schema schema) {
    Map<String, Dictionary> all = new HashMap<>();
    new Vocabulary(table).collect("", table.properties(), schema, all);
    table.eventIdColumn().ifPresent(all::remove);
    return all;
  }

  private void collect(
      String within, List<Property> properties, Schema schema, Map<String, Dictionary> all) {
    for (Property property : properties) {
      collect(within + property.columnName(), property, schema, all);
    }
  }

  private void collect(String name, Property property, Schema schema, Map<String, Dictionary> all) {
    Constraints constraints = Constraints.of(property);
    if (constraints.type() instanceof DataType.Struct) {
      collect(name + ".", property.properties(), schema, all);
    } else if (constraints.type() instanceof DataType.Array) {
      property.items().ifPresent(items -> collect(name + ".element", items, schema, all));
    } else if (constraints.type() instanceof DataType.Text) {
      NestedField field = schema.findField(name);
      if (field != null
          && field.type().typeId() == Type.TypeID.STRING
          && !texts(property, constraints).isEmpty()) {
        all.put(name, new Dictionary());
      }
    }
  }
}
