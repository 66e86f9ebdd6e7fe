// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import io.meshterious.core.contract.ContractBuilder;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.PropertyBuilder;
import io.meshterious.core.contract.TableBuilder;
import io.meshterious.core.document.MapNode;
import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Contracts made by chance: valid after the standard, with all logical types, nested objects and
 * arrays, options, keys, foreign keys, quality rules, SLAs, teams, custom properties and keys
 * nobody knows.
 */
public final class RandomContracts {
  private static final List<String> WORDS =
      List.of(
          "order", "item", "line", "price", "user", "Größe", "note", "Zeit", "select", "q 1",
          "ok_2", "value", "name", "total");

  private final SeededRandom random;
  private final boolean plain;

  private RandomContracts(SeededRandom random, boolean plain) {
    this.random = random;
    this.plain = plain;
  }

  /** Contracts with everything the standard knows, odd names and unknown keys included. */
  public static RandomContracts anything(SeededRandom random) {
    return new RandomContracts(random, false);
  }

  /**
   * Contracts whose names are plain words and which hold nothing that the standard does not know.
   */
  public static RandomContracts plain(SeededRandom random) {
    return new RandomContracts(random, true);
  }

  /** The next contract. */
  public DataContract next() {
    ContractBuilder contract =
        DataContract.builder()
            .id("contract-" + random.below(1_000_000))
            .name(words())
            .version(random.below(3) + "." + random.below(5) + "." + random.below(9))
            .status(random.oneOf("draft", "active", "deprecated"))
            .domain(random.oneOf("north_warehouse", "logistics_core"))
            .purpose(text());
    if (random.oneIn(2)) {
      contract.usage(text()).tags("a", words());
    }
    governance(contract);
    int tables = random.between(1, 3);
    for (int i = 0; i < tables; i++) {
      String name = name("t", i);
      int index = i;
      contract.table(name, table -> table(table, name, index));
    }
    if (!plain) {
      contract.custom("x.anything", List.of(1, 2.5, "three", Map.of("four", true)));
      contract.set(
          "x-" + words(),
          MapNode.builder().put("deep", List.of(List.of(), Map.of(), "a: b # c")).build());
    }
    return contract.build();
  }

  private void governance(ContractBuilder contract) {
    if (random.oneIn(2)) {
      contract.sla("latency", random.between(1, 90), random.oneOf("d", "h", "m"));
    }
    List<MapNode> members =
        List.of(
            MapNode.builder().put("username", "owner@mesh.example").put("role", "owner").build());
    contract.set(
        "team",
        random.oneIn(2)
            ? members
            : MapNode.builder().put("name", words()).put("members", members).build());
    if (random.oneIn(3)) {
      contract.set(
          "roles", List.of(MapNode.builder().put("role", "reader").put("access", "read").build()));
      contract.set(
          "support",
          List.of(MapNode.builder().put("channel", "help").put("tool", "email").build()));
      contract.set(
          "price",
          MapNode.builder()
              .put("priceAmount", 9.95)
              .put("priceCurrency", "EUR")
              .put("priceUnit", "gigabyte")
              .build());
    }
    if (random.oneIn(3)) {
      contract.set(
          "servers",
          List.of(
              MapNode.builder()
                  .put("server", "lake")
                  .put("type", "duckdb")
                  .put("database", "warehouse.duckdb")
                  .build(),
              MapNode.builder()
                  .put("server", "files")
                  .put("type", "local")
                  .put("path", "./data")
                  .put("format", "parquet")
                  .build()));
    }
  }

  private void table(TableBuilder table, String name, int index) {
    table
        .id("table_" + index)
        .description(text())
        .physicalType(random.oneOf("table", "topic", "view"));
    table.property(
        "id", LogicalType.INTEGER, id -> id.id("p_id").required().primaryKey(1).format("i64"));
    if (random.oneIn(2)) {
      table.property(
          "parent",
          LogicalType.INTEGER,
          parent ->
              parent
                  .id("p_parent")
                  .format("i64")
                  .references(
                      name.matches("[A-Za-z_]\\w*")
                          ? name + ".id"
                          : "schema/table_" + index + "/properties/p_id"));
    }
    int properties = random.between(1, 8);
    for (int i = 0; i < properties; i++) {
      LogicalType type = random.oneOf(LogicalType.values());
      String id = "p_" + i;
      table.property(name("c", i), type, property -> property(property.id(id), type, 3));
    }
    if (random.oneIn(3)) {
      table.quality(
          MapNode.builder()
              .put("type", "library")
              .put("metric", "rowCount")
              .put("mustBeGreaterThan", 0)
              .build());
      table.quality(
          MapNode.builder()
              .put("type", "sql")
              .put("query", "SELECT COUNT(*) FROM ${table}")
              .put("mustBeGreaterOrEqualTo", 0)
              .build());
      table.quality(MapNode.builder().put("type", "text").put("description", text()).build());
      table.quality(
          MapNode.builder()
              .put("type", "custom")
              .put("engine", "soda")
              .put("implementation", "checks: []\n")
              .build());
    }
  }

  private void property(PropertyBuilder property, LogicalType type, int depth) {
    if (random.oneIn(2)) {
      property.description(text());
    }
    if (random.oneIn(3)) {
      property.required();
    }
    if (random.oneIn(4)) {
      property.classification(random.oneOf("public", "internal", "restricted"));
    }
    switch (type) {
      case STRING -> text(property);
      case INTEGER -> integer(property);
      case NUMBER -> number(property);
      case TIMESTAMP -> {
        if (random.oneIn(2)) {
          property.option("timezone", random.oneIn(2));
        }
      }
      case OBJECT -> object(property, depth);
      case ARRAY -> array(property, depth);
      default -> {}
    }
  }

  private void text(PropertyBuilder property) {
    switch (random.below(6)) {
      case 0 -> property.format("uuid");
      case 1 -> property.maxLength(random.between(5, 50)).minLength(random.between(0, 5));
      case 2 -> property.pattern("^[A-Z]{2,4}-\\d+$");
      case 3 -> property.vocabulary("north", "south", "it's", "a\"b");
      case 4 -> property.quality(nulls());
      default -> property.examples("one", "yes", "1e3", "2024-01-01", " # x");
    }
  }

  private static MapNode nulls() {
    return MapNode.builder()
        .put("type", "library")
        .put("metric", "nullValues")
        .put("mustBeLessThan", 5)
        .put("unit", "percent")
        .build();
  }

  private void integer(PropertyBuilder property) {
    if (random.oneIn(2)) {
      property.format(random.oneOf("i8", "i16", "i32", "i64", "u8", "u16", "u32"));
    }
    if (random.oneIn(2)) {
      property.minimum(random.between(0, 10)).maximum(random.between(10, 100));
    }
  }

  private void number(PropertyBuilder property) {
    switch (random.below(3)) {
      case 0 ->
          property.physicalType(
              "decimal(" + random.between(5, 38) + "," + random.between(0, 5) + ")");
      case 1 -> property.format("f32");
      default -> property.minimum(-0.5).maximum(1e6);
    }
  }

  private void object(PropertyBuilder property, int depth) {
    int children = depth == 0 ? 0 : random.between(1, 3);
    for (int i = 0; i < children; i++) {
      LogicalType type = random.oneOf(LogicalType.values());
      property.property(name("f", i), type, child -> property(child, type, depth - 1));
    }
  }

  private void array(PropertyBuilder property, int depth) {
    if (depth > 0) {
      LogicalType type = random.oneOf(LogicalType.values());
      property.items(type, items -> property(items, type, depth - 1));
    }
    if (random.oneIn(3)) {
      property.option("maxItems", random.between(1, 9));
    }
  }

  private String name(String prefix, int index) {
    return plain || random.oneIn(2)
        ? prefix + "_" + index
        : random.oneOf(WORDS) + " " + prefix + index;
  }

  private String words() {
    List<String> words = new ArrayList<>();
    for (int i = random.between(1, 3); i > 0; i--) {
      words.add(random.oneOf(WORDS));
    }
    return String.join(" ", words);
  }

  private String text() {
    return random.oneOf(
        "It says: \"hello\" # not a comment",
        "First line\nsecond line\n",
        "It's 100 % \\ fine",
        words() + ".",
        "tabs\tand ünïcode 🚚");
  }
}
