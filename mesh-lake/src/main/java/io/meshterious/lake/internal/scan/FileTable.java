// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Partitioning;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.PartitionUtil;

/** A temporary table of partitions and of the values that files take from them, one row a file. */
final class FileTable {
  private static final int ROWS_A_STATEMENT = 1000;

  private final TableScan scan;
  private final Session session;
  private final boolean withPartition;
  private final Set<Integer> constants;
  private final List<FileScanTask> files;
  private final Types.StructType partitionType;

  FileTable(
      TableScan scan,
      Session session,
      ScanColumns columns,
      Set<Integer> constants,
      List<FileScanTask> files) {
    this.scan = scan;
    this.session = session;
    this.withPartition = columns.extras().contains(ScanColumns.Extra.PARTITION);
    this.constants = constants;
    this.files = files;
    this.partitionType = Partitioning.partitionType(scan.table());
  }

  /** Makes the table and gives its name. */
  String create() {
    String name = "temp.main." + session.newName("mesh_files");
    StringBuilder ddl = new StringBuilder("CREATE TEMP TABLE ").append(name);
    ddl.append("(i UBIGINT");
    if (withPartition) {
      ddl.append(", partition ").append(partitionSqlType(scan.table()));
    }
    for (int id : constants) {
      Type type = scan.schema().findType(id);
      ddl.append(", ").append(DuckTypes.columnName(id)).append(' ').append(DuckTypes.sqlType(type));
    }
    session.execute(ddl.append(')').toString());
    for (int from = 0; from < files.size(); from += ROWS_A_STATEMENT) {
      List<String> rows = new ArrayList<>();
      for (int i = from; i < Math.min(files.size(), from + ROWS_A_STATEMENT); i++) {
        rows.add(row(i));
      }
      session.execute("INSERT INTO " + name + " VALUES " + String.join(", ", rows));
    }
    return name;
  }

  private String row(int index) {
    FileScanTask task = files.get(index);
    List<String> values = new ArrayList<>();
    values.add(String.valueOf(index));
    if (withPartition) {
      values.add(partition(task));
    }
    for (int id : constants) {
      values.add(SqlValues.sql(scan.schema().findType(id), partitionValue(task, id)));
    }
    return "(" + String.join(", ", values) + ")";
  }

  private static Object partitionValue(FileScanTask task, int sourceId) {
    List<PartitionField> fields = task.spec().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).sourceId() == sourceId && fields.get(i).transform().isIdentity()) {
        return task.file().partition().get(i, Object.class);
      }
    }
    throw new IllegalStateException("not partitioned by field " + sourceId);
  }

  private String partition(FileScanTask task) {
    if (partitionType.fields().isEmpty()) {
      return "NULL";
    }
    StructLike values =
        PartitionUtil.coercePartition(partitionType, task.spec(), task.file().partition());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < partitionType.fields().size(); i++) {
      NestedField field = partitionType.fields().get(i);
      String value = SqlValues.sql(field.type(), values.get(i, Object.class));
      parts.add(Sql.quote(field.name()) + ": " + value);
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /** The type of a table's partitions; a table without any has NULL as the only value. */
  static String partitionSqlType(Table table) {
    Types.StructType type = Partitioning.partitionType(table);
    return type.fields().isEmpty() ? "INTEGER" : DuckTypes.sqlType(type);
  }
}
