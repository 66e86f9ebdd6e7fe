// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Node;
import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Two versions of a contract by chance: the second is the first with some changes of every kind.
 */
final class MigrationPairs {
  private static final List<String> TYPES =
      List.of(
          "i16", "i32", "i64", "u8", "decimal", "f64", "text", "text", "text", "uuid", "bool",
          "date", "instant", "local", "object", "array", "json");

  private final SeededRandom random;
  private final List<Map<String, Object>> tables = new ArrayList<>();
  private final DataContract older;
  private final DataContract newer;
  private int names;

  MigrationPairs(SeededRandom random) {
    this.random = random;
    int count = random.between(1, 4);
    for (int i = 0; i < count; i++) {
      tables.add(table());
    }
    link();
    this.older = contract("1.0.0");
    int changes = random.between(1, 6);
    for (int i = 0; i < changes; i++) {
      change();
    }
    prune();
    this.newer = contract("2.0.0");
  }

  DataContract older() {
    return older;
  }

  DataContract newer() {
    return newer;
  }

  private DataContract contract(String version) {
    List<Node> nodes = tables.stream().map(Node::of).toList();
    return Scenario.contract("random", version, nodes);
  }

  private String name(String prefix) {
    names++;
    return prefix + names + (random.oneIn(12) ? " \"odd\" É" : "");
  }

  private String id() {
    names++;
    return "id" + names;
  }

  private Map<String, Object> table() {
    String name = name("t");
    List<Object> properties = new ArrayList<>();
    Map<String, Object> id =
        map(
            "name",
            "id",
            "id",
            id(),
            "logicalType",
            "integer",
            "primaryKey",
            true,
            "primaryKeyPosition",
            1);
    id.put("logicalTypeOptions", map("format", "i64"));
    properties.add(id);
    int count = random.between(1, 6);
    for (int i = 0; i < count; i++) {
      properties.add(property());
    }
    Map<String, Object> table = map("name", name, "id", id(), "properties", properties);
    if (random.oneIn(2)) {
      table.put("description", "Table " + name);
    }
    return table;
  }

  private Map<String, Object> property() {
    String name = name("c");
    Map<String, Object> property = map("name", name, "id", id());
    type(property, random.oneOf(TYPES), 0);
    if (random.oneIn(3)) {
      property.put("required", true);
    }
    if (random.oneIn(3)) {
      property.put("description", "Column " + name);
    }
    if (random.oneIn(8) && !List.of("object", "array").contains(property.get("logicalType"))) {
      property.put("unique", true);
    }
    return property;
  }

  private void type(Map<String, Object> property, String type, int depth) {
    for (String key :
        List.of("logicalTypeOptions", "physicalType", "properties", "items", "customProperties")) {
      property.remove(key);
    }
    Map<String, Object> options = map();
    switch (type) {
      case "i16", "i32", "i64", "u8" -> {
        property.put("logicalType", "integer");
        options.put("format", type);
        bounds(options);
      }
      case "decimal" -> {
        property.put("logicalType", "number");
        property.put(
            "physicalType", "decimal(" + random.between(6, 20) + "," + random.between(0, 4) + ")");
        bounds(options);
      }
      case "f64" -> property.put("logicalType", "number");
      case "text" -> text(property, options);
      case "uuid" -> {
        property.put("logicalType", "string");
        options.put("format", "uuid");
      }
      case "bool" -> property.put("logicalType", "boolean");
      case "date" -> property.put("logicalType", "date");
      case "instant" -> property.put("logicalType", "timestamp");
      case "local" -> {
        property.put("logicalType", "timestamp");
        options.put("timezone", false);
      }
      case "object" -> {
        property.put("logicalType", "object");
        List<Object> children = new ArrayList<>();
        for (int i = random.between(1, 3); i > 0; i--) {
          children.add(nested(depth));
        }
        property.put("properties", children);
      }
      case "array" -> {
        property.put("logicalType", "array");
        Map<String, Object> items = nested(depth);
        items.remove("name");
        items.remove("id");
        items.remove("required");
        property.put("items", items);
      }
      default -> property.put("logicalType", "object");
    }
    if (!options.isEmpty()) {
      property.put("logicalTypeOptions", options);
    }
  }

  private Map<String, Object> nested(int depth) {
    String name = name("n");
    Map<String, Object> property = map("name", name, "id", id());
    type(
        property,
        depth == 0 ? random.oneOf(TYPES) : random.oneOf("i32", "text", "bool"),
        depth + 1);
    if (random.oneIn(4)) {
      property.put("required", true);
    }
    return property;
  }

  private void bounds(Map<String, Object> options) {
    if (random.oneIn(2)) {
      options.put("minimum", random.between(0, 5));
    }
    if (random.oneIn(2)) {
      options.put("maximum", random.between(20, 100));
    }
  }

  private void text(Map<String, Object> property, Map<String, Object> options) {
    property.put("logicalType", "string");
    if (random.oneIn(2)) {
      options.put("maxLength", random.between(10, 60));
    }
    if (random.oneIn(3)) {
      List<String> values = new ArrayList<>(List.of("a", "it's", "b\\c"));
      for (int i = random.below(3); i > 0; i--) {
        values.add("v" + random.below(5));
      }
      property.put(
          "customProperties",
          List.of(
              map("property", "mesh.vocabulary", "value", values.stream().distinct().toList())));
    }
  }

  /** Foreign keys to the ids of other tables. */
  private void link() {
    for (Map<String, Object> table : tables) {
      if (random.oneIn(2)) {
        linkFrom(table);
      }
    }
  }

  private void linkFrom(Map<String, Object> table) {
    Map<String, Object> target = random.oneOf(tables);
    String name = name("fk");
    Map<String, Object> property = map("name", name, "id", id(), "logicalType", "integer");
    property.put("logicalTypeOptions", map("format", "i64"));
    property.put(
        "relationships",
        List.of(map("to", "/schema/" + target.get("id") + "/properties/" + id(target))));
    properties(table).add(property);
  }

  private static Object id(Map<String, Object> table) {
    return properties(table).get(0).get("id");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> properties(Map<String, Object> holder) {
    return (List<Map<String, Object>>) (List<?>) holder.get("properties");
  }

  private void change() {
    Map<String, Object> table = random.oneOf(tables);
    List<Map<String, Object>> properties = properties(table);
    Map<String, Object> property = properties.get(random.below(properties.size()));
    boolean key = property.containsKey("primaryKey");
    switch (random.below(16)) {
      case 0 -> tables.add(table());
      case 1 -> {
        if (tables.size() > 1) {
          tables.remove(table);
        }
      }
      case 2 -> table.put("name", name("t"));
      case 3, 4 -> properties.add(property());
      case 5 -> {
        if (!key) {
          properties.remove(property);
        }
      }
      case 6, 7 -> property.put("name", name("c"));
      case 8 -> {
        if (!key && !property.containsKey("relationships")) {
          property.remove("unique");
          type(property, random.oneOf(TYPES), 0);
        }
      }
      case 9 -> {
        if (property.remove("required") == null) {
          property.put("required", true);
        }
      }
      case 10 -> describe(random.oneIn(2) ? table : property);
      case 11 -> {
        if (property.remove("unique") == null
            && !List.of("object", "array").contains(property.get("logicalType"))) {
          property.put("unique", true);
        }
      }
      case 12 -> linkFrom(table);
      case 13 -> property.remove("relationships");
      case 14 -> inside(property);
      default -> swap(properties);
    }
  }

  private void describe(Map<String, Object> holder) {
    if (holder.remove("description") == null || random.oneIn(2)) {
      holder.put("description", "Now " + random.below(100));
    }
  }

  private void swap(List<Map<String, Object>> properties) {
    if (properties.size() > 1) {
      Collections.swap(properties, 0, properties.size() - 1);
      Object name = properties.get(0).get("name");
      properties.get(0).put("name", properties.get(properties.size() - 1).get("name"));
      properties.get(properties.size() - 1).put("name", name);
      Collections.swap(properties, 0, properties.size() - 1);
    }
  }

  @SuppressWarnings("unchecked")
  private void inside(Map<String, Object> property) {
    if (property.get("properties") != null) {
      List<Map<String, Object>> children = properties(property);
      switch (random.below(3)) {
        case 0 -> children.add(nested(1));
        case 1 -> children.get(0).put("name", name("n"));
        default -> {
          if (children.size() > 1) {
            children.remove(0);
          }
        }
      }
    } else if (property.get("items") instanceof Map<?, ?> items) {
      inside((Map<String, Object>) items);
    } else if (property.get("logicalTypeOptions") instanceof Map<?, ?> options) {
      Map<String, Object> changed = (Map<String, Object>) options;
      if (changed.containsKey("minimum") || changed.containsKey("maximum")) {
        changed.remove("minimum");
        changed.remove("maximum");
        bounds(changed);
      } else if (changed.containsKey("maxLength")) {
        changed.put("maxLength", random.between(5, 80));
      }
    }
  }

  /** Takes away foreign keys to tables that are gone. */
  private void prune() {
    List<Object> left =
        tables.stream()
            .map(table -> (Object) ("/schema/" + table.get("id") + "/properties/" + id(table)))
            .toList();
    for (Map<String, Object> table : tables) {
      for (Map<String, Object> property : properties(table)) {
        if (property.get("relationships") instanceof List<?> links
            && !left.contains(((Map<?, ?>) links.get(0)).get("to"))) {
          property.remove("relationships");
        }
      }
    }
  }

  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put(String.valueOf(entries[i]), entries[i + 1]);
    }
    return map;
  }
}
