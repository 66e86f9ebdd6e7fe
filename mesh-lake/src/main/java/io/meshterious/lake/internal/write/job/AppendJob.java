// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.write.source.Source;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;

/**
 * Adds rows. Rows that were computed from the table itself are added only if nobody changed the
 * table meanwhile.
 */
public record AppendJob(Source source) implements Job {
  @Override
  public String name() {
    return "append";
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
    if (files.isEmpty()) {
      return new Result(Optional.empty(), effects);
    }
    TableChange change =
        rows.readsTarget()
            ? it.based(TableChange.rowDelta(files, List.of()), null)
            : TableChange.append(files);
    return new Result(Optional.of(change), effects);
  }
}
