// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import io.meshterious.lake.internal.keep.step.StepRun;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SupportsBulkOperations;

/** Deletes files in bulk where the file IO can. A file that has gone already counts as deleted. */
public final class FileDeletion {
  private static final int BATCH = 500;

  private final FileIO io;
  private final StepRun run;

  public FileDeletion(FileIO io, StepRun run) {
    this.io = io;
    this.run = run;
  }

  /**
   * Deletes files and reports those that could not be deleted as skipped.
   *
   * @param phase what they are, for progress
   * @param files location and size of each
   * @return whether all are gone
   */
  public boolean delete(String phase, Map<String, Long> files) {
    if (files.isEmpty()) {
      return true;
    }
    List<List<String>> batches = batches(List.copyOf(files.keySet()));
    int total = files.size();
    LongAdder done = new LongAdder();
    LongAdder failed = new LongAdder();
    run.progress(phase, 0, total);
    run.parallel()
        .each(
            batches,
            batch -> {
              long bytes = 0;
              int deleted = 0;
              List<String> left = bulk(batch);
              for (String location : batch) {
                if (left.contains(location) && !single(location)) {
                  failed.increment();
                } else {
                  deleted++;
                  bytes += files.getOrDefault(location, 0L);
                }
              }
              run.removed(deleted, bytes);
              done.add(batch.size());
              run.progress(phase, done.sum(), total);
            });
    return failed.sum() == 0;
  }

  /** Deletes a batch at once, if that is possible; gives what must be deleted one by one. */
  private List<String> bulk(List<String> batch) {
    if (io instanceof SupportsBulkOperations bulk) {
      try {
        bulk.deleteFiles(batch);
        return List.of();
      } catch (BulkDeletionFailureException | UncheckedIOException e) {
        return batch;
      }
    }
    return batch;
  }

  private boolean single(String location) {
    try {
      io.deleteFile(location);
      return true;
    } catch (NotFoundException e) {
      return true;
    } catch (RuntimeException e) {
      run.skipped("file " + location, "it could not be deleted: " + e.getMessage());
      return false;
    }
  }

  private static List<List<String>> batches(List<String> all) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }
}
