// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property that a fault may befall: one of the table, or of an object in it. Properties of items
 * are none.
 *
 * @param path its names, with dots between them
 * @param place where it is in a row
 * @param property the property
 * @param type its type
 * @param required whether it has to be there
 * @param removable whether the object it is in may have one property less
 */
public record Site(
    String path,
    JsonPath place,
    Property property,
    DataType type,
    boolean required,
    boolean removable) {
  /** All of a table, in the contract's order. */
  public static List<Site> of(Table table) {
    List<Site> sites = new ArrayList<>();
    collect(table.properties(), List.of(), List.of(), true, sites);
    return sites;
  }

  private static void collect(
      List<Property> properties,
      List<String> above,
      List<String> alsoRequired,
      boolean removable,
      List<Site> sites) {
    for (Property property : properties) {
      List<String> names = new ArrayList<>(above);
      names.add(property.name());
      boolean required = property.required() || alsoRequired.contains(property.name());
      DataType type = property.dataType();
      sites.add(
          new Site(
              String.join(".", names), new JsonPath(names), property, type, required, removable));
      if (type instanceof DataType.Struct) {
        collect(
            property.properties(),
            names,
            property.options().requiredProperties(),
            property.options().minProperties().isEmpty(),
            sites);
      }
    }
  }

  /** A property by itself. */
  static Site of(Property property) {
    List<String> names = List.of(property.name());
    return new Site(
        property.name(), new JsonPath(names), property, property.dataType(), false, false);
  }

  /** Whether its values are numbers. */
  boolean numeric() {
    return type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real;
  }

  /** Whether it is one value, no object or array. */
  boolean scalar() {
    return !(type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json);
  }

  /** The text that a member holds; null when it holds none. */
  static @Nullable String text(byte[] json, JsonPath.Member member) {
    return json[member.value()] == '"' ? JsonText.read(json, member.value(), member.end()) : null;
  }
}
