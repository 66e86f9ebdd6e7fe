// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import static io.meshterious.core.contract.internal.lint.structure.Forms.FLAG;
import static io.meshterious.core.contract.internal.lint.structure.Forms.NUMBER;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXT;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXTS;
import static io.meshterious.core.contract.internal.lint.structure.Forms.choice;
import static io.meshterious.core.contract.internal.lint.structure.Forms.elements;
import static io.meshterious.core.contract.internal.lint.structure.Forms.list;
import static io.meshterious.core.contract.internal.lint.structure.Key.optional;
import static io.meshterious.core.contract.internal.lint.structure.Key.required;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The part of the standard that describes tables, properties and the relationships between them.
 */
final class TableGrammar {
  private static final ValueType POSITION = new ValueType.Whole(true);
  private static final ValueType COUNT = new ValueType.Whole(false);
  private static final Pattern REFERENCE =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*"
              + "|(?:(?:https?://)?[A-Za-z0-9._/-]+\\.yaml#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+(?:/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*");
  private static final String REFERENCE_FORM =
      "allowed are the short form 'table.property' and the full form '[file.yaml#]schema/table/properties/property'";
  private static final List<String> TYPES =
      Arrays.stream(LogicalType.values()).map(LogicalType::text).toList();

  private final ApiVersion version;
  private final Key id;
  private final ValueType customProperties;
  private final ValueType definitions;
  private final ValueType quality;
  private final ValueType properties = list(new ValueType.Element(this::property));
  private final Kind property;
  private final Kind items;

  /** The grammar of a version, with what tables and properties share with other maps. */
  TableGrammar(
      ApiVersion version,
      Key id,
      ValueType customProperties,
      ValueType definitions,
      ValueType quality) {
    this.version = version;
    this.id = id;
    this.customProperties = customProperties;
    this.definitions = definitions;
    this.quality = quality;
    property = property("a property", true);
    items = property("an array's items", false);
  }

  private Kind property() {
    return property;
  }

  /** A table. */
  Kind table() {
    return Kind.closed(
        "a table",
        id,
        required("name", TEXT),
        optional("logicalType", choice("object")),
        optional("physicalType", TEXT),
        optional("physicalName", TEXT),
        optional("businessName", TEXT),
        optional("description", TEXT),
        optional("dataGranularityDescription", TEXT),
        optional("properties", properties),
        optional("relationships", elements(relationship(true))).fromThreeOne(),
        optional("quality", quality),
        optional("tags", TEXTS),
        optional("authoritativeDefinitions", definitions),
        optional("customProperties", customProperties));
  }

  private Kind relationship(boolean atTable) {
    ValueType reference = new ValueType.Shaped(REFERENCE, REFERENCE_FORM);
    ValueType oneOrMore =
        new ValueType.Either(
            reference, new ValueType.Items(reference, 1, Integer.MAX_VALUE, false));
    Kind kind =
        Kind.closed(
            "a relationship",
            optional("type", choice("foreignKey")),
            required("to", oneOrMore),
            optional("customProperties", customProperties));
    return atTable
        ? kind.and(required("from", oneOrMore)).sameForm("from", "to")
        : kind.forbid("from", "at a property a relationship starts from that property");
  }

  private Kind property(String label, boolean named) {
    Kind kind =
        Kind.closed(
            label,
            id,
            named ? required("name", TEXT) : optional("name", TEXT),
            optional("logicalType", new ValueType.Choice(TYPES, List.of("timestamp", "time"))),
            optional("physicalType", TEXT),
            optional("physicalName", TEXT),
            optional("businessName", TEXT),
            optional("description", TEXT),
            optional("required", FLAG),
            optional("unique", FLAG),
            optional("primaryKey", FLAG),
            optional("primaryKeyPosition", POSITION),
            optional("partitioned", FLAG),
            optional("partitionKeyPosition", POSITION),
            optional("classification", TEXT),
            optional("encryptedName", TEXT),
            optional("criticalDataElement", FLAG),
            optional("transformSourceObjects", TEXTS),
            optional("transformLogic", TEXT),
            optional("transformDescription", TEXT),
            optional("examples", list(new ValueType.Anything())),
            optional("relationships", elements(relationship(false))).fromThreeOne(),
            optional("quality", quality),
            optional("tags", TEXTS),
            optional("authoritativeDefinitions", definitions),
            optional("customProperties", customProperties));
    Key children = optional("properties", properties);
    Key item = optional("items", new ValueType.Element(this::items));
    kind.variantsBy("logicalType", TableGrammar::logicalTypes);
    for (String type : TYPES) {
      Key options =
          optional("logicalTypeOptions", new ValueType.Element(constant(options(List.of(type)))));
      switch (type) {
        case "object" -> kind.variant(type, options, children);
        case "array" -> kind.variant(type, options, item);
        default -> kind.variant(type, options);
      }
    }
    kind.variant(
        "",
        optional("logicalTypeOptions", new ValueType.Element(constant(options(List.of())))),
        children,
        item);
    Kind anyOptions = Kind.open("the options of a type");
    kind.variant(
        "?",
        optional("logicalTypeOptions", new ValueType.Element(() -> anyOptions)),
        children,
        item);
    return kind;
  }

  private Kind items() {
    return items;
  }

  private static Supplier<Kind> constant(Kind kind) {
    return () -> kind;
  }

  /**
   * The logical type; "" when there is none and "?" when it is not a known one, which is reported
   * once.
   */
  private static List<String> logicalTypes(MapNode property) {
    if (!property.has("logicalType")) {
      return List.of("");
    }
    return List.of(property.text("logicalType").filter(TYPES::contains).orElse("?"));
  }

  /** The options of a logical type; without a type there are none. A boolean's options are free. */
  private Kind options(List<String> types) {
    boolean free = types.equals(List.of("boolean"));
    Kind kind =
        free
            ? Kind.open("the options of a boolean")
            : Kind.closed(
                "the options of " + (types.isEmpty() ? "no type" : "type '" + types.get(0) + "'"));
    kind.variantsBy("logicalType", map -> types);
    kind.variant(
        "string",
        optional("minLength", COUNT),
        optional("maxLength", COUNT),
        optional("pattern", TEXT),
        optional("format", TEXT));
    kind.variant("date", temporal(false));
    kind.variant("timestamp", temporal(true));
    kind.variant("time", temporal(true));
    kind.variant("number", numeric("f32", "f64"));
    kind.variant(
        "integer", numeric("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"));
    kind.variant(
        "object",
        optional("minProperties", COUNT),
        optional("maxProperties", COUNT),
        optional("required", new ValueType.Items(TEXT, 1, Integer.MAX_VALUE, true)));
    kind.variant(
        "array",
        optional("minItems", COUNT),
        optional("maxItems", COUNT),
        optional("uniqueItems", FLAG));
    return kind;
  }

  private Key[] temporal(boolean withZone) {
    List<Key> keys = new ArrayList<>(List.of(optional("format", TEXT)));
    bounds(keys, TEXT);
    if (withZone) {
      keys.add(optional("timezone", FLAG).fromThreeOne());
      keys.add(optional("defaultTimezone", TEXT).fromThreeOne());
    }
    return keys.toArray(Key[]::new);
  }

  private Key[] numeric(String... formats) {
    List<Key> keys =
        new ArrayList<>(
            List.of(
                optional("format", choice(formats)),
                optional("multipleOf", new ValueType.Num(true))));
    bounds(keys, NUMBER);
    return keys.toArray(Key[]::new);
  }

  /** The four bounds; in version 3.0 the exclusive ones were switches. */
  private void bounds(List<Key> keys, ValueType type) {
    ValueType exclusive = version.knowsThreeOne() ? type : new ValueType.Either(FLAG, type);
    keys.add(optional("minimum", type));
    keys.add(optional("maximum", type));
    keys.add(optional("exclusiveMinimum", exclusive));
    keys.add(optional("exclusiveMaximum", exclusive));
  }
}
