// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Which columns a scan gives, in this order: columns of the table, then what is known of each row
 * beside its values.
 *
 * @param names the table's columns; empty: all of them
 * @param extras what else
 */
public record ScanColumns(Optional<List<String>> names, List<Extra> extras) {
  /** What is known of a row beside its values. */
  public enum Extra {
    /** Where the row's file is, as the table's metadata says: a text. */
    FILE("_file"),
    /** The row's place in its file, from 0. */
    POS("_pos"),
    /** The row's id, kept when it is moved or changed; null in tables below format version 3. */
    ROW_ID("_row_id"),
    /** The sequence number of the commit that last changed the row. */
    LAST_UPDATED_SEQUENCE_NUMBER("_last_updated_sequence_number"),
    /** The number of the file's partition spec. */
    SPEC_ID("_spec_id"),
    /** The file's partition: a struct of all the table's partition fields, or null. */
    PARTITION("_partition"),
    /** The number of the row's file among the scan's, from 0; statements of users do not see it. */
    TASK("_mesh_task");

    private final String column;

    Extra(String column) {
      this.column = column;
    }

    /** The name of the column. */
    public String column() {
      return column;
    }

    /** The engine's type of the column for a table. */
    public String sqlType(Table table) {
      return switch (this) {
        case FILE -> "VARCHAR";
        case POS, ROW_ID, LAST_UPDATED_SEQUENCE_NUMBER -> "BIGINT";
        case TASK, SPEC_ID -> "INTEGER";
        case PARTITION -> FileTable.partitionSqlType(table);
      };
    }
  }

  /** Copies the lists. */
  public ScanColumns {
    names = names.map(List::copyOf);
    extras = List.copyOf(extras);
  }

  /** All columns of the table and nothing else. */
  public static ScanColumns all() {
    return new ScanColumns(Optional.empty(), List.of());
  }

  /** Some columns of the table; none gives the extras alone. */
  public static ScanColumns of(List<String> names) {
    return new ScanColumns(Optional.of(names), List.of());
  }

  /** With more that is known of each row. */
  public ScanColumns with(Extra... more) {
    List<Extra> all = new ArrayList<>(extras);
    all.addAll(List.of(more));
    return new ScanColumns(names, all);
  }

  /** The fields of a schema that are asked for. */
  List<NestedField> fields(Schema schema) {
    if (names.isEmpty()) {
      return schema.columns();
    }
    List<NestedField> fields = new ArrayList<>();
    for (String name : names.get()) {
      NestedField field = schema.asStruct().field(name);
      if (field == null) {
        throw new IllegalArgumentException("no column '" + name + "' in " + schema);
      }
      fields.add(field);
    }
    return fields;
  }

  /** How many columns a scan has. */
  int count(Schema schema) {
    return fields(schema).size() + extras.size();
  }

  /** Whether the partitions of rows are asked for. */
  boolean partition() {
    return extras.contains(Extra.PARTITION);
  }
}
