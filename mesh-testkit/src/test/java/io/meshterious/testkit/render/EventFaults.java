// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every way in which a valid event can break its contract in exactly one place. */
final class EventFaults {
  /**
   * A fault.
   *
   * @param kind what is wrong
   * @param path where
   * @param value the event, or the part of it that is wrong
   */
  record Fault(String kind, String path, Node value) {}

  private final boolean closed;
  private final Table table;

  EventFaults(Table table) {
    this.table = table;
    this.closed = table.hints().unknownFields() == TableHints.UnknownFields.REJECT;
  }

  List<Fault> of(MapNode event) {
    List<Fault> faults =
        new ArrayList<>(object(table.properties(), List.of(), event, table.name()));
    if (table.hints().eventType().isPresent() && event.scalar("event_type").isPresent()) {
      faults.add(
          new Fault(
              "other event type",
              table.name(),
              event.with("event_type", ScalarNode.text("other"))));
    }
    return faults;
  }

  private List<Fault> object(
      List<Property> properties, List<String> required, MapNode object, String path) {
    List<Fault> faults = new ArrayList<>();
    if (closed) {
      faults.add(
          new Fault("unknown field", path, object.with("nobody knows", ScalarNode.text("x"))));
    }
    for (Property property : properties) {
      String name = property.name();
      if (property.required() || required.contains(name)) {
        faults.add(new Fault("missing required", property.path(), object.without(name)));
        faults.add(new Fault("null required", property.path(), object.with(name, ScalarNode.NULL)));
      }
      Optional<Node> value = object.get(name).filter(it -> !it.equals(ScalarNode.NULL));
      if (value.isPresent()) {
        for (Fault fault : value(property, value.get())) {
          faults.add(new Fault(fault.kind(), fault.path(), object.with(name, fault.value())));
        }
      }
    }
    return faults;
  }

  private List<Fault> value(Property property, Node value) {
    List<Fault> faults = new ArrayList<>();
    DataType type = property.dataType();
    if (type instanceof DataType.Struct) {
      struct(faults, property, (MapNode) value);
    } else if (type instanceof DataType.Array) {
      array(faults, property, (ListNode) value);
    } else if (!(type instanceof DataType.Json)) {
      scalar(faults, property, type, (ScalarNode) value);
    } else if (property.logicalType().isPresent() && !(value instanceof ScalarNode)) {
      if (property.physicalType().isEmpty()) {
        add(faults, "wrong type", property, value instanceof MapNode ? List.of() : MapNode.EMPTY);
        add(faults, "wrong type", property, 5);
      }
    }
    return faults;
  }

  private void struct(List<Fault> faults, Property property, MapNode value) {
    add(faults, "wrong type", property, List.of());
    add(faults, "wrong type", property, "{}");
    TypeOptions options = property.options();
    if (options.minProperties().orElse(0) > 0) {
      add(faults, "too few properties", property, MapNode.EMPTY);
    }
    faults.addAll(
        object(property.properties(), options.requiredProperties(), value, property.path()));
  }

  private void array(List<Fault> faults, Property property, ListNode value) {
    TypeOptions options = property.options();
    Property items = property.items().orElseThrow();
    add(faults, "wrong type", property, MapNode.EMPTY);
    add(faults, "wrong type", property, "[]");
    if (items.required()) {
      add(faults, "null item", property, appended(value.items(), ScalarNode.NULL));
    }
    if (options.minItems().orElse(0) > 0) {
      add(faults, "too few items", property, List.of());
    }
    if (value.items().isEmpty()) {
      return;
    }
    Node first = value.items().get(0);
    if (options.maxItems().isPresent()) {
      List<Node> many = new ArrayList<>(value.items());
      while (many.size() <= options.maxItems().getAsInt()) {
        many.add(first);
      }
      add(faults, "too many items", property, many);
    }
    if (options.uniqueItems()) {
      add(faults, "repeated item", property, appended(value.items(), first));
    }
    if (!first.equals(ScalarNode.NULL)) {
      for (Fault fault : value(items, first)) {
        List<Node> changed = new ArrayList<>(value.items());
        changed.set(0, fault.value());
        faults.add(new Fault(fault.kind(), fault.path(), ListNode.of(changed)));
      }
    }
  }

  private static List<Node> appended(List<Node> items, Node item) {
    List<Node> longer = new ArrayList<>(items);
    longer.add(item);
    return longer;
  }

  private static void scalar(
      List<Fault> faults, Property property, DataType type, ScalarNode value) {
    add(faults, "wrong type", property, List.of(value));
    add(faults, "wrong type", property, value.isText() ? (Object) 5 : value.text());
    add(faults, "wrong type", property, value.isBoolean() ? (Object) 1 : true);
    if (!property.allowedValues().isEmpty()) {
      add(
          faults,
          "not in vocabulary",
          property,
          value.isNumber() ? (Object) Integer.valueOf(-987_654) : "none of them");
    } else if (type instanceof DataType.Int whole) {
      add(faults, "fraction", property, new BigDecimal("1.5"));
      int bits = whole.signed() ? whole.bits() - 1 : whole.bits();
      BigInteger beyond = BigInteger.ONE.shiftLeft(bits);
      add(faults, "out of the type's range", property, beyond);
      add(
          faults,
          "out of the type's range",
          property,
          whole.signed() ? beyond.add(BigInteger.ONE).negate() : BigInteger.ONE.negate());
    } else if (type instanceof DataType.Decimal decimal) {
      BigDecimal beyond = BigDecimal.TEN.pow(decimal.precision() - decimal.scale());
      add(faults, "out of the type's range", property, beyond);
      add(faults, "out of the type's range", property, beyond.negate());
      add(
          faults,
          "too many digits of a fraction",
          property,
          value.decimal().add(BigDecimal.ONE.movePointLeft(decimal.scale() + 1)));
    } else if (type instanceof DataType.Real real) {
      add(
          faults,
          "out of the type's range",
          property,
          new BigDecimal(real.bits() == 32 ? "3.5e38" : "1.8e308"));
    } else if (type instanceof DataType.Uuid) {
      add(faults, "malformed uuid", property, value.text().substring(1));
      add(faults, "malformed uuid", property, value.text().replace("-", ""));
      add(faults, "malformed uuid", property, "g" + value.text().substring(1));
      add(faults, "malformed uuid", property, "{" + value.text() + "}");
    } else if (type instanceof DataType.Binary) {
      binary(faults, property);
    } else if (type instanceof DataType.Text) {
      text(faults, property, value.text());
    } else if (!(type instanceof DataType.Bool)) {
      time(faults, property, type);
    }
    if (value.isNumber()) {
      bounds(faults, property);
    }
  }

  private static void bounds(List<Fault> faults, Property property) {
    TypeOptions options = property.options();
    BigDecimal step = new BigDecimal("0.01");
    options
        .minimum()
        .ifPresent(it -> add(faults, "too small", property, it.decimal().subtract(BigDecimal.ONE)));
    options
        .minimum()
        .ifPresent(it -> add(faults, "too small", property, it.decimal().subtract(step)));
    options
        .maximum()
        .ifPresent(it -> add(faults, "too large", property, it.decimal().add(BigDecimal.ONE)));
    options.exclusiveMinimum().ifPresent(it -> add(faults, "too small", property, it.decimal()));
    options.exclusiveMaximum().ifPresent(it -> add(faults, "too large", property, it.decimal()));
    options
        .multipleOf()
        .ifPresent(it -> add(faults, "no multiple", property, it.multiply(new BigDecimal("1.5"))));
  }

  private static void text(List<Fault> faults, Property property, String value) {
    TypeOptions options = property.options();
    if (options.minLength().orElse(0) > 0) {
      add(faults, "too short", property, "ä".repeat(options.minLength().getAsInt() - 1));
    }
    ((DataType.Text) property.dataType())
        .maxLength()
        .ifPresent(
            most ->
                add(
                    faults,
                    "too long",
                    property,
                    value + "🚚".repeat(most + 1 - value.codePointCount(0, value.length()))));
    if (options.pattern().isPresent()) {
      LinearPattern pattern = LinearPattern.compile(options.pattern().get());
      for (String other :
          List.of(
              "", "?", value + "?", "?" + value, value.toLowerCase(java.util.Locale.ROOT) + "\n")) {
        if (!pattern.matches(other)) {
          add(faults, "pattern broken", property, other);
        }
      }
    }
    String format = options.format().orElse("");
    if (List.of("email", "uri", "hostname", "ipv4", "ipv6").contains(format)) {
      add(faults, "malformed " + format, property, "not one!");
    }
  }

  private static void binary(List<Fault> faults, Property property) {
    for (String text : List.of("A", "AA", "AAA", "AA=A", "A===", "AA-_", "AAB=", "AAAA ")) {
      add(faults, "malformed base64", property, text);
    }
    property
        .options()
        .maxLength()
        .ifPresent(most -> add(faults, "too long", property, base64(most + 1)));
    int least = property.options().minLength().orElse(0);
    if (least > 0) {
      add(faults, "too short", property, base64(least - 1));
    }
  }

  private static String base64(int bytes) {
    return java.util.Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  private static void time(List<Fault> faults, Property property, DataType type) {
    List<String> texts = new ArrayList<>(List.of("", "now"));
    if (property.options().format().isEmpty()) {
      List<String> days =
          List.of(
              "2026-02-30",
              "2025-02-29",
              "1900-02-29",
              "2026-04-31",
              "2026-13-01",
              "2026-00-10",
              "0000-01-01",
              "26-01-01",
              "2026-1-1",
              "20260101");
      List<String> clocks =
          List.of(
              "25:00:00",
              "24:00:00",
              "12:60:00",
              "12:00:60",
              "12:00",
              "1:00:00",
              "12:00:00.",
              "12:00:00,5",
              "12:00:00.1234567891");
      if (type instanceof DataType.Date) {
        texts.addAll(days);
        texts.add("2026-01-01T00:00:00Z");
      } else if (type instanceof DataType.Time) {
        texts.addAll(clocks);
        texts.add("12:00:00Z");
      } else if (type instanceof DataType.Timestamp timestamp) {
        String zone = timestamp.zoned() ? "Z" : "";
        days.forEach(day -> texts.add(day + "T12:00:00" + zone));
        clocks.forEach(clock -> texts.add("2026-01-01T" + clock + zone));
        texts.add("2026-01-01 12:00:00" + zone);
        texts.add("2026-01-01t12:00:00" + zone);
        texts.add("2026-01-01T12:00:00" + (timestamp.zoned() ? "" : "Z"));
        texts.add("2026-01-01T12:00:00+0200");
        texts.add("2026-01-01T12:00:00+18:30");
      }
    }
    texts.forEach(
        text -> add(faults, "malformed " + type.label().replaceAll("\\(.*", ""), property, text));
  }

  private static void add(List<Fault> faults, String kind, Property property, Object value) {
    faults.add(new Fault(kind, property.path(), Node.of(value)));
  }
}
