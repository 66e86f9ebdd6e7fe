// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.avro;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.render.Refusal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names as Avro allows them. Names of records and enums are unique over all tables of a contract.
 */
final class AvroNames {
  private static final Set<String> PRIMITIVES =
      Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

  private final AvroRenderer.Names mode;
  private final Map<String, String> pathByType = new HashMap<>();
  private final Map<String, String> typeByPath = new HashMap<>();

  AvroNames(AvroRenderer.Names mode) {
    this.mode = mode;
  }

  static boolean valid(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  static String sanitized(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_]", "_");
    return safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
  }

  /** The name of the record or enum at a path; the same path has the same name. */
  String type(String path, String wanted) {
    String known = typeByPath.get(path);
    if (known != null) {
      return known;
    }
    String name = allowed(wanted, path);
    if (PRIMITIVES.contains(name)) {
      if (mode == AvroRenderer.Names.STRICT) {
        throw Refusal.notRepresentable(
            path,
            "Avro",
            "'" + name + "' is a type of Avro's own; rename it, or use option 'names=sanitize'");
      }
      name += "_";
    }
    String free = name;
    for (int i = 2; pathByType.containsKey(free); i++) {
      free = name + "_" + i;
    }
    pathByType.put(free, path);
    typeByPath.put(path, free);
    return free;
  }

  /** The names of a record's fields, by the names of the properties. */
  Map<String, String> fields(List<Property> properties) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Property property : properties) {
      String name = allowed(property.name(), property.path());
      String free = name;
      for (int i = 2; names.containsValue(free); i++) {
        free = name + "_" + i;
      }
      names.put(property.name(), free);
    }
    return names;
  }

  private String allowed(String name, String path) {
    if (valid(name)) {
      return name;
    }
    if (mode == AvroRenderer.Names.STRICT) {
      throw Refusal.notRepresentable(
          path,
          "Avro",
          "the name '"
              + name
              + "' is not made of letters, digits and '_'; rename it, or use option 'names=sanitize'");
    }
    return sanitized(name);
  }
}
