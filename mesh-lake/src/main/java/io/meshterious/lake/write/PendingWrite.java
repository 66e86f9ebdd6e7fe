// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.job.WriteOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A write that is complete but for its options.
 *
 * <p>It is computed from the table as it is when {@link #run()} is called. When somebody else
 * changes rows that it depends on before it is committed, it is computed again from then on, until
 * its deadline: the result is as if all writes had come one after the other.
 *
 * @param <T> the write itself
 */
public abstract sealed class PendingWrite<T extends PendingWrite<T>>
    permits SimpleWrite, Upsert, Merge {
  private WriteOptions options = WriteOptions.defaults();

  PendingWrite() {}

  abstract T self();

  abstract Writes.Prepared prepared();

  /**
   * An id of the caller's for this write, which makes it safe to repeat: a write whose id is in the
   * history of the branch is not done again. Without one, each run is a write of its own. Ids are 1
   * to 200 visible ASCII characters and are forgotten when their snapshot expires.
   */
  public T attempt(String id) {
    options = options.withAttempt(id);
    return self();
  }

  /**
   * A property in the summary of the snapshot, such as {@code app.source}. None is set by default;
   * every one is kept with the table as long as the snapshot is.
   */
  public T summary(String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(options.summary());
    all.put(key, value);
    options = options.withSummary(all);
    return self();
  }

  /** The branch that is read and written: by default {@code main}. It must exist. */
  public T branch(String name) {
    options = options.withBranch(name);
    return self();
  }

  /**
   * Lets others add rows meanwhile that this write would have seen. By default that is a conflict,
   * and the write is computed again; without it two writers may each add a row of the same key.
   */
  public T snapshotIsolation() {
    options = options.withSerializable(false);
    return self();
  }

  /**
   * The size of data files, in bytes before the last rows are added: by default the table's, else
   * 512 MiB. Smaller files are found better by filters and make reading everything slower.
   */
  public T targetFileSize(long bytes) {
    if (bytes < 1 << 16) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Invalid target file size: " + bytes + " bytes (at least 65536)");
    }
    options = options.withTargetBytes(bytes);
    return self();
  }

  /**
   * How long the write is computed anew when others get in between: by default five minutes. Zero
   * means it is tried once. The wait for a turn to commit is bounded separately.
   */
  public T deadline(Duration duration) {
    if (duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new MeshException(
          WriteError.INVALID_WRITE, "Invalid deadline: " + duration + " (from 0 to one day)");
    }
    options = options.withDeadline(duration);
    return self();
  }

  /**
   * Computes what the write would do now, without writing or committing anything. Contract rules
   * and required columns are checked only when it is run.
   *
   * @throws MeshException when the write cannot be computed
   */
  public WritePlan plan() {
    return prepared().plan(options);
  }

  /**
   * Writes and commits.
   *
   * @return how it ended: {@link CommitOutcome.Refused} and {@link CommitOutcome.Unknown} are
   *     outcomes, not exceptions; {@link WriteReport#orThrow()} makes them some
   * @throws MeshException when the rows are wrong or the write cannot be computed; nothing has
   *     changed then
   */
  public WriteReport run() {
    return prepared().run(options);
  }
}
