// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.hint.FieldHints.Weighted;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Weights;
import io.meshterious.producers.internal.value.Chosen;
import io.meshterious.producers.internal.value.Counted;
import io.meshterious.producers.internal.value.DoubleValue;
import io.meshterious.producers.internal.value.Flag;
import io.meshterious.producers.internal.value.Listed;
import io.meshterious.producers.internal.value.Scaled;
import io.meshterious.producers.internal.value.Turn;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** Decides what the values of a scalar property follow from: the most particular hint there is. */
final class ColumnMaker {
  private final TableProgram table;
  private final RowTimes times;

  ColumnMaker(TableProgram table, RowTimes times) {
    this.table = table;
    this.times = times;
  }

  /** Whether no two rows may have the same value. */
  static boolean differs(TableProgram table, Property property) {
    boolean alone = property.primaryKey() && table.table().primaryKey().size() == 1;
    boolean eventId =
        table.table().hints().eventId().filter(table.path(property)::equals).isPresent();
    return alone || eventId || property.unique();
  }

  /** Whether its values are those of the publishers. */
  static boolean holdsPublisher(TableProgram table, Property property) {
    List<String> texts = property.allowedValues().stream().map(ScalarNode::text).toList();
    return !table.publishers().isEmpty() && texts.containsAll(table.publishers());
  }

  Column make(Property property) {
    if (table.table().hints().eventTime().filter(table.path(property)::equals).isPresent()) {
      return new Moments(table, times, property).ofEvent();
    }
    Optional<String> derived = property.hints().derivedFrom();
    if (derived.isPresent()) {
      return derived(property, derived.get());
    }
    List<ScalarNode> allowed = allowed(property);
    if (!allowed.isEmpty()) {
      return chosen(property, allowed);
    }
    return new References(table, times, property)
        .column()
        .orElseGet(() -> byType(property, property.dataType()));
  }

  /** The values allowed; the event type and the publisher are vocabularies too. */
  private List<ScalarNode> allowed(Property property) {
    Optional<String> eventType = table.table().hints().eventType();
    if (table.path(property).equals("event_type") && eventType.isPresent()) {
      return List.of(ScalarNode.text(eventType.get()));
    }
    return property.allowedValues();
  }

  private Column byType(Property property, DataType type) {
    if (type instanceof DataType.Bool) {
      return flags(property);
    } else if (type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real) {
      return new Numbers(table, times, property).column();
    } else if (type instanceof DataType.Date
        || type instanceof DataType.Time
        || type instanceof DataType.Timestamp) {
      return new Moments(table, times, property).column();
    }
    return Column.ofTexts(new Texts(table, property).values());
  }

  private Column flags(Property property) {
    boolean usual =
        property.name().toLowerCase(Locale.ROOT).matches(".*(active|enabled|valid|_on|met)");
    double share = usual ? 0.9 : 0.15;
    long key = table.key(property);
    return Column.ofNumbers(Column.Kind.BOOLEAN, 0, new Flag(key, share));
  }

  /** A sibling as it is, or a number computed from siblings. */
  private Column derived(Property property, String expression) {
    Optional<Property> sibling = sibling(property, expression.strip());
    if (sibling.isPresent()) {
      return table.column(sibling.get(), times);
    }
    DoubleValue values;
    try {
      values = Expression.parse(expression.strip(), name -> number(property, name));
    } catch (IllegalArgumentException e) {
      throw table.refusal(
          property, "its expression '" + expression + "' cannot be computed: " + e.getMessage());
    }
    return new Numbers(table, times, property).computed(values);
  }

  private DoubleValue number(Property property, String name) {
    Property sibling =
        sibling(property, name)
            .orElseThrow(() -> new IllegalArgumentException("there is no property '" + name + "'"));
    Column column = table.column(sibling, times);
    if (column.kind() != Column.Kind.NUMBER) {
      throw new IllegalArgumentException("'" + name + "' is no number");
    }
    double scale = StrictMath.pow(10, column.digits());
    return new Scaled(column.numbers(), scale);
  }

  /** A property of the same object, or else of the table. */
  private Optional<Property> sibling(Property property, String name) {
    List<Property> here = table.table().properties();
    String[] steps = table.path(property).split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      String step = steps[i];
      here =
          here.stream()
              .filter(it -> it.name().equals(step))
              .findFirst()
              .map(Property::properties)
              .orElse(here);
    }
    Optional<Property> found = here.stream().filter(it -> it.name().equals(name)).findFirst();
    return found.isPresent() ? found : table.table().property(name);
  }

  /** One of the values allowed: each in turn when rows differ, else by weight. */
  private Column chosen(Property property, List<ScalarNode> allowed) {
    int count = allowed.size();
    LongValue choice;
    if (holdsPublisher(table, property)) {
      List<String> publishers = table.publishers();
      List<String> texts = allowed.stream().map(ScalarNode::text).toList();
      long[] places = publishers.stream().mapToLong(texts::indexOf).toArray();
      choice = new Listed(places, new Turn(times.rows(), places.length));
    } else if (count == 1) {
      choice = row -> 0;
    } else if (differs(table, property)) {
      choice = new Counted(0, 1, 0, count);
    } else {
      Weights weights = new Weights(weights(property, allowed));
      long key = table.key(property);
      choice = new Chosen(key, weights);
    }
    return constants(property, allowed, choice);
  }

  private static double[] weights(Property property, List<ScalarNode> allowed) {
    double[] weights = new double[allowed.size()];
    List<Weighted> said = property.hints().vocabulary();
    for (int i = 0; i < weights.length; i++) {
      String value = allowed.get(i).text();
      weights[i] =
          said.stream()
              .filter(it -> it.value().text().equals(value))
              .mapToDouble(Weighted::weight)
              .findFirst()
              .orElse(1);
    }
    return weights;
  }

  private static Column constants(Property property, List<ScalarNode> allowed, LongValue choice) {
    DataType type = property.dataType();
    if (type instanceof DataType.Bool) {
      return numbers(
          Column.Kind.BOOLEAN, 0, allowed.stream().mapToLong(it -> it.flag() ? 1 : 0), choice);
    } else if (type instanceof DataType.Date && property.options().format().isEmpty()) {
      return numbers(
          Column.Kind.DATE,
          0,
          allowed.stream().mapToLong(it -> LocalDate.parse(it.text()).toEpochDay()),
          choice);
    } else if (allowed.stream().allMatch(ScalarNode::isNumber)) {
      int digits =
          allowed.stream().mapToInt(it -> Math.max(0, it.decimal().scale())).max().orElse(0);
      return numbers(
          Column.Kind.NUMBER,
          digits,
          allowed.stream().mapToLong(it -> it.decimal().movePointRight(digits).longValueExact()),
          choice);
    }
    return Column.ofTexts(allowed.stream().map(ScalarNode::text).toList(), choice);
  }

  private static Column numbers(Column.Kind kind, int digits, LongStream values, LongValue choice) {
    return Column.ofNumbers(kind, digits, new Listed(values.toArray(), choice));
  }
}
