// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.jsonschema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.constraint.JsonForms;
import io.meshterious.core.contract.constraint.TemporalForm;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.internal.render.Refusal;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternDialect;
import io.meshterious.core.pattern.PatternException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The JSON Schema of one table's events. */
final class EventSchema {
  private static final String LANGUAGE = "JSON Schema";
  private static final String EVENT_TYPE = "event_type";

  private final DataContract contract;
  private final Table table;
  private final JsonSchemaRenderer.Nullable nullable;
  private final boolean closed;

  EventSchema(DataContract contract, Table table, JsonSchemaRenderer.Nullable nullable) {
    this.contract = contract;
    this.table = table;
    this.nullable = nullable;
    this.closed = table.hints().unknownFields() == TableHints.UnknownFields.REJECT;
  }

  MapNode document() {
    MapNode.Builder schema = MapNode.builder();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id());
    schema.put("title", table.businessName().orElse(table.name()));
    table.description().ifPresent(text -> schema.put("description", text));
    if (contract.status().filter("deprecated"::equals).isPresent()) {
      schema.put("deprecated", true);
    }
    schema.put("type", "object");
    members(schema, table.properties(), List.of());
    return schema.build();
  }

  private String id() {
    return "urn:mesh:contract:"
        + segment(contract.id().orElse("unnamed"))
        + ":"
        + segment(contract.version())
        + ":"
        + segment(table.name());
  }

  private static String segment(String text) {
    StringBuilder segment = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (one & 0xFF);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
      if (plain) {
        segment.append(character);
      } else {
        segment.append('%').append(hex(one >> 4)).append(hex(one));
      }
    }
    return segment.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit & 0xF);
  }

  private void members(
      MapNode.Builder schema, List<Property> properties, List<String> alsoRequired) {
    MapNode.Builder members = MapNode.builder();
    List<String> present = new ArrayList<>();
    for (Property property : properties) {
      boolean required = property.required() || alsoRequired.contains(property.name());
      boolean mayBeNull = !required && nullable != JsonSchemaRenderer.Nullable.ABSENT;
      if (required || nullable == JsonSchemaRenderer.Nullable.NULL) {
        present.add(property.name());
      }
      members.put(property.name(), schema(property, mayBeNull));
    }
    schema.put("properties", members.build());
    if (!present.isEmpty()) {
      schema.put("required", present);
    }
    schema.put("additionalProperties", !closed);
  }

  private MapNode schema(Property property, boolean mayBeNull) {
    MapNode.Builder schema = MapNode.builder();
    property.businessName().ifPresent(name -> schema.put("title", name));
    property.description().ifPresent(text -> schema.put("description", text));
    Constraints constraints = Constraints.of(property);
    type(schema, constraints, mayBeNull);
    allowed(schema, property, constraints, mayBeNull);
    numbers(schema, constraints);
    texts(schema, property, constraints);
    times(schema, property, constraints);
    if (constraints.type() instanceof DataType.Struct || constraints.freeObject()) {
      object(schema, property, constraints);
    }
    if (constraints.type() instanceof DataType.Array || constraints.freeArray()) {
      array(schema, property);
    }
    if (!property.examples().isEmpty()) {
      schema.put("examples", property.examples());
    }
    return schema.build();
  }

  private static void type(MapNode.Builder schema, Constraints constraints, boolean mayBeNull) {
    List<String> types = new ArrayList<>(types(constraints));
    if (mayBeNull) {
      types.add("null");
    }
    if (types.size() == 1) {
      schema.put("type", types.get(0));
    } else if (types.size() < 6) {
      schema.put("type", types);
    }
  }

  private static List<String> types(Constraints constraints) {
    DataType type = constraints.type();
    if (type instanceof DataType.Bool) {
      return List.of("boolean");
    } else if (type instanceof DataType.Int) {
      return List.of("integer");
    } else if (constraints.numeric()) {
      return List.of("number");
    } else if (type instanceof DataType.Struct || constraints.freeObject()) {
      return List.of("object");
    } else if (type instanceof DataType.Array || constraints.freeArray()) {
      return List.of("array");
    } else if (type instanceof DataType.Json) {
      return List.of("object", "array", "string", "number", "boolean");
    }
    return List.of("string");
  }

  private void allowed(
      MapNode.Builder schema, Property property, Constraints constraints, boolean mayBeNull) {
    List<ScalarNode> values =
        new ArrayList<>(
            constraints.allowedValues(
                why -> Refusal.notRepresentable(property.path(), LANGUAGE, why)));
    Optional<String> eventType = table.hints().eventType();
    boolean isEventType =
        property.path().equals(table.name() + "." + EVENT_TYPE) && eventType.isPresent();
    if (isEventType && !mayBeNull) {
      schema.put("const", eventType.get());
      return;
    }
    if (isEventType) {
      values = new ArrayList<>(List.of(ScalarNode.text(eventType.get())));
    }
    if (!values.isEmpty()) {
      if (mayBeNull) {
        values.add(ScalarNode.NULL);
      }
      schema.put("enum", values);
    }
  }

  private static void numbers(MapNode.Builder schema, Constraints constraints) {
    constraints
        .lower()
        .ifPresent(it -> schema.put(it.inclusive() ? "minimum" : "exclusiveMinimum", it.value()));
    constraints
        .upper()
        .ifPresent(it -> schema.put(it.inclusive() ? "maximum" : "exclusiveMaximum", it.value()));
    List<BigDecimal> multiples = constraints.multiples();
    if (!multiples.isEmpty()) {
      schema.put("multipleOf", multiples.get(0));
    }
    if (multiples.size() > 1) {
      schema.put("allOf", List.of(MapNode.builder().put("multipleOf", multiples.get(1)).build()));
    }
  }

  private static void texts(MapNode.Builder schema, Property property, Constraints constraints) {
    List<String> patterns = new ArrayList<>();
    DataType type = constraints.type();
    if (type instanceof DataType.Binary) {
      schema.put("contentEncoding", "base64");
      patterns.add(JsonForms.BASE64);
      patterns.addAll(JsonForms.bytes(constraints.minLength(), constraints.maxLength()));
    } else {
      count(schema, "minLength", constraints.minLength());
      count(schema, "maxLength", constraints.maxLength());
    }
    if (type instanceof DataType.Uuid) {
      schema.put("format", "uuid");
      patterns.add(JsonForms.UUID);
    } else if (type instanceof DataType.Text) {
      constraints.format().ifPresent(format -> schema.put("format", format));
      constraints.format().ifPresent(format -> patterns.addAll(JsonForms.ofFormat(format)));
    }
    constraints.pattern().ifPresent(pattern -> patterns.add(ecma(property, pattern)));
    patterns(schema, patterns);
  }

  private static String ecma(Property property, String pattern) {
    try {
      return LinearPattern.compile(pattern).render(PatternDialect.ECMA);
    } catch (PatternException refused) {
      throw Refusal.notRepresentable(
          property.path(), LANGUAGE, "its pattern is not accepted; " + refused.getMessage());
    }
  }

  private static void patterns(MapNode.Builder schema, List<String> patterns) {
    if (!patterns.isEmpty()) {
      schema.put("pattern", patterns.get(0));
    }
    if (patterns.size() > 1) {
      List<MapNode> others = new ArrayList<>();
      for (String pattern : patterns.subList(1, patterns.size())) {
        others.add(MapNode.builder().put("pattern", pattern).build());
      }
      schema.put("allOf", others);
    }
  }

  private static void times(MapNode.Builder schema, Property property, Constraints constraints) {
    if (!constraints.temporal()) {
      return;
    }
    Optional<String> form = constraints.format();
    if (form.isPresent()) {
      TemporalForm.unknown(form.get())
          .ifPresent(
              part -> {
                throw Refusal.notRepresentable(
                    property.path(),
                    LANGUAGE,
                    "no pattern follows from '"
                        + part
                        + "' in its format '"
                        + form.get()
                        + "'; use digits, such as 'yyyy-MM-dd HH:mm:ss'");
              });
      TemporalForm.of(form.get()).ifPresent(pattern -> schema.put("pattern", pattern));
    } else {
      if (constraints.type() instanceof DataType.Date) {
        schema.put("format", "date");
      } else if (constraints.type() instanceof DataType.Timestamp timestamp && timestamp.zoned()) {
        schema.put("format", "date-time");
      }
      schema.put("pattern", TemporalForm.of(constraints.type()));
    }
    TypeOptions options = property.options();
    bound(schema, "minimum", options.minimum());
    bound(schema, "maximum", options.maximum());
    bound(schema, "exclusiveMinimum", options.exclusiveMinimum());
    bound(schema, "exclusiveMaximum", options.exclusiveMaximum());
  }

  private static void bound(MapNode.Builder schema, String keyword, Optional<ScalarNode> bound) {
    bound.ifPresent(value -> schema.put("x-mesh-" + keyword, value.text()));
  }

  private void object(MapNode.Builder schema, Property property, Constraints constraints) {
    TypeOptions options = property.options();
    if (constraints.freeObject()) {
      if (!options.requiredProperties().isEmpty()) {
        schema.put("required", options.requiredProperties());
      }
    } else {
      members(schema, property.properties(), options.requiredProperties());
    }
    count(schema, "minProperties", options.minProperties());
    count(schema, "maxProperties", options.maxProperties());
  }

  private void array(MapNode.Builder schema, Property property) {
    TypeOptions options = property.options();
    property.items().ifPresent(items -> schema.put("items", schema(items, !items.required())));
    count(schema, "minItems", options.minItems());
    count(schema, "maxItems", options.maxItems());
    if (options.uniqueItems()) {
      schema.put("uniqueItems", true);
    }
  }

  private static void count(MapNode.Builder schema, String keyword, OptionalInt count) {
    count.ifPresent(value -> schema.put(keyword, (Node) ScalarNode.number(value)));
  }
}
