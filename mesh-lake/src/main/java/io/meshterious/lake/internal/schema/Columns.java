// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.error.MeshException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The columns of a table: a schema whose field ids count from 1, level by level as Iceberg counts
 * them, and the id of every property by its path.
 */
final class Columns {
  /** The column that keeps the fields of an event that the contract does not name. */
  static final String UNKNOWN_FIELDS = "unknown_fields";

  private static final String UNKNOWN_FIELDS_DOC =
      "Fields of the event that the contract does not name, as a JSON object";

  private final Table table;
  private final int formatVersion;
  private final Refusals refusals;
  private final List<String> notes;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Map<Integer, Property> properties = new HashMap<>();
  private int lastId;

  private Columns(Table table, int formatVersion, Refusals refusals, List<String> notes) {
    this.table = table;
    this.formatVersion = formatVersion;
    this.refusals = refusals;
    this.notes = notes;
  }

  /**
   * What the columns are.
   *
   * @param fields the columns in order
   * @param ids the field id of every property, by its path
   * @param properties every property by its field id
   */
  record Result(
      List<Types.NestedField> fields, Map<String, Integer> ids, Map<Integer, Property> properties) {
    /** The column of a top-level property. */
    Optional<Types.NestedField> column(Property property) {
      Integer id = ids.get(property.path());
      return fields.stream().filter(field -> Integer.valueOf(field.fieldId()).equals(id)).findAny();
    }
  }

  /**
   * The columns of a table.
   *
   * @param refusals takes what cannot be a column
   * @param notes takes what a column cannot hold
   */
  static Result of(Table table, int formatVersion, Refusals refusals, List<String> notes) {
    Columns columns = new Columns(table, formatVersion, refusals, notes);
    List<Types.NestedField> fields = columns.table();
    return new Result(fields, columns.ids, columns.properties);
  }

  private List<Types.NestedField> table() {
    List<Property> level = table.properties();
    boolean keepsUnknown = table.hints().unknownFields() == TableHints.UnknownFields.KEEP;
    Map<String, String> taken = new HashMap<>();
    if (keepsUnknown) {
      taken.put(UNKNOWN_FIELDS, "mesh.unknownFields");
    }
    for (Property property : level) {
      if (MetadataColumns.isMetadataColumn(property.columnName())) {
        refusals.add(
            property.path(),
            "'"
                + property.columnName()
                + "' is a column that every Iceberg table has; set another physicalName");
      }
    }
    int first = lastId + 1;
    lastId += level.size() + (keepsUnknown ? 1 : 0);
    List<Types.NestedField> fields = fields(level, List.of(), taken, first);
    if (keepsUnknown) {
      fields.add(
          Types.NestedField.optional(
              first + level.size(), UNKNOWN_FIELDS, Types.StringType.get(), UNKNOWN_FIELDS_DOC));
    }
    if (fields.isEmpty()) {
      refusals.add(table.name(), "it has no properties; a table needs at least one");
    }
    return fields;
  }

  private List<Types.NestedField> fields(
      List<Property> level, List<String> required, Map<String, String> taken, int first) {
    List<Types.NestedField> fields = new ArrayList<>();
    int id = first;
    for (Property property : level) {
      name(property, taken);
      remember(property, id);
      Types.NestedField.Builder field =
          Types.NestedField.builder()
              .withId(id++)
              .isOptional(!property.required() && !required.contains(property.name()))
              .withName(property.columnName())
              .ofType(type(property));
      property.description().ifPresent(field::withDoc);
      writeDefault(property).ifPresent(field::withWriteDefault);
      fields.add(field.build());
    }
    return fields;
  }

  private void remember(Property property, int id) {
    ids.put(property.path(), id);
    properties.put(id, property);
  }

  private Type type(Property property) {
    DataType type;
    try {
      type = property.dataType();
    } catch (MeshException unresolved) {
      refusals.add(property.path(), unresolved.getMessage());
      return Types.StringType.get();
    }
    if (type instanceof DataType.Struct) {
      List<Property> level = property.properties();
      int first = lastId + 1;
      lastId += level.size();
      return Types.StructType.of(
          fields(level, property.options().requiredProperties(), new HashMap<>(), first));
    } else if (type instanceof DataType.Array array) {
      int id = ++lastId;
      Property items = property.items().orElseThrow();
      remember(items, id);
      if (Defaults.has(items)) {
        refusals.add(items.path(), "the items of an array have no default; leave mesh.default out");
      }
      Type element = type(items);
      return array.elementRequired()
          ? Types.ListType.ofRequired(id, element)
          : Types.ListType.ofOptional(id, element);
    }
    ColumnTypes.refusal(type, formatVersion).ifPresent(why -> refusals.add(property.path(), why));
    return ColumnTypes.of(type);
  }

  private Optional<Literal<?>> writeDefault(Property property) {
    if (!Defaults.has(property)) {
      return Optional.empty();
    } else if (formatVersion < 3) {
      notes.add(
          "no default: '"
              + property.path()
              + "' has one, and tables of format version "
              + formatVersion
              + " keep none");
      return Optional.empty();
    }
    try {
      return Defaults.of(property, property.dataType());
    } catch (IllegalArgumentException wrong) {
      refusals.add(
          property.path(), "its default is of another type; allowed is " + wrong.getMessage());
    } catch (MeshException unresolved) {
      refusals.add(property.path(), unresolved.getMessage());
    }
    return Optional.empty();
  }

  private void name(Property property, Map<String, String> taken) {
    String name = property.columnName();
    if (name.isBlank()) {
      refusals.add(property.path(), "it has no name; a column needs one");
    } else if (name.indexOf('.') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
      refusals.add(
          property.path(),
          "column name '"
              + name.replaceAll("\\p{Cntrl}", "?")
              + "' has a dot or a control character, which Iceberg's names of nested columns cannot"
              + " tell apart; set another physicalName");
    }
    String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), property.path());
    if (other != null) {
      refusals.add(
          property.path(),
          "it and '"
              + other
              + "' would both be column '"
              + name
              + "', and SQL does not tell upper case from lower; set another physicalName");
    }
  }
}
