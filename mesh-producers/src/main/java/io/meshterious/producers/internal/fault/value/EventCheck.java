// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.producers.fault.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether an event that another version of a contract made fulfils this one. */
final class EventCheck {
  private final Table table;
  private final boolean closed;
  private final Map<String, Predicate<String>> forms = new HashMap<>();

  EventCheck(Table table) {
    this.table = table;
    this.closed = table.hints().unknownFields() == TableHints.UnknownFields.REJECT;
  }

  /** What is done with the event. */
  Expectation expectation(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    Node event = Document.parse(text, DocumentFormat.JSON, "event").root();
    return event instanceof MapNode map && object(map, table.properties(), List.of())
        ? Expectation.STORED
        : Expectation.REJECTED;
  }

  private boolean object(MapNode event, List<Property> properties, List<String> alsoRequired) {
    if (closed && !properties.stream().map(Property::name).toList().containsAll(event.keys())) {
      return false;
    }
    for (Property property : properties) {
      boolean required = property.required() || alsoRequired.contains(property.name());
      Optional<Node> value = event.get(property.name());
      boolean there = value.isPresent() && !isNull(value.get());
      if (there ? !fulfils(value.orElseThrow(), property) : required) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNull(Node value) {
    return value instanceof ScalarNode scalar && scalar.isNull();
  }

  private boolean fulfils(Node value, Property property) {
    DataType type = property.dataType();
    if (type instanceof DataType.Struct) {
      return value instanceof MapNode map
          && object(map, property.properties(), property.options().requiredProperties());
    } else if (type instanceof DataType.Array) {
      return value instanceof ListNode list && items(list, property);
    } else if (type instanceof DataType.Json) {
      Optional<LogicalType> logical = property.logicalType();
      return !(logical.filter(LogicalType.OBJECT::equals).isPresent()
              && !(value instanceof MapNode))
          && !(logical.filter(LogicalType.ARRAY::equals).isPresent()
              && !(value instanceof ListNode));
    }
    return value instanceof ScalarNode scalar
        && typed(scalar, type)
        && allowed(scalar, property)
        && (scalar.isNumber() ? inRange(scalar, property) : written(scalar, property));
  }

  private boolean items(ListNode list, Property property) {
    int size = list.items().size();
    Optional<Property> item = property.items();
    return size >= property.options().minItems().orElse(0)
        && size <= property.options().maxItems().orElse(Integer.MAX_VALUE)
        && list.items().stream()
            .allMatch(
                it ->
                    item.isEmpty()
                        || (isNull(it) ? !item.get().required() : fulfils(it, item.get())));
  }

  private static boolean typed(ScalarNode value, DataType type) {
    if (type instanceof DataType.Bool) {
      return value.isBoolean();
    } else if (type instanceof DataType.Int) {
      return value.isInteger();
    } else if (type instanceof DataType.Decimal || type instanceof DataType.Real) {
      return value.isNumber();
    }
    return value.isText();
  }

  private boolean allowed(ScalarNode value, Property property) {
    List<ScalarNode> values = property.allowedValues();
    Optional<String> eventType = table.hints().eventType();
    boolean isEventType = property.path().equals(table.name() + ".event_type");
    return (values.isEmpty() || values.stream().anyMatch(it -> same(it, value)))
        && !(isEventType && eventType.filter(it -> !it.equals(value.text())).isPresent());
  }

  private static boolean same(ScalarNode one, ScalarNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimal().compareTo(other.decimal()) == 0
        : one.text().equals(other.text());
  }

  private static boolean inRange(ScalarNode value, Property property) {
    return NumberRange.of(Site.of(property)).has(value.decimal());
  }

  private boolean written(ScalarNode value, Property property) {
    String text = value.text();
    int length = text.codePointCount(0, text.length());
    boolean counted = property.dataType() instanceof DataType.Text;
    int most =
        property.dataType() instanceof DataType.Text limited
            ? limited.maxLength().orElse(Integer.MAX_VALUE)
            : Integer.MAX_VALUE;
    return (!counted || length >= property.options().minLength().orElse(0) && length <= most)
        && form(property).test(text);
  }

  /** Whether texts are written as the property says. */
  private Predicate<String> form(Property property) {
    return forms.computeIfAbsent(property.path(), path -> formOf(property));
  }

  private static Predicate<String> formOf(Property property) {
    DataType type = property.dataType();
    Optional<String> pattern = property.options().pattern();
    boolean text = type instanceof DataType.Text || type instanceof DataType.Uuid;
    if (text && pattern.isPresent()) {
      return LinearPattern.compile(pattern.get())::matches;
    } else if (property.options().format().isPresent() && !(type instanceof DataType.Uuid)) {
      return any -> true;
    } else if (type instanceof DataType.Uuid) {
      return matching("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    } else if (type instanceof DataType.Date) {
      return matching("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    } else if (type instanceof DataType.Time) {
      return matching("[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
    } else if (type instanceof DataType.Timestamp timestamp) {
      String zone = timestamp.zoned() ? "(Z|[+-][0-9]{2}:[0-9]{2})" : "";
      return matching(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?" + zone);
    }
    return any -> true;
  }

  private static Predicate<String> matching(String pattern) {
    return LinearPattern.compile("^" + pattern + "$")::matches;
  }
}
