// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/** Which columns identify a row, and in which order rows are kept. */
final class Identity {
  private Identity() {}

  /**
   * The field ids of the columns that identify a row: the primary key, else the event id. None when
   * Iceberg does not take one of them, because fewer columns would identify other rows.
   *
   * @param notes takes the reason when there are none
   */
  static Set<Integer> fields(Table table, Columns.Result columns, List<String> notes) {
    List<Property> key = key(table);
    Set<Integer> ids = new LinkedHashSet<>();
    for (Property property : key) {
      Optional<NestedField> column = columns.column(property);
      Optional<String> refusal = column.flatMap(Identity::refusal);
      if (refusal.isPresent()) {
        notes.add("no identifier fields: '" + property.path() + "' " + refusal.get());
        return Set.of();
      }
      column.ifPresent(field -> ids.add(field.fieldId()));
    }
    return ids;
  }

  /** The properties that identify a row: the primary key, else the event id. */
  static List<Property> key(Table table) {
    List<Property> key = table.primaryKey();
    return key.isEmpty() ? table.hints().eventId().flatMap(table::property).stream().toList() : key;
  }

  private static Optional<String> refusal(NestedField field) {
    if (field.isOptional()) {
      return Optional.of("may be null");
    } else if (!field.type().isPrimitiveType()) {
      return Optional.of("is " + (field.type().isListType() ? "an array" : "an object"));
    }
    boolean real = field.type().typeId() == TypeID.FLOAT || field.type().typeId() == TypeID.DOUBLE;
    return real ? Optional.of("is a floating point number") : Optional.empty();
  }

  /**
   * The order in which rows are kept inside a file where a writer sorts: events by time and then
   * id, others by their primary key.
   */
  static SortOrder order(Table table, Columns.Result columns, Schema schema) {
    List<Property> sorted = new ArrayList<>();
    Optional<Property> time = table.hints().eventTime().flatMap(table::property);
    if (time.isPresent()) {
      sorted.add(time.get());
      table.hints().eventId().flatMap(table::property).ifPresent(sorted::add);
    } else {
      sorted.addAll(table.primaryKey());
    }
    SortOrder.Builder order = SortOrder.builderFor(schema);
    Set<Integer> used = new LinkedHashSet<>();
    for (Property property : sorted) {
      Optional<NestedField> column = columns.column(property);
      if (column.isPresent()
          && column.get().type().isPrimitiveType()
          && used.add(column.get().fieldId())) {
        order.asc(column.get().name(), NullOrder.NULLS_FIRST);
      }
    }
    return order.build();
  }
}
