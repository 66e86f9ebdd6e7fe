// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.write.WriteError;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/**
 * How the files of one write are made.
 *
 * @param id what their names begin with, so that it can be told which write they belong to
 * @param targetBytes the size at which the next file is begun
 * @param scratch the local folder in which the engine writes; a new one inside of it is removed
 *     afterwards
 * @param lineage whether the rows have the columns {@code _row_id} and {@code
 *     _last_updated_sequence_number}, which are then kept in the files
 */
public record FileOptions(String id, long targetBytes, Path scratch, boolean lineage) {
  /** The least target size of a file. */
  public static final long LEAST_TARGET = 64L << 10;

  /** Checks the target size. */
  public FileOptions {
    if (targetBytes < LEAST_TARGET) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Invalid target file size: " + targetBytes + " bytes (at least " + LEAST_TARGET + ")");
    }
  }

  /**
   * A new id, the table's target size, and no lineage. A table with local files has its scratch
   * folder beside them, so that a finished file is moved and not copied.
   *
   * @param scratch the folder for tables whose files are not local
   */
  public static FileOptions of(Table table, Path scratch) {
    long target =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    String beside = table.locationProvider().newDataLocation("mesh-scratch");
    boolean local = table.io() instanceof LocalFileIO && Staging.isLocal(beside);
    return new FileOptions(
        "mesh-" + UUID.randomUUID(),
        Math.max(target, LEAST_TARGET),
        local ? LocalFileIO.path(beside) : scratch,
        false);
  }

  /** With another target size. */
  public FileOptions targetBytes(long bytes) {
    return new FileOptions(id, bytes, scratch, lineage);
  }

  /** With or without the columns of lineage. */
  public FileOptions lineage(boolean kept) {
    return new FileOptions(id, targetBytes, scratch, kept);
  }
}
