// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/** The table properties that follow from a contract. */
final class LayoutProperties {
  /** How large data files become: 256 MiB, large enough to scan, small enough to rewrite. */
  static final long TARGET_FILE_BYTES = 256L << 20;

  /** How many older metadata files stay beside the current one. */
  static final int PREVIOUS_METADATA_FILES = 20;

  private static final Set<TypeID> LOOKED_UP =
      EnumSet.of(TypeID.INTEGER, TypeID.LONG, TypeID.STRING, TypeID.UUID, TypeID.BINARY);

  private final Table table;
  private final Columns.Result columns;
  private final Schema schema;
  private final Map<String, String> properties = new TreeMap<>();

  private LayoutProperties(Table table, Columns.Result columns, Schema schema) {
    this.table = table;
    this.columns = columns;
    this.schema = schema;
  }

  /** The properties, those that tell which contract made the table included. */
  static Map<String, String> of(
      DataContract contract, Table table, Columns.Result columns, Schema schema) {
    LayoutProperties layout = new LayoutProperties(table, columns, schema);
    layout.files();
    layout.metrics();
    layout.bloomFilters();
    layout.properties.putAll(TableContract.properties(contract, table));
    return layout.properties;
  }

  private void files() {
    properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
    properties.put(
        TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, Integer.toString(PREVIOUS_METADATA_FILES));
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    properties.put(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, Long.toString(TARGET_FILE_BYTES));
    table
        .description()
        .ifPresent(description -> properties.put(TableProperties.COMMENT, description));
  }

  /** Bounds of all columns but those in which nobody looks for a range: JSON and bytes. */
  private void metrics() {
    properties.put(
        TableProperties.DEFAULT_WRITE_METRICS_MODE,
        TableProperties.DEFAULT_WRITE_METRICS_MODE_DEFAULT);
    for (Map.Entry<Integer, Property> entry : columns.properties().entrySet()) {
      boolean bytes = schema.findType(entry.getKey()).typeId() == TypeID.BINARY;
      if (bytes || entry.getValue().dataType() instanceof DataType.Json) {
        counts(schema.findColumnName(entry.getKey()));
      }
    }
    if (schema.findField(Columns.UNKNOWN_FIELDS) != null) {
      counts(Columns.UNKNOWN_FIELDS);
    }
  }

  private void counts(String column) {
    properties.put(TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + column, "counts");
  }

  /** Filters for columns whose values differ, because bounds do not tell files apart by them. */
  private void bloomFilters() {
    Set<String> keys = new HashSet<>();
    List<Property> primaryKey = table.primaryKey();
    if (primaryKey.size() == 1) {
      keys.add(primaryKey.get(0).name());
    }
    table.hints().eventId().ifPresent(keys::add);
    for (Property property : table.properties()) {
      if (property.unique() || keys.contains(property.name())) {
        columns
            .column(property)
            .map(NestedField::type)
            .filter(type -> LOOKED_UP.contains(type.typeId()))
            .ifPresent(
                type ->
                    properties.put(
                        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX
                            + property.columnName(),
                        "true"));
      }
    }
  }
}
