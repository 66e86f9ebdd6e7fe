// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Contracts made by chance and edited by chance, with what a table has to make of the edit. */
final class ContractEdits {
  private static final List<String> SIGNED = List.of("i8", "i16", "i32", "i64");
  private static final List<String> UNSIGNED = List.of("u8", "u16", "u32");

  private final SeededRandom random;
  private int ids;

  ContractEdits(SeededRandom random) {
    this.random = random;
  }

  /** A contract in which every property but the items of arrays has an id. */
  DataContract contract() {
    DataContract made = RandomContracts.anything(random).next();
    return edited(made, "1.0.0", table -> eachLevel(table, this::withIds));
  }

  /** A contract with edits that every table follows. */
  DataContract follows(DataContract contract) {
    DataContract newer = contract;
    for (int i = random.between(1, 6); i > 0; i--) {
      newer = edited(newer, "2.0.0", this::follow);
    }
    return newer;
  }

  /** A contract with an edit that no table with rows follows; empty where chance found no place. */
  Optional<DataContract> refused(DataContract contract) {
    int[] done = new int[1];
    DataContract newer =
        edited(
            contract,
            "2.0.0",
            table ->
                oneLevel(
                    table,
                    true,
                    level -> {
                      List<Node> changed = refuse(level);
                      done[0] = changed.equals(level) ? 0 : 1;
                      return changed;
                    }));
    return done[0] == 1 ? Optional.of(newer) : Optional.empty();
  }

  private static DataContract edited(
      DataContract contract, String version, UnaryOperator<MapNode> tableEdit) {
    List<Node> tables = new ArrayList<>(contract.node().items("schema"));
    tables.set(0, tableEdit.apply((MapNode) tables.get(0)));
    MapNode root = contract.node().with("schema", list(tables)).with("version", Node.of(version));
    return DataContract.lenient(root, "edited");
  }

  private MapNode follow(MapNode table) {
    return switch (random.below(13)) {
      case 0 -> table.with("description", Node.of("It is " + random.below(1000)));
      case 1 ->
          hint(
              table,
              "mesh.partitioning",
              random.oneOf(
                  List.of("bucket(4, id)"), List.of("truncate(10, id)"), List.of("identity(id)")));
      case 2 -> hint(table, "mesh.unknownFields", "keep");
      case 3 -> partitioned(table);
      default -> oneLevel(table, true, level -> edit(level));
    };
  }

  private MapNode partitioned(MapNode table) {
    List<Node> items = new ArrayList<>(table.items("properties"));
    int place = random.below(items.size());
    MapNode property = (MapNode) items.get(place);
    if (property.text("logicalType").orElse("").matches("string|integer|date|boolean")) {
      items.set(place, property.with("partitioned", Node.of(true)));
    }
    return table.with("properties", list(items));
  }

  private static MapNode hint(MapNode table, String name, Object value) {
    List<Node> hints = new ArrayList<>(table.items("customProperties"));
    hints.removeIf(it -> ((MapNode) it).text("property").orElse("").equals(name));
    hints.add(MapNode.builder().put("property", name).put("value", value).build());
    return table.with("customProperties", list(hints));
  }

  private List<Node> edit(List<Node> level) {
    List<Node> items = new ArrayList<>(level);
    int place = random.below(items.size());
    MapNode property = (MapNode) items.get(place);
    boolean key = property.text("name").orElse("").matches("id|parent");
    switch (random.below(8)) {
      case 0, 1 -> items.add(random.below(items.size() + 1), added());
      case 2 -> {
        if (!key) {
          items.set(place, property.with("name", Node.of("renamed " + ids++)));
        }
      }
      case 3 -> items.set(place, widened(property));
      case 4 -> {
        if (!key) {
          items.set(place, property.without("required"));
        }
      }
      case 5 ->
          items.set(place, property.with("description", Node.of("Means " + random.below(99))));
      case 6 -> items.add(random.below(items.size()), items.remove(place));
      default -> {
        if (!key) {
          items.set(place, property.with("physicalName", Node.of("column_" + ids++)));
        }
      }
    }
    return items;
  }

  private MapNode added() {
    MapNode.Builder property = MapNode.builder().put("name", "new " + ids).put("id", "n_" + ids++);
    switch (random.below(4)) {
      case 0 -> property.put("logicalType", "date").put("description", "A new day");
      case 1 ->
          property
              .put("logicalType", "object")
              .put(
                  "properties",
                  List.of(
                      MapNode.builder()
                          .put("name", "inner")
                          .put("id", "n_" + ids++)
                          .put("logicalType", "string")
                          .put("required", true)
                          .build()));
      case 2 ->
          property
              .put("logicalType", "array")
              .put(
                  "items",
                  MapNode.builder().put("logicalType", "integer").put("required", true).build());
      default -> property.put("logicalType", "number").put("physicalType", "decimal(20,3)");
    }
    return property.build();
  }

  /** The property with a wider type, where Iceberg can widen it in place. */
  private static MapNode widened(MapNode property) {
    String type = property.text("logicalType").orElse("");
    MapNode options = property.map("logicalTypeOptions").orElse(MapNode.EMPTY);
    String format = options.text("format").orElse(type.equals("integer") ? "i32" : "");
    if (type.equals("integer")) {
      List<String> sizes = format.startsWith("u") ? UNSIGNED : SIGNED;
      String wider = sizes.get(sizes.size() - 1);
      return property.with("logicalTypeOptions", options.with("format", Node.of(wider)));
    } else if (format.equals("f32")) {
      return property.with("logicalTypeOptions", options.with("format", Node.of("f64")));
    } else if (property.text("physicalType").orElse("").startsWith("decimal(")) {
      String scale = property.text("physicalType").orElse("").replaceAll(".*,(\\d+)\\)", "$1");
      return property.with("physicalType", Node.of("decimal(38," + scale + ")"));
    } else if (options.has("maxLength")) {
      return property.with("logicalTypeOptions", options.without("maxLength"));
    }
    return property;
  }

  /** A level with one edit that rows may break or lose something by; the same where none fits. */
  private List<Node> refuse(List<Node> level) {
    List<Node> items = new ArrayList<>(level);
    int place = random.below(items.size());
    MapNode property = (MapNode) items.get(place);
    switch (random.below(6)) {
      case 0 -> {
        if (items.size() > 1) {
          items.remove(place);
        }
      }
      case 1 -> items.add(added().with("required", Node.of(true)));
      case 2 -> {
        if (!property.get("required").equals(Optional.of(Node.of(true)))) {
          items.set(place, property.with("required", Node.of(true)));
        }
      }
      case 3 -> items.set(place, otherType(property));
      case 4 -> {
        if (property.text("logicalType").orElse("").equals("string")) {
          MapNode options = property.map("logicalTypeOptions").orElse(MapNode.EMPTY);
          if (!options.has("format")) {
            items.set(
                place,
                property.with("logicalTypeOptions", options.with("minLength", Node.of(900))));
          }
        }
      }
      default ->
          items.set(place, property.with("name", Node.of("other")).with("id", Node.of("other")));
    }
    return items;
  }

  private static MapNode otherType(MapNode property) {
    String type = property.text("logicalType").orElse("");
    MapNode bare =
        property
            .without("logicalTypeOptions")
            .without("physicalType")
            .without("properties")
            .without("items");
    return bare.with("logicalType", Node.of(type.equals("boolean") ? "date" : "boolean"));
  }

  private List<Node> withIds(List<Node> level) {
    List<Node> items = new ArrayList<>();
    for (Node item : level) {
      items.add(((MapNode) item).with("id", Node.of("q_" + ids++)));
    }
    return items;
  }

  /** Changes one level of properties, that of the table or one inside an object. */
  private MapNode oneLevel(MapNode element, boolean top, UnaryOperator<List<Node>> edit) {
    List<Node> level = element.items("properties");
    if (!level.isEmpty() && (random.oneIn(2) || !nests(element))) {
      return element.with("properties", list(edit.apply(level)));
    } else if (element.map("items").isPresent()) {
      MapNode items = element.map("items").get();
      return nests(items) || items.has("properties")
          ? element.with("items", oneLevel(items, false, edit))
          : element;
    }
    List<Node> changed = new ArrayList<>(level);
    List<Integer> nested = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      MapNode child = (MapNode) changed.get(i);
      if (child.has("properties") || child.map("items").filter(it -> nests(it)).isPresent()) {
        nested.add(i);
      }
    }
    if (nested.isEmpty()) {
      return top ? element.with("properties", list(edit.apply(level))) : element;
    }
    int place = random.oneOf(nested);
    changed.set(place, oneLevel((MapNode) changed.get(place), false, edit));
    return element.with("properties", list(changed));
  }

  private static boolean nests(MapNode element) {
    return element.maps("properties").stream()
            .anyMatch(child -> child.has("properties") || child.has("items"))
        || element.map("items").filter(it -> it.has("properties") || nests(it)).isPresent();
  }

  private static MapNode eachLevel(MapNode element, UnaryOperator<List<Node>> edit) {
    MapNode changed = element;
    if (!element.items("properties").isEmpty()) {
      List<Node> level = new ArrayList<>();
      for (Node child : edit.apply(element.items("properties"))) {
        level.add(eachLevel((MapNode) child, edit));
      }
      changed = changed.with("properties", list(level));
    }
    if (element.map("items").isPresent()) {
      changed = changed.with("items", eachLevel(element.map("items").get(), edit));
    }
    return changed;
  }

  private static ListNode list(List<Node> nodes) {
    return new ListNode(nodes, Location.NONE);
  }
}
