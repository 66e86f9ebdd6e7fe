// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Deletes by value for files of one branch. A deleted key holds for files with a lower sequence
 * number: of the same partition, or of the whole table when the delete file is not partitioned. For
 * each set of key columns there are up to two temporary tables, one for either reach, with each key
 * once, at the highest sequence number at which it was deleted:
 *
 * <pre>
 * JOIN temp.main.mesh_reach1 AS e ON e.i = d.file_index          -- partition and sequence of a file
 * ANTI JOIN temp.main.mesh_keys2 AS k0 ON k0.k0 IS NOT DISTINCT FROM d.c1 … AND e.seq &lt; k0.seq
 * </pre>
 */
final class EqualityDeletes {
  private static final int WHOLE_TABLE = 0;

  private final TableScan scan;
  private final Session session;
  private final List<FileScanTask> files;
  private final Set<Integer> constants;
  private final Map<List<Object>, Integer> reaches = new HashMap<>();
  private final Map<Set<Integer>, List<DeleteFile>> byKey = new LinkedHashMap<>();

  EqualityDeletes(
      TableScan scan, Session session, List<FileScanTask> files, Set<Integer> constants) {
    this.scan = scan;
    this.session = session;
    this.files = files;
    this.constants = constants;
    Map<String, DeleteFile> deletes = new LinkedHashMap<>();
    for (FileScanTask task : files) {
      for (DeleteFile delete : task.deletes()) {
        if (Deletes.byValue(delete)) {
          deletes.putIfAbsent(delete.location(), delete);
        }
      }
    }
    for (DeleteFile delete : deletes.values()) {
      if (delete.format() != FileFormat.PARQUET) {
        throw unsupported(delete, "it is not a Parquet file");
      }
      byKey
          .computeIfAbsent(new TreeSet<>(delete.equalityFieldIds()), k -> new ArrayList<>())
          .add(delete);
    }
  }

  /** The columns of the table that keys are made of, or are in. */
  Collection<NestedField> keyColumns() {
    Set<NestedField> columns = new LinkedHashSet<>();
    byKey.forEach(
        (ids, deletes) -> {
          for (int id : ids) {
            NestedField column = column(schemaOf(id, deletes.get(0)), id);
            if (!constants.contains(column.fieldId())) {
              columns.add(column);
            }
          }
        });
    return columns;
  }

  /** The joins that leave out deleted rows of {@code d}. */
  String joins() {
    StringBuilder joins = new StringBuilder("\n  JOIN ");
    joins.append(createReachTable()).append(" AS e ON e.i = d.file_index");
    int number = 0;
    for (Map.Entry<Set<Integer>, List<DeleteFile>> group : byKey.entrySet()) {
      for (boolean whole : new boolean[] {true, false}) {
        List<DeleteFile> deletes =
            group.getValue().stream().filter(d -> isWholeTable(d) == whole).toList();
        if (!deletes.isEmpty()) {
          joins.append(antiJoin("k" + number++, List.copyOf(group.getKey()), deletes, whole));
        }
      }
    }
    return joins.toString();
  }

  private String antiJoin(String alias, List<Integer> ids, List<DeleteFile> files, boolean whole) {
    String table = createKeyTable(ids, files);
    StringBuilder join = new StringBuilder("\n  ANTI JOIN ");
    join.append(table).append(" AS ").append(alias).append(" ON ");
    for (int i = 0; i < ids.size(); i++) {
      Schema schema = schemaOf(ids.get(i), files.get(0));
      boolean constant = constants.contains(column(schema, ids.get(i)).fieldId());
      join.append(alias).append(".k").append(i).append(" IS NOT DISTINCT FROM ");
      join.append(path(schema, ids.get(i), constant ? "f" : "d")).append(" AND ");
    }
    if (!whole) {
      join.append(alias).append(".reach = e.reach AND ");
    }
    return join.append("e.seq < ").append(alias).append(".seq").toString();
  }

  private String createReachTable() {
    String name = "temp.main." + session.newName("mesh_reach");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileScanTask task = files.get(i);
      rows.add("(" + i + ", " + reach(task.file()) + ", " + task.file().dataSequenceNumber() + ")");
    }
    session.execute("CREATE TEMP TABLE " + name + "(i UBIGINT, reach INTEGER, seq BIGINT)");
    session.execute("INSERT INTO " + name + " VALUES " + String.join(", ", rows));
    return name;
  }

  private String createKeyTable(List<Integer> ids, List<DeleteFile> deletes) {
    Map<String, Path> local = scan.deletePaths();
    List<Path> paths = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (DeleteFile delete : deletes) {
      int reach = isWholeTable(delete) ? WHOLE_TABLE : reach(delete);
      rows.add("(" + paths.size() + ", " + reach + ", " + delete.dataSequenceNumber() + ")");
      paths.add(local.get(delete.location()));
    }
    List<String> keys = new ArrayList<>();
    Set<NestedField> read = new LinkedHashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      Schema schema = schemaOf(ids.get(i), deletes.get(0));
      read.add(column(schema, ids.get(i)));
      keys.add(path(schema, ids.get(i), "d") + " AS k" + i);
    }
    String name = "temp.main." + session.newName("mesh_keys");
    session.execute(
        "CREATE TEMP TABLE "
            + name
            + " AS SELECT "
            + String.join(", ", keys)
            + ", r.reach, max(r.seq) AS seq FROM "
            + ParquetFiles.read(paths, List.copyOf(read))
            + " AS d JOIN (VALUES "
            + String.join(", ", rows)
            + ") AS r(i, reach, seq) ON r.i = d.file_index GROUP BY ALL");
    return name;
  }

  private boolean isWholeTable(DeleteFile delete) {
    return spec(delete).isUnpartitioned();
  }

  /** The number of a file's partition; files of equal partitions have the same. */
  private int reach(ContentFile<?> file) {
    StructLikeWrapper partition =
        StructLikeWrapper.forType(spec(file).partitionType()).set(file.partition());
    return reaches.computeIfAbsent(
        List.of(file.specId(), partition), key -> WHOLE_TABLE + 1 + reaches.size());
  }

  private PartitionSpec spec(ContentFile<?> file) {
    return Objects.requireNonNull(scan.table().specs().get(file.specId()), "spec");
  }

  /** The schema that has a key's field: the one that is read, or else the last that had it. */
  private Schema schemaOf(int id, DeleteFile delete) {
    if (scan.schema().findField(id) != null) {
      return scan.schema();
    }
    Schema found = null;
    for (Schema schema : scan.table().schemas().values()) {
      if (schema.findField(id) != null && (found == null || schema.schemaId() > found.schemaId())) {
        found = schema;
      }
    }
    if (found == null) {
      throw unsupported(delete, "its key has field " + id + ", which the table never had");
    }
    NestedField column = column(found, id);
    if (column.fieldId() != id && scan.schema().findField(column.fieldId()) != null) {
      throw unsupported(
          delete, "its key has '" + found.findColumnName(id) + "', which was dropped");
    }
    return found;
  }

  private static NestedField column(Schema schema, int id) {
    NestedField column = null;
    for (NestedField candidate : schema.columns()) {
      if (candidate.fieldId() == id
          || (candidate.type().isNestedType() && contains(candidate.type(), id))) {
        column = candidate;
      }
    }
    if (column == null) {
      throw new IllegalStateException("no column with field " + id);
    }
    return column;
  }

  private static boolean contains(Type type, int id) {
    return type.isStructType()
        && type.asStructType().fields().stream()
            .anyMatch(f -> f.fieldId() == id || contains(f.type(), id));
  }

  /** The expression of a key's field, such as {@code d.c4."lat"}. */
  private static String path(Schema schema, int id, String source) {
    NestedField column = column(schema, id);
    StringBuilder path = new StringBuilder(source).append('.');
    path.append(DuckTypes.columnName(column.fieldId()));
    NestedField at = column;
    while (at.fieldId() != id) {
      for (NestedField field : at.type().asStructType().fields()) {
        if (field.fieldId() == id || contains(field.type(), id)) {
          path.append('.').append(Sql.quote(field.name()));
          at = field;
          break;
        }
      }
    }
    return path.toString();
  }

  private MeshException unsupported(DeleteFile delete, String why) {
    return new MeshException(
            QueryError.SCAN_UNSUPPORTED,
            "Cannot apply the deletes in '" + delete.location() + "': " + why)
        .at("table", scan.table().name());
  }
}
