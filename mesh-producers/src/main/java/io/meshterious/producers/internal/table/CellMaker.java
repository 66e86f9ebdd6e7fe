// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.hint.GeoBounds;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.column.ChosenText;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.ArrayCell;
import io.meshterious.producers.internal.json.Cell;
import io.meshterious.producers.internal.json.Cells;
import io.meshterious.producers.internal.json.ObjectCell;
import io.meshterious.producers.internal.value.Even;
import io.meshterious.producers.internal.value.Flag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the JSON of properties, nested ones included. */
final class CellMaker {
  private static final double PRESENT = 0.9;
  private static final int USUAL_ITEMS = 3;
  private static final int MOST_SHORT = 16;

  private final TableProgram table;

  CellMaker(TableProgram table) {
    this.table = table;
  }

  /** The object of a row. */
  ObjectCell row() {
    List<Property> properties = table.table().properties();
    Set<String> needed = new HashSet<>();
    properties.stream().filter(Property::required).map(Property::name).forEach(needed::add);
    return object(properties, table.times(), needed, properties.size());
  }

  /** An object in a row, with as many members as it must and may have. */
  ObjectCell object(Property object, RowTimes times) {
    List<Property> properties = object.properties();
    TypeOptions options = object.options();
    Set<String> needed = new HashSet<>(options.requiredProperties());
    properties.stream().filter(Property::required).map(Property::name).forEach(needed::add);
    if (options.minProperties().orElse(0) > needed.size()) {
      properties.forEach(property -> needed.add(property.name()));
    }
    int most = options.maxProperties().orElse(properties.size());
    if (needed.size() > most || options.minProperties().orElse(0) > properties.size()) {
      throw table.refusal(
          object,
          "it can have "
              + most
              + " properties and needs "
              + Math.max(needed.size(), options.minProperties().orElse(0)));
    }
    return object(properties, times, needed, most);
  }

  private ObjectCell object(
      List<Property> properties, RowTimes times, Set<String> needed, int most) {
    List<ObjectCell.Member> members = new ArrayList<>();
    int spare = most - needed.size();
    for (Property property : properties) {
      boolean always = needed.contains(property.name());
      if (always || spare > 0) {
        spare -= always ? 0 : 1;
        LongValue usual = always ? null : often(property);
        LongValue present = table.present(property).orElse(usual);
        members.add(new ObjectCell.Member(property.name(), present, cell(property, times)));
      }
    }
    return new ObjectCell(members);
  }

  /** Nine of ten rows have what they need not have. */
  private LongValue often(Property property) {
    long key = table.key(table.path(property) + "#present");
    return new Flag(key, PRESENT);
  }

  private Cell cell(Property property, RowTimes times) {
    Optional<Column> stated = table.stated(property);
    if (stated.isPresent()) {
      return Cells.of(stated.get());
    }
    DataType type = property.dataType();
    if (type instanceof DataType.Struct) {
      Optional<GeoBounds> geo = property.hints().geo();
      return geo.isPresent()
          ? new Places(table, times, property, geo.get()).cell(this)
          : object(property, times);
    } else if (type instanceof DataType.Array) {
      return array(property, times);
    } else if (type instanceof DataType.Json) {
      return json(property);
    }
    return Cells.of(table.column(property, times));
  }

  private Optional<ChosenText> chosen(Property item, RowTimes times) {
    TextValue texts = table.column(item, times.items()).texts();
    return texts instanceof ChosenText chosen ? Optional.of(chosen) : Optional.empty();
  }

  private Cell array(Property property, RowTimes times) {
    Property item = property.items().orElseThrow(() -> table.refusal(property, "it has no items"));
    TypeOptions options = property.options();
    int least = options.minItems().orElse(0);
    int most = Math.min(options.maxItems().orElse(least + USUAL_ITEMS), Column.ITEMS - 1);
    List<ScalarNode> allowed = item.allowedValues();
    boolean distinct = options.uniqueItems();
    int limit = distinct && !allowed.isEmpty() ? Math.min(most, allowed.size()) : most;
    if (least > limit) {
      throw table.refusal(property, "it needs " + least + " items and can have " + limit);
    }
    long key = table.key(table.path(property) + "#size");
    LongValue sizes = new Even(key, least, 1, limit - least + 1L);
    if (!allowed.isEmpty() && limit <= MOST_SHORT && item.dataType() instanceof DataType.Text) {
      Optional<ShortText> lists =
          chosen(item, times).flatMap(it -> it.listed(sizes, limit, distinct));
      if (lists.isPresent()) {
        return Cells.of(Column.ofJson(lists.get()));
      }
    }
    return new ArrayCell(
        sizes,
        cell(item, times.items()),
        distinct,
        least,
        () -> table.refusal(property, "it needs " + least + " items that differ"));
  }

  /** Free JSON: as many numbers as an array needs, or an object with a word for each member. */
  private Cell json(Property property) {
    TypeOptions options = property.options();
    if (property.logicalType().filter(LogicalType.ARRAY::equals).isPresent()) {
      String numbers =
          IntStream.range(0, options.minItems().orElse(0))
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(",", "[", "]"));
      byte[] array = numbers.getBytes(StandardCharsets.US_ASCII);
      return (row, out) -> out.put(array);
    }
    Set<String> names = new LinkedHashSet<>(options.requiredProperties());
    int most = options.maxProperties().orElse(Integer.MAX_VALUE);
    int least = Math.max(options.minProperties().orElse(0), Math.min(1, most));
    for (int i = 1; names.size() < least; i++) {
      names.add(i == 1 ? "note" : "note" + i);
    }
    if (names.size() > most) {
      throw table.refusal(
          property, "it can have " + most + " properties and needs " + names.size());
    }
    List<ObjectCell.Member> members = new ArrayList<>();
    for (String name : names) {
      long key = table.key(table.path(property) + "." + name);
      Column words =
          Column.ofTexts(
              (row, out) -> {
                String word = Words.word(Draw.bits(key, row));
                out.put(word.getBytes(StandardCharsets.US_ASCII));
              });
      members.add(new ObjectCell.Member(name, null, Cells.of(words)));
    }
    return new ObjectCell(members);
  }
}
