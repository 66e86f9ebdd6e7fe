// SPDX-License-Identifier: Apache-2.0
package com.example.mermaid;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One diagram while it is drawn: boxes for tables, lines for foreign keys. */
final class ErDiagram {
  /** Which columns a box shows. */
  enum Columns {
    ALL,
    KEYS,
    NONE;

    static Columns of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** What tells one table from another, even when their names are the same. */
  private record Key(String origin, String table) {}

  /** A table of a contract. */
  private record Place(DataContract contract, Table table) {
    Key key() {
      return new Key(contract.origin(), table.jsonPath());
    }
  }

  private final DataContracts context;
  private final Columns columns;
  private final Map<Key, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<String> boxes = new ArrayList<>();
  private final Set<String> lines = new LinkedHashSet<>();

  ErDiagram(DataContracts context, Columns columns) {
    this.context = context;
    this.columns = columns;
  }

  /** Draws a contract's tables and those that foreign keys lead to, so many steps away. */
  void draw(DataContract contract, int reach) {
    List<Place> step = contract.tables().stream().map(table -> new Place(contract, table)).toList();
    step.forEach(place -> box(place, columns));
    for (int distance = 0; !step.isEmpty(); distance++) {
      List<Place> next = new ArrayList<>();
      for (Place from : step) {
        for (ForeignKey key : from.table().foreignKeys()) {
          Optional<Place> added = line(from, key, distance < reach);
          added.ifPresent(next::add);
        }
      }
      step = next;
    }
  }

  /** The diagram's source. */
  String text() {
    return "erDiagram\n" + String.join("", boxes) + String.join("", lines);
  }

  /** Draws a foreign key; the table it leads to, when its box is new. */
  private Optional<Place> line(Place from, ForeignKey key, boolean follow) {
    if (key.to().isEmpty()) {
      return Optional.empty();
    }
    PropertyReference reference = key.to().get(0);
    Optional<Place> target =
        context
            .resolve(from.contract(), reference)
            .map(found -> new Place(found.contract(), found.table()));
    Key targetKey = target.map(Place::key).orElse(new Key(reference.text(), reference.table()));
    boolean known = names.containsKey(targetKey);
    if (!known && !follow) {
      return Optional.empty();
    }
    if (!known && target.isPresent()) {
      box(target.get(), columns == Columns.NONE ? Columns.NONE : Columns.KEYS);
    } else if (!known) {
      // A file that is not at hand: its table is drawn by name alone.
      String title = reference.wellFormed() ? reference.table() : reference.text();
      boxes.add("  " + declare(targetKey, title) + "\n");
    }
    List<Property> start =
        key.from().stream().flatMap(name -> from.table().property(name).stream()).toList();
    boolean required = !start.isEmpty() && start.stream().allMatch(Property::required);
    boolean alone = start.size() == 1 && start.get(0).unique();
    lines.add(
        "  %s %s--%s %s : %s\n"
            .formatted(
                names.get(from.key()),
                alone ? "|o" : "}o",
                required ? "||" : "o|",
                names.get(targetKey),
                quoted(String.join(", ", key.from()))));
    return known ? Optional.empty() : target;
  }

  private void box(Place place, Columns shown) {
    StringBuilder box = new StringBuilder("  " + declare(place.key(), place.table().name()));
    Set<String> foreign =
        place.table().foreignKeys().stream()
            .flatMap(key -> key.from().stream())
            .collect(Collectors.toSet());
    List<String> rows = new ArrayList<>();
    for (Property property : place.table().properties()) {
      List<String> keys = new ArrayList<>();
      if (property.primaryKey()) {
        keys.add("PK");
      }
      if (foreign.contains(property.name())) {
        keys.add("FK");
      }
      if (property.unique()) {
        keys.add("UK");
      }
      if (shown == Columns.ALL || (shown == Columns.KEYS && !keys.isEmpty())) {
        rows.add(row(property, keys));
      }
    }
    boxes.add(
        rows.isEmpty() ? box + "\n" : box.append(" {\n").append(String.join("", rows)) + "  }\n");
  }

  private static String row(Property property, List<String> keys) {
    String name = property.name().replaceAll("[^A-Za-z0-9_-]", "_");
    name = name.matches("[A-Za-z].*") ? name : "c_" + name;
    List<String> notes = new ArrayList<>();
    if (!name.equals(property.name())) {
      notes.add(property.name());
    }
    if (property.dataType() instanceof DataType.Struct struct) {
      notes.add(
          struct.fields().stream().map(DataType.Field::name).collect(Collectors.joining(", ")));
    }
    property.description().ifPresent(notes::add);
    return "    "
        + type(property.dataType())
        + " "
        + name
        + (keys.isEmpty() ? "" : " " + String.join(", ", keys))
        + (notes.isEmpty() ? "" : " " + quoted(String.join("; ", notes)))
        + "\n";
  }

  /** A type as one word, which is all that the notation has room for. */
  private static String type(DataType type) {
    if (type instanceof DataType.Array array) {
      return type(array.element()) + "[]";
    } else if (type instanceof DataType.Struct) {
      return "struct";
    } else if (type instanceof DataType.Decimal decimal) {
      return "decimal_" + decimal.precision() + "_" + decimal.scale();
    } else if (type instanceof DataType.Timestamp timestamp) {
      return timestamp.zoned() ? "timestamp" : "timestamp_local";
    }
    return type.label();
  }

  /** Gives a table a name in the diagram; a title follows where the table's own name is no word. */
  private String declare(Key key, String title) {
    boolean word = title.matches("[A-Za-z][A-Za-z0-9_]*");
    String base = word ? title : "table";
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    names.put(key, name);
    return name.equals(title) ? name : name + "[" + quoted(title) + "]";
  }

  /** A text in quotation marks, on one line, with the notation's own escapes. */
  private static String quoted(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replace("#", "#35;").replace("\"", "#quot;");
    return "\"" + line + "\"";
  }
}
