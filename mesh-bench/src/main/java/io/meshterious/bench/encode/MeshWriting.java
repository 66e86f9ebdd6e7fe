// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.file.TableWriter;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** Our writer; the batches are there. */
final class MeshWriting implements FileWriting {
  private final Table table;
  private final List<ColumnBatch> batches;

  MeshWriting(Table table, int rows, boolean coded) {
    this.table = table;
    this.batches = OrderRows.batches(rows, coded);
  }

  @Override
  public DataFile write() {
    try (TableWriter writer = TableWriter.of(table)) {
      for (ColumnBatch batch : batches) {
        writer.append(batch);
      }
      return writer.finish().get(0);
    }
  }
}
