// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.lake.internal.parquet.EncodedFile;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A file, what went into it, and what the encoder says of it.
 *
 * @param rows in the form that {@link Cells} says
 */
record WrittenFile(
    Path path,
    Schema schema,
    List<List<@Nullable Object>> rows,
    EncoderOptions options,
    EncodedFile encoded) {

  /** The options and types, for messages. */
  String story() {
    return rows.size() + " rows of " + schema + " with " + options;
  }
}
