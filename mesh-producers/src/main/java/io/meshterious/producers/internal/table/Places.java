// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.hint.GeoBounds;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.Cell;
import io.meshterious.producers.internal.value.DoubleValue;

/** Coordinates in a box: anywhere, or where something is that drives to and fro at a speed. */
record Places(TableProgram table, RowTimes times, Property property, GeoBounds box) {
  private static final double KM_A_DEGREE = 111.2;
  private static final double HOUR_NANOS = 3.6e12;

  /** The object with its coordinates. */
  Cell cell(CellMaker cells) {
    for (Property child : property.properties()) {
      String name = child.name();
      if (name.equals("lat")) {
        table.putIfAbsent(child, () -> new Numbers(table, times, child).computed(latitude()));
      } else if (name.equals("lon")) {
        table.putIfAbsent(child, () -> new Numbers(table, times, child).computed(longitude()));
      }
    }
    return cells.object(property, times);
  }

  private DoubleValue latitude() {
    return along(box.south(), box.north(), KM_A_DEGREE, table.key(table.path(property) + ".lat"));
  }

  private DoubleValue longitude() {
    double middle = StrictMath.cos(StrictMath.toRadians((box.south() + box.north()) / 2));
    return along(
        box.west(), box.east(), KM_A_DEGREE * middle, table.key(table.path(property) + ".lon"));
  }

  private DoubleValue along(double from, double to, double kmADegree, long key) {
    double width = to - from;
    if (box.speedKmh().isEmpty() || width == 0) {
      return row -> from + width * Draw.unit(Draw.bits(key, row));
    }
    double degreesAnHour = box.speedKmh().getAsDouble() / Math.sqrt(2) / kmADegree;
    double phase = Draw.unit(key) * 2 * width;
    return row -> {
      double way = phase + times.nanos().at(row) / HOUR_NANOS * degreesAnHour;
      double there = way % (2 * width);
      return from + (there < width ? there : 2 * width - there);
    };
  }
}
