// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How many rows a table has that is no event: as many as its keys can tell apart. */
record Population(TableProgram table) {
  long rows() {
    long rows = TableProgram.USUAL_ROWS;
    boolean said = false;
    for (Property property : table.table().properties()) {
      boolean alone = property.primaryKey() && table.table().primaryKey().size() == 1;
      if (alone || property.unique()) {
        long values = values(property);
        boolean closed = !property.allowedValues().isEmpty() || days(property).isPresent();
        rows = said ? Math.min(rows, values) : closed ? values : Math.min(rows, values);
        said |= closed;
      }
    }
    return rows;
  }

  private static long values(Property property) {
    List<ScalarNode> allowed = property.allowedValues();
    if (!allowed.isEmpty()) {
      return allowed.size();
    }
    return days(property)
        .orElseGet(
            () ->
                property.options().pattern().isPresent()
                    ? Math.max(1, Texts.matching(property).count() - 1)
                    : Long.MAX_VALUE);
  }

  /** The days between the bounds of a date that has both. */
  static Optional<Long> days(Property property) {
    Optional<ScalarNode> minimum = property.options().minimum();
    Optional<ScalarNode> maximum = property.options().maximum();
    if (!(property.dataType() instanceof DataType.Date) || minimum.isEmpty() || maximum.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        LocalDate.parse(maximum.get().text()).toEpochDay()
            - LocalDate.parse(minimum.get().text()).toEpochDay()
            + 1);
  }
}
