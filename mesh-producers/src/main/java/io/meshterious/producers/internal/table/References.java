// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.hint.Distribution;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;
import io.meshterious.producers.internal.time.EventClock;
import io.meshterious.producers.internal.value.Chosen;
import io.meshterious.producers.internal.value.Even;
import io.meshterious.producers.internal.value.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column whose values are those of another table's rows. Which row is computed: one that happened
 * up to three days before, of the same publisher, for events; any row else.
 */
final class References {
  private static final long LONGEST_LAG_NANOS = 3 * 86_400_000_000_000L;
  private static final long EVENTS_WITHOUT_TIME = 100_000;
  private static final long MOST_OWNED = 100_000;

  private final TableProgram table;
  private final RowTimes times;
  private final Property property;

  References(TableProgram table, RowTimes times, Property property) {
    this.table = table;
    this.times = times;
    this.property = property;
  }

  /** What a property refers to, under the name of the reference: several may share one. */
  private record Found(String name, DataContracts.Target target) {}

  /** The column; empty when the property refers to nothing that is known. */
  Optional<Column> column() {
    return found().map(this::column);
  }

  /** Which rows it refers to; empty when the property refers to nothing that is known. */
  Optional<LongValue> rows() {
    return found().map(it -> rows(it, programOf(it)));
  }

  /** The name of the reference that a property takes part in; empty when it takes part in none. */
  static Optional<String> name(TableProgram table, Property property) {
    return new References(table, table.times(), property).found().map(Found::name);
  }

  private Optional<Found> found() {
    Optional<String> hint = property.hints().reference();
    if (hint.isPresent()) {
      return found(table.path(property), PropertyReference.parse(hint.get()));
    }
    for (ForeignKey key : table.table().foreignKeys()) {
      int place = key.from().indexOf(table.path(property));
      if (place >= 0 && place < key.to().size()) {
        return found(String.join(",", key.from()), key.to().get(place));
      }
    }
    return Optional.empty();
  }

  private Optional<Found> found(String name, PropertyReference reference) {
    return table
        .programs()
        .resolve(table.contract(), reference)
        .filter(target -> !isThis(target))
        .map(target -> new Found(name, target));
  }

  private boolean isThis(DataContracts.Target target) {
    return target.contract().id().equals(table.contract().id())
        && target.property().path().equals(property.path());
  }

  private TableProgram programOf(Found found) {
    return table.programs().of(found.target().contract(), found.target().table());
  }

  private Column column(Found found) {
    Property target = found.target().property();
    TableProgram other = programOf(found);
    Column column = other.column(target);
    if (!target.dataType().getClass().equals(property.dataType().getClass())) {
      throw table.refusal(
          property,
          "it is of type "
              + property.dataType().label()
              + " and refers to '"
              + target.path()
              + "' of type "
              + target.dataType().label());
    }
    return column.at(rows(found, other));
  }

  private LongValue rows(Found found, TableProgram other) {
    return table.referred(found.name(), () -> rows(other, table.key("#reference " + found.name())));
  }

  private LongValue rows(TableProgram other, long key) {
    Optional<EventClock> clock = other.clock();
    if (clock.isPresent() && table.clock().isPresent()) {
      return earlier(other, clock.get(), key);
    }
    List<LongValue> own = clock.isPresent() ? List.of() : ofPublishers(other, key);
    if (!own.isEmpty()) {
      LongValue[] each = own.toArray(LongValue[]::new);
      return row -> each[(int) (times.rows().at(row) % each.length)].at(row);
    }
    return any(clock.isPresent() ? EVENTS_WITHOUT_TIME : other.rows(), key);
  }

  /** Rows of what happened up to three days before, of the same publisher. */
  private LongValue earlier(TableProgram other, EventClock theirs, long key) {
    List<String> publishers = table.publishers();
    int together = publishers.equals(other.publishers()) ? Math.max(1, publishers.size()) : 1;
    return row -> {
      long lag = Draw.below(Draw.bits(key, row), LONGEST_LAG_NANOS);
      long before = theirs.rowsBefore(times.nanos().at(row) - lag) - 1;
      long mine = times.rows().at(row);
      return Math.max(
          Math.floorMod(mine, together), before - Math.floorMod(before - mine, together));
    };
  }

  /** Any row, or few of them often. */
  private LongValue any(long count, long key) {
    Optional<Distribution> zipf =
        property.hints().distribution().filter(it -> it.kind() == Distribution.Kind.ZIPF);
    if (zipf.isPresent()) {
      int size = (int) Math.min(1_000_000, count);
      Weights weights = Weights.zipf(size, zipf.get().parameter("exponent").orElse(1));
      return new Chosen(key, weights);
    }
    return new Even(key, 0, 1, count);
  }

  /**
   * For each publisher the rows that are its own, where the other table says whose they are: in a
   * property that is called as the one here that holds the publisher. Empty where it does not, or
   * where one would have none.
   */
  private List<LongValue> ofPublishers(TableProgram other, long key) {
    List<String> publishers = table.publishers();
    Optional<Property> whose =
        table.table().properties().stream()
            .filter(it -> ColumnMaker.holdsPublisher(table, it))
            .flatMap(it -> other.table().property(it.name()).stream())
            .filter(it -> it.dataType() instanceof DataType.Text)
            .findFirst();
    if (whose.isEmpty() || isOwn(whose.get()) || other.rows() > MOST_OWNED) {
      return List.of();
    }
    List<List<Long>> rows = new ArrayList<>();
    publishers.forEach(it -> rows.add(new ArrayList<>()));
    TextValue texts = other.column(whose.get()).texts();
    EventBuffer text = new EventBuffer();
    for (long row = 0; row < other.rows(); row++) {
      text.clear();
      texts.write(row, text);
      int publisher = publishers.indexOf(text.toString());
      if (publisher >= 0) {
        rows.get(publisher).add(row);
      }
    }
    if (rows.stream().anyMatch(List::isEmpty)) {
      return List.of();
    }
    return rows.stream()
        .map(
            it -> {
              long[] own = it.stream().mapToLong(Long::longValue).toArray();
              LongValue row = new Listed(own, any(own.length, key));
              return row;
            })
        .toList();
  }

  /** Whether the property that refers is the one that says whose a row is. */
  private boolean isOwn(Property whose) {
    return property.name().equals(whose.name());
  }
}
