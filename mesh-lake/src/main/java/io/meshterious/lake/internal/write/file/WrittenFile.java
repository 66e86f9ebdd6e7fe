// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.write.WriteError;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file that the engine wrote, with what it said about it.
 *
 * @param path where it is
 * @param rows how many rows it has
 * @param bytes its length
 * @param columns statistics of each column, by its quoted path such as {@code "a"."b"}
 */
public record WrittenFile(
    Path path, long rows, long bytes, Map<String, Map<String, String>> columns) {
  /** Reads the result of a COPY with the option RETURN_STATS. */
  public static List<WrittenFile> all(ResultSet result) throws SQLException {
    List<WrittenFile> files = new ArrayList<>();
    while (result.next()) {
      Map<String, Map<String, String>> columns = new HashMap<>();
      if (result.getObject("column_statistics") instanceof Map<?, ?> statistics) {
        statistics.forEach((column, values) -> columns.put(String.valueOf(column), texts(values)));
      }
      files.add(
          new WrittenFile(
              Path.of(result.getString("filename")),
              result.getLong("count"),
              result.getLong("file_size_bytes"),
              columns));
    }
    return files;
  }

  private static Map<String, String> texts(Object values) {
    Map<String, String> texts = new HashMap<>();
    if (values instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }

  /** How many values of a column are null. */
  long nulls(String quotedPath) {
    String count = columns.getOrDefault(quotedPath, Map.of()).get("null_count");
    if (count == null) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN,
          "Cannot check column " + quotedPath + ": the engine did not count its nulls");
    }
    return Long.parseLong(count);
  }
}
