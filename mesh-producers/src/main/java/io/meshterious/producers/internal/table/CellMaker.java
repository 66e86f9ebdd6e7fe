// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.hint.GeoBounds;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.internal.draw.Draw;
import io.meshterious.producers.internal.json.ArrayCell;
import io.meshterious.producers.internal.json.Cell;
import io.meshterious.producers.internal.json.Cells;
import io.meshterious.producers.internal.json.ObjectCell;
import io.meshterious.producers.internal.value.LongValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the JSON of properties, nested ones included. */
final class CellMaker {
  private static final double PRESENT = 0.9;
  private static final int USUAL_ITEMS = 3;

  private final TableProgram table;

  CellMaker(TableProgram table) {
    this.table = table;
  }

  /** An object with properties. */
  ObjectCell object(List<Property> properties, RowTimes times) {
    List<ObjectCell.Member> members = new ArrayList<>();
    for (Property property : properties) {
      members.add(
          new ObjectCell.Member(property.name(), present(table, property), cell(property, times)));
    }
    return new ObjectCell(members);
  }

  /** Nine of ten rows have what they need not have. */
  private static @Nullable LongValue present(TableProgram table, Property property) {
    if (property.required() || property.primaryKey()) {
      return null;
    }
    long key = table.key(table.path(property) + "#present");
    return row -> Draw.unit(Draw.bits(key, row)) < PRESENT ? 1 : 0;
  }

  private Cell cell(Property property, RowTimes times) {
    DataType type = property.dataType();
    if (type instanceof DataType.Struct) {
      Optional<GeoBounds> geo = property.hints().geo();
      return geo.isPresent()
          ? new Places(table, times, property, geo.get()).cell(this)
          : object(property.properties(), times);
    } else if (type instanceof DataType.Array) {
      return array(property, times);
    } else if (type instanceof DataType.Json) {
      return json(property);
    }
    return Cells.of(table.column(property, times));
  }

  private Cell array(Property property, RowTimes times) {
    Property item = property.items().orElseThrow(() -> table.refusal(property, "it has no items"));
    TypeOptions options = property.options();
    int least = options.minItems().orElse(0);
    int most = Math.min(options.maxItems().orElse(least + USUAL_ITEMS), ArrayCell.ITEMS - 1);
    List<ScalarNode> allowed = item.allowedValues();
    boolean distinct = options.uniqueItems();
    int limit = distinct && !allowed.isEmpty() ? Math.min(most, allowed.size()) : most;
    if (least > limit) {
      throw table.refusal(property, "it needs " + least + " items and can have " + limit);
    }
    long key = table.key(table.path(property) + "#size");
    LongValue sizes = row -> least + Draw.below(Draw.bits(key, row), limit - least + 1L);
    return new ArrayCell(sizes, cell(item, times.items()), distinct);
  }

  /** The least that free JSON can be: an empty list, or an object with a word. */
  private Cell json(Property property) {
    if (property.logicalType().filter(LogicalType.ARRAY::equals).isPresent()) {
      byte[] none = "[]".getBytes(StandardCharsets.US_ASCII);
      return (row, out) -> out.put(none);
    }
    long key = table.key(property);
    return (row, out) -> {
      String note = "{\"note\":\"" + Words.word(Draw.bits(key, row)) + "\"}";
      out.put(note.getBytes(StandardCharsets.US_ASCII));
    };
  }
}
