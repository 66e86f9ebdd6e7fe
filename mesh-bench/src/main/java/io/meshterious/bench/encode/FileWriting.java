// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** One way to write all rows as one data file. */
interface FileWriting {
  /** Writes the rows and gives what a commit needs to know of the file. */
  DataFile write() throws IOException;

  /**
   * The way of a writer; its rows are ready.
   *
   * @param writer {@code mesh}, {@code mesh-bytes} for ours without codes, or {@code iceberg}
   */
  static FileWriting by(String writer, Table table, int rows) {
    return switch (writer) {
      case "mesh" -> new MeshWriting(table, rows, true);
      case "mesh-bytes" -> new MeshWriting(table, rows, false);
      case "iceberg" -> new IcebergWriting(table, rows);
      default -> throw new IllegalArgumentException("Cannot write with '" + writer + "'");
    };
  }
}
