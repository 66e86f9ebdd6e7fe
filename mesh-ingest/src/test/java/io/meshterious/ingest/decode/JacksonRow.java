// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.type.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as the plain values of its row, by way of a tree that another library reads. */
final class JacksonRow {
  private JacksonRow() {}

  static Map<String, Object> of(Table table, JsonNode event) {
    Map<String, Object> values = fields(table.properties(), event);
    ObjectNode others = JsonNodeFactory.instance.objectNode();
    collect(table.properties(), event, "", others);
    if (table.hints().unknownFields() == TableHints.UnknownFields.KEEP && !others.isEmpty()) {
      values.put("unknown_fields", others);
    }
    return values;
  }

  /** The fields that the contract does not name, by their paths. */
  private static void collect(
      List<Property> properties, JsonNode object, String prefix, ObjectNode others) {
    object
        .properties()
        .forEach(
            field -> {
              Optional<Property> known =
                  properties.stream().filter(it -> it.name().equals(field.getKey())).findFirst();
              String path = prefix + field.getKey();
              if (known.isEmpty()) {
                others.set(path, field.getValue());
              } else {
                collect(known.get(), field.getValue(), path, others);
              }
            });
  }

  private static void collect(Property property, JsonNode value, String path, ObjectNode others) {
    if (property.dataType() instanceof DataType.Struct && value.isObject()) {
      collect(property.properties(), value, path + ".", others);
    } else if (property.dataType() instanceof DataType.Array && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        collect(property.items().orElseThrow(), value.get(i), path + "[" + i + "]", others);
      }
    }
  }

  private static Map<String, Object> fields(List<Property> properties, JsonNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property property : properties) {
      JsonNode value = object.get(property.name());
      if (value != null && !value.isNull()) {
        values.put(property.columnName(), value(property, value));
      }
    }
    return values;
  }

  private static Object value(Property property, JsonNode value) {
    DataType type = property.dataType();
    if (type instanceof DataType.Bool) {
      return value.booleanValue();
    } else if (type instanceof DataType.Int) {
      return value.decimalValue().setScale(0);
    } else if (type instanceof DataType.Decimal decimal) {
      return value.decimalValue().setScale(decimal.scale());
    } else if (type instanceof DataType.Real real) {
      String text = value.decimalValue().toString();
      return real.bits() == 32 ? (Object) Float.valueOf(text) : (Object) Double.valueOf(text);
    } else if (type instanceof DataType.Uuid) {
      return UUID.fromString(value.stringValue());
    } else if (type instanceof DataType.Date) {
      return LocalDate.parse(value.stringValue());
    } else if (type instanceof DataType.Time) {
      return LocalTime.parse(value.stringValue());
    } else if (type instanceof DataType.Timestamp timestamp) {
      return instant(timestamp, value.stringValue());
    } else if (type instanceof DataType.Struct) {
      return fields(property.properties(), value);
    } else if (type instanceof DataType.Array) {
      List<Object> items = new ArrayList<>();
      for (JsonNode item : value) {
        items.add(item.isNull() ? null : value(property.items().orElseThrow(), item));
      }
      return items;
    } else if (type instanceof DataType.Json) {
      return value;
    }
    return value.stringValue();
  }

  private static Instant instant(DataType.Timestamp timestamp, String text) {
    return timestamp.zoned()
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
