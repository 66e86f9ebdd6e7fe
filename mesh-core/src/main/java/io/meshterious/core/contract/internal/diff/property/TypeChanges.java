// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.Node;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What changed in the type of a property, apart from the properties of an object and the items of
 * an array.
 */
final class TypeChanges {
  private TypeChanges() {}

  /** Reports it, and says how the types relate. */
  static TypeRelation report(Comparison property, Property older, Property newer) {
    Optional<DataType> before = resolve(older);
    Optional<DataType> after = resolve(newer);
    TypeRelation relation;
    if (before.isPresent() && after.isPresent()) {
      relation = TypeRelation.of(before.get(), after.get());
    } else {
      boolean same =
          before.equals(after)
              && !property.differs("logicalType")
              && !property.differs("physicalType")
              && sameFormat(older, newer);
      relation = same ? TypeRelation.SAME : TypeRelation.OTHER;
    }
    String what = "the type changed from " + label(older, before) + " to " + label(newer, after);
    switch (relation) {
      case SAME -> physicalType(property, older, newer);
      case WIDER -> changed(property, ChangeKind.TYPE_WIDENED, what, before, after);
      case NARROWER -> changed(property, ChangeKind.TYPE_NARROWED, what, before, after);
      case OTHER_ZONE -> changed(property, ChangeKind.TIMEZONE_CHANGED, what, before, after);
      case OTHER -> changed(property, ChangeKind.TYPE_CHANGED, what, before, after);
    }
    return relation;
  }

  private static boolean nests(Optional<DataType> type) {
    return type.filter(it -> it instanceof DataType.Struct || it instanceof DataType.Array)
        .isPresent();
  }

  private static void changed(
      Comparison property,
      ChangeKind kind,
      String what,
      Optional<DataType> before,
      Optional<DataType> after) {
    property.report(kind, what, before.map(TypeChanges::node), after.map(TypeChanges::node));
    property.cover("logicalType", "physicalType");
    if (nests(before) || nests(after)) {
      property.cover("properties", "items");
    }
  }

  private static Node node(DataType type) {
    return Node.of(label(type));
  }

  private static void physicalType(Comparison property, Property older, Property newer) {
    if (!older
        .physicalType()
        .map(TypeChanges::plain)
        .equals(newer.physicalType().map(TypeChanges::plain))) {
      property.reportIfOpen(ChangeKind.PHYSICAL_TYPE_CHANGED, "the physical type", "physicalType");
    }
  }

  private static String plain(String type) {
    return type.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([(),]) ?", "$1");
  }

  private static boolean sameFormat(Property older, Property newer) {
    return older.options().format().equals(newer.options().format());
  }

  /** The type without what is inside; empty when it does not resolve. */
  private static Optional<DataType> resolve(Property property) {
    Optional<LogicalType> logical = property.logicalType();
    if (logical.isPresent() && logical.get() == LogicalType.OBJECT) {
      return Optional.of(
          property.properties().isEmpty() ? new DataType.Json() : new DataType.Struct(List.of()));
    } else if (logical.isPresent() && logical.get() == LogicalType.ARRAY) {
      return Optional.of(
          property.items().isEmpty()
              ? new DataType.Json()
              : new DataType.Array(new DataType.Json(), false));
    }
    try {
      return Optional.of(property.dataType());
    } catch (MeshException unresolved) {
      return Optional.empty();
    }
  }

  private static String label(Property property, Optional<DataType> type) {
    return type.map(TypeChanges::label)
        .orElseGet(
            () ->
                "the unknown "
                    + property
                        .logicalType()
                        .map(LogicalType::text)
                        .or(property::physicalType)
                        .map(Wording::quoted)
                        .orElse("type"));
  }

  private static String label(DataType type) {
    if (type instanceof DataType.Struct) {
      return "object";
    }
    return type instanceof DataType.Array ? "array" : type.label();
  }
}
