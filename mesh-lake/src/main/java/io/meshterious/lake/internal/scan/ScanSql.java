// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Builds the SQL of one scan. Files that are read the same way form a branch, and the branches are
 * joined by UNION ALL, so that files without deletes do not pay for those with:
 *
 * <pre>
 * SELECT d.c1 AS "id", … FROM read_parquet([files], schema=MAP{field id: …}) AS d
 *   JOIN  temp.main.mesh_files1 AS f  ON f.i = d.file_index       -- values of the partition
 *   ANTI JOIN …                                                   -- deletes by value
 *   WHERE get_bit(rows of d.file_index, d.file_row_number) = 0    -- deletes by position
 * </pre>
 */
final class ScanSql {
  /** Files of one branch are read the same way. */
  private record Way(boolean positions, boolean values, Set<Integer> constants) {}

  private final TableScan scan;
  private final Session session;
  private final ScanColumns columns;
  private final List<NestedField> fields;
  private final IdentityHashMap<FileScanTask, Integer> numbers = new IdentityHashMap<>();

  ScanSql(TableScan scan, Session session, ScanColumns columns) {
    this.scan = scan;
    this.session = session;
    this.columns = columns;
    this.fields = columns.fields(scan.schema());
  }

  String build() {
    DuckTypes.checkNames(fields);
    checkFieldIds();
    Map<Way, List<Integer>> branches = new LinkedHashMap<>();
    List<FileScanTask> tasks = scan.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      FileScanTask task = tasks.get(i);
      numbers.put(task, i);
      Way way = new Way(Deletes.byPosition(task), Deletes.byValue(task), constants(task));
      branches.computeIfAbsent(way, w -> new ArrayList<>()).add(i);
    }
    if (branches.isEmpty()) {
      return "SELECT " + String.join(", ", nothing()) + " WHERE false";
    }
    List<String> parts = new ArrayList<>();
    branches.forEach((way, members) -> parts.add(branch(way, members, tasks)));
    return String.join("\nUNION ALL\n", parts);
  }

  /**
   * Files that were not written for Iceberg may have no field ids; the engine would read nothing
   * but nulls from them. Only a table with a name mapping has such files.
   */
  private void checkFieldIds() {
    boolean mapped = scan.table().properties().containsKey(TableProperties.DEFAULT_NAME_MAPPING);
    if (!mapped || scan.files() == 0) {
      return;
    }
    String without =
        "SELECT file_name FROM parquet_schema("
            + Sql.list(scan.paths().stream().map(Path::toString).toList())
            + ") GROUP BY file_name HAVING count(field_id) = 0 ORDER BY file_name LIMIT 1";
    String file = session.query(without, rows -> rows.next() ? rows.getString(1) : "");
    int index = scan.paths().stream().map(Path::toString).toList().indexOf(file);
    if (index >= 0) {
      throw new MeshException(
              QueryError.SCAN_UNSUPPORTED,
              "Cannot read file '"
                  + scan.tasks().get(index).file().location()
                  + "': its columns have no field ids, and columns are not read by name; write its"
                  + " rows into the table instead of adding the file")
          .at("table", scan.table().name());
    }
  }

  private String branch(Way way, List<Integer> members, List<FileScanTask> tasks) {
    List<FileScanTask> files = members.stream().map(tasks::get).toList();
    List<Path> paths = members.stream().map(scan.paths()::get).toList();
    Set<NestedField> read = new LinkedHashSet<>(fields);
    read.removeIf(field -> way.constants().contains(field.fieldId()));
    StringBuilder joins = new StringBuilder();
    if (way.values()) {
      EqualityDeletes deletes = new EqualityDeletes(scan, session, files, way.constants());
      read.addAll(deletes.keyColumns());
      joins.append(deletes.joins());
    }
    if (way.positions()) {
      joins.append("\n  WHERE ").append(new PositionDeletes(scan, session, files).living("d"));
    }
    if (columns.partition() || !way.constants().isEmpty()) {
      String constants = new FileTable(scan, session, columns, way.constants(), files).create();
      joins.insert(0, "\n  JOIN " + constants + " AS f ON f.i = d.file_index");
    }
    return "SELECT "
        + String.join(", ", outputs(way, files))
        + "\n  FROM "
        + ParquetFiles.read(paths, readFields(read))
        + " AS d"
        + joins;
  }

  /** Columns that the files have, and at least one: a list of columns may not be empty. */
  private List<NestedField> readFields(Set<NestedField> read) {
    List<NestedField> all = new ArrayList<>(read);
    if (columns.extras().contains(ScanColumns.Extra.ROW_ID)) {
      all.add(MetadataColumns.ROW_ID);
    }
    if (columns.extras().contains(ScanColumns.Extra.LAST_UPDATED_SEQUENCE_NUMBER)) {
      all.add(MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER);
    }
    if (all.isEmpty()) {
      all.add(scan.schema().columns().get(0));
    }
    return all;
  }

  private List<String> outputs(Way way, List<FileScanTask> files) {
    List<String> outputs = new ArrayList<>();
    for (NestedField field : fields) {
      String name = DuckTypes.columnName(field.fieldId());
      String source = way.constants().contains(field.fieldId()) ? "f." : "d.";
      outputs.add(source + name + " AS " + Sql.quote(field.name()));
    }
    for (ScanColumns.Extra extra : columns.extras()) {
      outputs.add(extra(extra, files) + " AS " + Sql.quote(extra.column()));
    }
    return outputs;
  }

  /**
   * What is known of a row beside its values. What is the same for a file is picked from a list by
   * the number of the file: a join would make its hash table of the rows, because the engine does
   * not know that they are many.
   */
  private String extra(ScanColumns.Extra extra, List<FileScanTask> files) {
    return switch (extra) {
      case TASK -> numbers(files);
      case FILE -> picked(files, task -> Sql.literal(task.file().location()));
      case POS -> "d.file_row_number";
      case SPEC_ID -> picked(files, task -> task.spec().specId() + "::INTEGER");
      case PARTITION -> "f.partition";
      case ROW_ID ->
          inherited(
              files,
              MetadataColumns.ROW_ID,
              picked(files, task -> number(task.file().firstRowId())) + " + d.file_row_number");
      case LAST_UPDATED_SEQUENCE_NUMBER ->
          inherited(
              files,
              MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER,
              picked(files, task -> number(task.file().dataSequenceNumber())));
    };
  }

  /** The numbers of the files in the scan. */
  private String numbers(List<FileScanTask> files) {
    List<FileScanTask> all = scan.tasks();
    return files.size() == all.size()
        ? "d.file_index::INTEGER"
        : picked(files, task -> String.valueOf(numbers.get(task)));
  }

  private static String picked(List<FileScanTask> files, Function<FileScanTask, String> value) {
    return "["
        + files.stream().map(value).collect(Collectors.joining(", "))
        + "][(d.file_index + 1)::INTEGER]";
  }

  private static String number(@Nullable Long value) {
    return value == null ? "NULL::BIGINT" : value + "::BIGINT";
  }

  /** A lineage column: from the file where it is written, else from metadata; null before v3. */
  private static String inherited(List<FileScanTask> files, NestedField field, String otherwise) {
    String written = "d." + DuckTypes.columnName(field.fieldId());
    String value = "coalesce(" + written + ", " + otherwise + ")";
    if (files.stream().noneMatch(task -> task.file().firstRowId() == null)) {
      return value;
    }
    String first = picked(files, task -> number(task.file().firstRowId()));
    return "CASE WHEN " + first + " IS NULL THEN NULL ELSE " + value + " END";
  }

  private List<String> nothing() {
    List<String> outputs = new ArrayList<>();
    for (NestedField field : fields) {
      outputs.add(SqlValues.sql(field.type(), null) + " AS " + Sql.quote(field.name()));
    }
    for (ScanColumns.Extra extra : columns.extras()) {
      String type = extra.sqlType(scan.table());
      outputs.add("CAST(NULL AS " + type + ") AS " + Sql.quote(extra.column()));
    }
    return outputs.isEmpty() ? List.of("NULL") : outputs;
  }

  /**
   * The columns whose value is that of the file's partition because the file may not have them. A
   * file whose metrics count a column's values has the column.
   */
  private Set<Integer> constants(FileScanTask task) {
    Set<Integer> ids = new TreeSet<>();
    for (PartitionField field : task.spec().fields()) {
      Map<Integer, Long> counted = task.file().valueCounts();
      boolean inFile = counted != null && counted.containsKey(field.sourceId());
      if (field.transform().isIdentity() && !inFile && isRead(field.sourceId())) {
        ids.add(field.sourceId());
      }
    }
    return ids;
  }

  private boolean isRead(int fieldId) {
    NestedField field = scan.schema().asStruct().field(fieldId);
    return field != null && field.type().isPrimitiveType();
  }
}
