// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;

/**
 * What an Iceberg table of a contract looks like. Field ids count from 1 here; a catalog may give
 * others, so that the schema of an existing table is always its own.
 *
 * @param formatVersion the version of Iceberg's table format
 * @param schema the columns, with the identifier fields
 * @param spec how rows are spread over partitions
 * @param sortOrder in which order rows are kept where a writer sorts
 * @param properties the table properties that follow from the contract
 * @param fieldIds the field id of every property in this schema, by the property's path
 * @param notes what the contract says that the table cannot hold, as sentences without a full stop
 */
public record TableLayout(
    int formatVersion,
    Schema schema,
    PartitionSpec spec,
    SortOrder sortOrder,
    Map<String, String> properties,
    Map<String, Integer> fieldIds,
    List<String> notes) {
  /** The format version of tables that are not told another. */
  public static final int DEFAULT_FORMAT_VERSION = 3;

  /** Copies the collections. */
  public TableLayout {
    properties = Map.copyOf(properties);
    fieldIds = Map.copyOf(fieldIds);
    notes = List.copyOf(notes);
  }

  /**
   * The layout of a contract's table in format version {@value #DEFAULT_FORMAT_VERSION}.
   *
   * @throws MeshException with {@link TableError#NOT_STORABLE} and all reasons, when an Iceberg
   *     table cannot hold what the contract says
   */
  public static TableLayout of(DataContract contract, Table table) {
    return of(contract, table, DEFAULT_FORMAT_VERSION);
  }

  /**
   * The layout of a contract's table; see {@link #of(DataContract, Table)}.
   *
   * @param formatVersion 2 or 3
   */
  public static TableLayout of(DataContract contract, Table table, int formatVersion) {
    if (formatVersion < 2 || formatVersion > 3) {
      throw new MeshException(
          TableError.INVALID_TABLE_OPTION,
          "Invalid format version: " + formatVersion + " (allowed are 2 and 3)");
    }
    String cannot = "Cannot make a table of '" + table.name() + "'";
    Refusals refusals = new Refusals();
    List<String> notes = new ArrayList<>();
    Columns.Result columns = Columns.of(table, formatVersion, refusals, notes);
    refusals.throwIfAny(TableError.NOT_STORABLE, cannot);
    Set<Integer> identity = Identity.fields(table, columns, notes);
    Schema schema = new Schema(columns.fields(), identity);
    PartitionSpec spec = Partitioning.of(table, columns, schema, refusals);
    refusals.throwIfAny(TableError.NOT_STORABLE, cannot);
    return new TableLayout(
        formatVersion,
        schema,
        spec,
        Identity.order(table, columns, schema),
        LayoutProperties.of(contract, table, columns, schema),
        columns.ids(),
        notes);
  }
}
