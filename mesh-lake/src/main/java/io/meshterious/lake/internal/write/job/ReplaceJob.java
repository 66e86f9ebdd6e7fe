// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.write.source.Source;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expressions;

/**
 * Puts rows in the place of all that the table has, or of all that the partitions have in which the
 * rows lie.
 */
public record ReplaceJob(Source source, boolean partitionsOnly) implements Job {
  @Override
  public String name() {
    return partitionsOnly ? "overwrite partitions" : "overwrite";
  }

  @Override
  public Result compute(Computation it) {
    Computation.Matched rows = it.match(source);
    if (it.dry()) {
      String staged = it.stage("mesh_rows", rows.select(), rows.parameters());
      long count = it.count(staged);
      return new Result(Optional.empty(), new Effects(count, count, 0, 0, 0, 0));
    }
    List<DataFile> files = it.write(rows.select(), rows.parameters(), false, relation -> {});
    long count = files.stream().mapToLong(DataFile::recordCount).sum();
    Effects effects = new Effects(count, count, 0, 0, 0, 0);
    if (files.isEmpty() && (partitionsOnly || it.table().currentSnapshot() == null)) {
      return new Result(Optional.empty(), effects);
    }
    TableChange change =
        partitionsOnly
            ? TableChange.overwritePartitions(files)
            : TableChange.overwrite(Expressions.alwaysTrue(), files);
    return new Result(Optional.of(rows.readsTarget() ? it.based(change, null) : change), effects);
  }
}
