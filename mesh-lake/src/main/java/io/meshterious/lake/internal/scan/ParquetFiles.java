// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.engine.Sql;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.types.Types.NestedField;

/** The call of the engine that reads Parquet files. */
final class ParquetFiles {
  private ParquetFiles() {}

  /** Columns by field id, named {@link DuckTypes#columnName}. */
  static String read(List<Path> files, List<NestedField> fields) {
    return "read_parquet("
        + Sql.list(files.stream().map(Path::toString).toList())
        + ", schema="
        + DuckTypes.readSchema(fields)
        + ", hive_partitioning=false"
        // Bounds in files leave NaN out, and few files say how many there are.
        + ", can_have_nan=true)";
  }
}
