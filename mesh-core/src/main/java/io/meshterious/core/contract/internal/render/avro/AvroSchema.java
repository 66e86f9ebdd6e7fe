// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.avro;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.internal.render.Refusal;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Avro record of one table. What Avro has no word for stands in properties named {@code
 * mesh.*}, which readers ignore.
 */
final class AvroSchema {
  private static final String AVRO = "Avro";

  private final Table table;
  private final String namespace;
  private final AvroNames names;

  AvroSchema(Table table, String namespace, AvroNames names) {
    this.table = table;
    this.namespace = namespace;
    this.names = names;
  }

  MapNode document() {
    MapNode.Builder record = MapNode.builder();
    record.put("type", "record");
    record.put("name", names.type(table.name(), table.name()));
    record.put("namespace", namespace);
    table.description().ifPresent(doc -> record.put("doc", doc));
    List<String> key = table.primaryKey().stream().map(Property::name).toList();
    if (!key.isEmpty()) {
      record.put("mesh.primaryKey", key);
    }
    record.put("fields", fields(table.properties(), List.of()));
    return record.build();
  }

  private List<MapNode> fields(List<Property> properties, List<String> alsoRequired) {
    Map<String, String> fieldNames = names.fields(properties);
    List<MapNode> fields = new ArrayList<>();
    for (Property property : properties) {
      String name = fieldNames.getOrDefault(property.name(), property.name());
      boolean required = property.required() || alsoRequired.contains(property.name());
      MapNode.Builder field = MapNode.builder();
      field.put("name", name);
      property.description().ifPresent(doc -> field.put("doc", doc));
      field.put("type", nullable(type(property), !required));
      if (!required) {
        field.put("default", ScalarNode.NULL);
      }
      if (!name.equals(property.name())) {
        field.put("mesh.name", property.name());
      }
      MapNode constraints = constraints(property);
      if (!constraints.isEmpty()) {
        field.put("mesh.constraints", constraints);
      }
      fields.add(field.build());
    }
    return fields;
  }

  private static Node nullable(Node type, boolean nullable) {
    return nullable ? Node.of(List.of("null", type)) : type;
  }

  private Node type(Property property) {
    DataType type = property.dataType();
    if (type instanceof DataType.Bool) {
      return Node.of("boolean");
    } else if (type instanceof DataType.Int whole) {
      return whole(whole);
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal(decimal.precision(), decimal.scale());
    } else if (type instanceof DataType.Real real) {
      return Node.of(real.bits() == 32 ? "float" : "double");
    } else if (type instanceof DataType.Text) {
      return text(property);
    } else if (type instanceof DataType.Uuid) {
      return logical("string", "uuid");
    } else if (type instanceof DataType.Binary) {
      return Node.of("bytes");
    } else if (type instanceof DataType.Date) {
      return logical("int", "date");
    } else if (type instanceof DataType.Time time) {
      return time(property, time);
    } else if (type instanceof DataType.Timestamp timestamp) {
      return logical(
          "long", (timestamp.zoned() ? "" : "local-") + "timestamp-" + unit(timestamp.fraction()));
    } else if (type instanceof DataType.Struct) {
      return struct(property);
    } else if (type instanceof DataType.Array array) {
      Property items = property.items().orElseThrow();
      MapNode.Builder list = MapNode.builder().put("type", "array");
      return list.put("items", nullable(type(items), !array.elementRequired())).build();
    }
    return MapNode.builder().put("type", "string").put("mesh.type", "json").build();
  }

  private static Node whole(DataType.Int type) {
    int bits = type.signed() ? type.bits() : type.bits() + 1;
    if (bits <= 32) {
      return Node.of("int");
    } else if (bits <= 64) {
      return Node.of("long");
    }
    return decimal(type.bits() == 64 ? 20 : 39, 0);
  }

  private static MapNode decimal(int precision, int scale) {
    return MapNode.builder()
        .put("type", "bytes")
        .put("logicalType", "decimal")
        .put("precision", precision)
        .put("scale", scale)
        .build();
  }

  private static Node logical(String type, String logicalType) {
    return MapNode.builder().put("type", type).put("logicalType", logicalType).build();
  }

  private static String unit(int fraction) {
    return fraction <= 3 ? "millis" : fraction <= 6 ? "micros" : "nanos";
  }

  private static Node time(Property property, DataType.Time type) {
    if (type.fraction() > 6) {
      throw Refusal.notRepresentable(
          property.path(),
          AVRO,
          "a time of day has at most 6 digits of a second there, not "
              + type.fraction()
              + "; set physicalType 'time(6)'");
    }
    return logical(type.fraction() <= 3 ? "int" : "long", "time-" + unit(type.fraction()));
  }

  private Node text(Property property) {
    List<String> symbols = symbols(property);
    if (symbols.isEmpty()) {
      return Node.of("string");
    }
    return MapNode.builder()
        .put("type", "enum")
        .put("name", names.type(property.path(), typeName(property)))
        .put("symbols", symbols)
        .build();
  }

  /**
   * The allowed values as an enum's symbols; empty when there are none or one of them is no name.
   */
  private static List<String> symbols(Property property) {
    List<String> symbols = new ArrayList<>();
    for (ScalarNode value :
        Constraints.of(property)
            .allowedValues(why -> Refusal.notRepresentable(property.path(), AVRO, why))) {
      symbols.add(value.text());
    }
    boolean all =
        symbols.stream().allMatch(AvroNames::valid)
            && new HashSet<>(symbols).size() == symbols.size();
    return all ? symbols : List.of();
  }

  private Node struct(Property property) {
    MapNode.Builder record = MapNode.builder();
    record.put("type", "record");
    record.put("name", names.type(property.path(), typeName(property)));
    record.put("fields", fields(property.properties(), property.options().requiredProperties()));
    return record.build();
  }

  /** The names from the table down, joined: {@code orders_customer}. */
  private static String typeName(Property property) {
    return property.path().replace("[]", "").replace('.', '_');
  }

  private static MapNode constraints(Property property) {
    Constraints constraints = Constraints.of(property);
    DataType type = constraints.type();
    MapNode.Builder map = MapNode.builder();
    if (type instanceof DataType.Int whole
        && (whole.bits() < 32 || !whole.signed() || whole.bits() == 128)) {
      map.put("type", type.label());
    }
    TypeOptions options = property.options();
    put(map, "minimum", options.minimum());
    put(map, "maximum", options.maximum());
    put(map, "exclusiveMinimum", options.exclusiveMinimum());
    put(map, "exclusiveMaximum", options.exclusiveMaximum());
    options.multipleOf().ifPresent(multiple -> map.put("multipleOf", multiple));
    put(map, "minLength", constraints.minLength());
    put(map, "maxLength", constraints.maxLength());
    constraints.pattern().ifPresent(pattern -> map.put("pattern", pattern));
    constraints.format().ifPresent(format -> map.put("format", format));
    put(map, "minItems", options.minItems());
    put(map, "maxItems", options.maxItems());
    if (options.uniqueItems()) {
      map.put("uniqueItems", true);
    }
    put(map, "minProperties", options.minProperties());
    put(map, "maxProperties", options.maxProperties());
    if (property.unique()) {
      map.put("unique", true);
    }
    List<ScalarNode> allowed =
        constraints.allowedValues(why -> Refusal.notRepresentable(property.path(), AVRO, why));
    boolean isEnum = type instanceof DataType.Text && !symbols(property).isEmpty();
    if (!allowed.isEmpty() && !isEnum) {
      map.put("allowedValues", allowed);
    }
    property.items().ifPresent(items -> itemConstraints(map, items));
    return map.build();
  }

  private static void itemConstraints(MapNode.Builder map, Property items) {
    MapNode constraints = constraints(items);
    if (!constraints.isEmpty()) {
      map.put("items", constraints);
    }
  }

  private static void put(MapNode.Builder map, String key, Optional<ScalarNode> value) {
    value.ifPresent(scalar -> map.put(key, (Node) scalar));
  }

  private static void put(MapNode.Builder map, String key, OptionalInt value) {
    value.ifPresent(number -> map.put(key, (Node) ScalarNode.number(number)));
  }
}
