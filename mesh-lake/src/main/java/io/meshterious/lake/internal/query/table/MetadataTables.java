// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.table;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.scan.SqlValues;
import io.meshterious.lake.query.QueryError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.MetadataTableUtils;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * What Iceberg knows of a table beside its rows, such as {@code "orders$snapshots"}, as a table.
 */
final class MetadataTables {
  private static final int ROWS_A_STATEMENT = 200;

  /** Those whose rows come from metadata alone. */
  private static final Set<MetadataTableType> KNOWN =
      EnumSet.of(
          MetadataTableType.SNAPSHOTS,
          MetadataTableType.HISTORY,
          MetadataTableType.METADATA_LOG_ENTRIES,
          MetadataTableType.REFS,
          MetadataTableType.MANIFESTS,
          MetadataTableType.FILES,
          MetadataTableType.DATA_FILES,
          MetadataTableType.DELETE_FILES,
          MetadataTableType.ENTRIES,
          MetadataTableType.PARTITIONS,
          MetadataTableType.ALL_MANIFESTS,
          MetadataTableType.ALL_DATA_FILES);

  /** Those that show the state of one snapshot. */
  private static final Set<MetadataTableType> OF_A_SNAPSHOT =
      EnumSet.of(
          MetadataTableType.MANIFESTS,
          MetadataTableType.FILES,
          MetadataTableType.DATA_FILES,
          MetadataTableType.DELETE_FILES,
          MetadataTableType.ENTRIES,
          MetadataTableType.PARTITIONS);

  private MetadataTables() {}

  /** The kind with a name such as {@code snapshots}. */
  static MetadataTableType type(String name, String whole) {
    for (MetadataTableType type : KNOWN) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    List<String> names = KNOWN.stream().map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
    throw new MeshException(
        QueryError.TABLE_UNKNOWN,
        "Cannot find table '"
            + whole
            + "': known after '$' are "
            + names
            + NearMiss.of(name, names).map(near -> "; did you mean '" + near + "'?").orElse(""));
  }

  /** The metadata of one table. */
  static Table of(Table table, MetadataTableType type) {
    return MetadataTableUtils.createMetadataTableInstance(table, type);
  }

  /** The columns that are shown: those the engine has types for, without values by column name. */
  static Schema schema(Table metadata) {
    List<NestedField> fields = new ArrayList<>();
    for (NestedField field : metadata.schema().columns()) {
      boolean empty = field.type().isStructType() && field.type().asStructType().fields().isEmpty();
      if (!empty && !field.name().equals("readable_metrics")) {
        fields.add(field);
      }
    }
    return new Schema(fields);
  }

  /** Makes the table under a name, with the rows of a snapshot. */
  static void create(
      Session session,
      String name,
      Table metadata,
      MetadataTableType type,
      @Nullable Long snapshotId) {
    Schema schema = schema(metadata);
    List<String> columns = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      columns.add(Sql.quote(field.name()) + " " + DuckTypes.sqlType(field.type()));
    }
    session.execute("CREATE TABLE " + name + "(" + String.join(", ", columns) + ")");
    if (snapshotId == null && OF_A_SNAPSHOT.contains(type)) {
      return;
    }
    TableScan scan = metadata.newScan().project(schema);
    if (snapshotId != null && OF_A_SNAPSHOT.contains(type)) {
      scan = scan.useSnapshot(snapshotId);
    }
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        try (CloseableIterable<StructLike> found = task.asDataTask().rows()) {
          for (StructLike row : found) {
            rows.add(row(schema, row));
            flush(session, name, rows, ROWS_A_STATEMENT);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the metadata of '" + metadata.name() + "'", e);
    }
    flush(session, name, rows, 1);
  }

  private static void flush(Session session, String name, List<String> rows, int least) {
    if (rows.size() >= least) {
      session.execute("INSERT INTO " + name + " VALUES " + String.join(", ", rows));
      rows.clear();
    }
  }

  private static String row(Schema schema, StructLike row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      values.add(SqlValues.sql(schema.columns().get(i).type(), row.get(i, Object.class)));
    }
    return "(" + String.join(", ", values) + ")";
  }
}
