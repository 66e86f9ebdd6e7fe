// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.lake.Lake;
import io.meshterious.lake.batch.ColumnBatch;
import java.nio.file.Path;

/** Tables of contracts in a lake, and batches of their rows. */
final class DecoderTables implements AutoCloseable {
  static final DataContracts EXAMPLES =
      DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));

  private final Lake lake;
  private int tables;

  DecoderTables(Path folder) {
    lake = Lake.open(folder);
  }

  /** An empty batch for a table of a contract. */
  ColumnBatch batch(DataContract contract, Table table) {
    tables++;
    return EventDecoder.batch(
        table, lake.create(contract, table.name(), "decoded.t" + tables).iceberg().schema());
  }

  @Override
  public void close() {
    lake.close();
  }
}
