// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.hint.Distribution;
import io.meshterious.producers.internal.draw.Draw;
import io.meshterious.producers.internal.draw.Weights;
import io.meshterious.producers.internal.time.EventClock;
import io.meshterious.producers.internal.value.Column;
import io.meshterious.producers.internal.value.LongValue;
import java.util.List;
import java.util.Optional;

/**
 * A column whose values are those of another table's rows. Which row is computed: one that happened
 * up to three days before, of the same publisher, for events; any row else.
 */
final class References {
  private static final long LONGEST_LAG_NANOS = 3 * 86_400_000_000_000L;
  private static final long EVENTS_WITHOUT_TIME = 100_000;

  private final TableProgram table;
  private final RowTimes times;
  private final Property property;

  References(TableProgram table, RowTimes times, Property property) {
    this.table = table;
    this.times = times;
    this.property = property;
  }

  /** The column; empty when the property refers to nothing that is known. */
  Optional<Column> column() {
    Optional<String> hint = property.hints().reference();
    if (hint.isPresent()) {
      return column(PropertyReference.parse(hint.get()), table.path(property));
    }
    for (ForeignKey key : table.table().foreignKeys()) {
      int place = key.from().indexOf(table.path(property));
      if (place >= 0 && place < key.to().size()) {
        return column(key.to().get(place), String.join(",", key.from()));
      }
    }
    return Optional.empty();
  }

  private Optional<Column> column(PropertyReference reference, String name) {
    return table
        .programs()
        .resolve(table.contract(), reference)
        .filter(target -> !isThis(target))
        .map(target -> column(target, name));
  }

  private boolean isThis(DataContracts.Target target) {
    return target.contract().id().equals(table.contract().id())
        && target.property().path().equals(property.path());
  }

  private Column column(DataContracts.Target target, String name) {
    TableProgram other = table.programs().of(target.contract(), target.table());
    Column column = other.column(target.property());
    if (!target.property().dataType().getClass().equals(property.dataType().getClass())) {
      throw table.refusal(
          property,
          "it is of type "
              + property.dataType().label()
              + " and refers to '"
              + target.property().path()
              + "' of type "
              + target.property().dataType().label());
    }
    return column.at(rows(other, table.key("#reference " + name)));
  }

  private LongValue rows(TableProgram other, long key) {
    Optional<EventClock> clock = other.clock();
    if (clock.isPresent() && table.clock().isPresent()) {
      List<String> publishers = table.publishers();
      int together = publishers.equals(other.publishers()) ? Math.max(1, publishers.size()) : 1;
      EventClock theirs = clock.get();
      return row -> {
        long lag = Draw.below(Draw.bits(key, row), LONGEST_LAG_NANOS);
        long before = theirs.rowsBefore(times.nanos().at(row) - lag) - 1;
        long mine = times.rows().at(row);
        return Math.max(
            Math.floorMod(mine, together), before - Math.floorMod(before - mine, together));
      };
    }
    long count = clock.isPresent() ? EVENTS_WITHOUT_TIME : other.rows();
    Optional<Distribution> zipf =
        property.hints().distribution().filter(it -> it.kind() == Distribution.Kind.ZIPF);
    if (zipf.isPresent()) {
      int size = (int) Math.min(1_000_000, count);
      Weights weights = Weights.zipf(size, zipf.get().parameter("exponent").orElse(1));
      return row -> weights.at(Draw.unit(Draw.bits(key, row)));
    }
    return row -> Draw.below(Draw.bits(key, row), count);
  }
}
