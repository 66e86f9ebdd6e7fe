// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.source;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.ParquetEncoder;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Batches of columns in a local file, from which the engine reads them.
 *
 * @param path the file, which is deleted in the end
 */
public record BatchFile(Path path) implements AutoCloseable {
  public static BatchFile write(List<ColumnBatch> batches, Path scratch, String id) {
    Path path = scratch.resolve(id + "-batches.parquet");
    LocalFileIO io = new LocalFileIO();
    io.initialize(Map.of(LocalFileIO.DURABLE, "false"));
    try (ParquetEncoder encoder =
        new ParquetEncoder(
            batches.get(0).schema(), EncoderOptions.USUAL, io.newOutputFile(path.toString()))) {
      for (ColumnBatch batch : batches) {
        encoder.append(batch);
      }
      encoder.finish();
    }
    return new BatchFile(path);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN, "Cannot delete '" + path + "': " + e.getMessage(), e);
    }
  }
}
