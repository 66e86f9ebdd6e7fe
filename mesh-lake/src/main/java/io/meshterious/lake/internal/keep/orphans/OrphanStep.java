// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.keep.expiry.FileDeletion;
import io.meshterious.lake.internal.keep.step.Parallel;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.OrphanRemoval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Deletes files that nothing refers to. Storage is listed first and metadata is read after that, so
 * that a file committed meanwhile is found in metadata; and before files are deleted, metadata is
 * read again.
 */
public final class OrphanStep implements PlannedStep {
  private static final int BATCH = 1_000;

  private final Table table;
  private final Map<String, Long> orphans;
  private final MaintenancePlan.Step description;

  private OrphanStep(Table table, Map<String, Long> orphans, MaintenancePlan.Step description) {
    this.table = table;
    this.orphans = orphans;
    this.description = description;
  }

  public static OrphanStep plan(Table table, OrphanRemoval task, Parallel parallel) {
    if (!PropertyUtil.propertyAsBoolean(
        table.properties(), TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT)) {
      throw new MeshException(
          KeepError.DELETION_FORBIDDEN,
          "Cannot remove orphans of "
              + table.name()
              + ": its property 'gc.enabled' is false, because other tables may use its files");
    }
    if (!(table.io() instanceof SupportsPrefixOperations storage)) {
      throw new MeshException(
          KeepError.LISTING_UNSUPPORTED,
          "Cannot find orphans of "
              + table.name()
              + ": "
              + table.io().getClass().getName()
              + " cannot list files; use a FileIO that implements SupportsPrefixOperations, such as"
              + " S3FileIO, or leave this task out");
    }
    Instant limit = Instant.now().minus(task.olderThan());
    StorageListing listing = StorageListing.of(table, storage, limit);
    table.refresh();
    ReferencedFiles referenced = ReferencedFiles.of(table, parallel);
    Map<String, Long> orphans = new TreeMap<>(listing.unreferenced(referenced));
    long bytes = orphans.values().stream().mapToLong(Long::longValue).sum();
    List<String> details = new ArrayList<>(orphans.keySet());
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            "delete " + orphans.size() + " of " + listing.files() + " files",
            "nothing refers to them, and they are older than " + limit + listing.leftAlone(),
            orphans.size(),
            bytes,
            0,
            details);
    return new OrphanStep(table, orphans, description);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    FileDeletion deletion = new FileDeletion(table.io(), run);
    List<String> all = List.copyOf(orphans.keySet());
    ReferencedFiles referenced = null;
    String read = "";
    for (int from = 0; from < all.size(); from += BATCH) {
      if (run.outOfTime()) {
        run.skipped((all.size() - from) + " files", "the time is over; the next run goes on");
        return;
      }
      table.refresh();
      String now = ReferencedFiles.version(table);
      if (referenced == null || !now.equals(read)) {
        referenced = ReferencedFiles.of(table, run.parallel());
        read = now;
      }
      Map<String, Long> batch = new TreeMap<>();
      for (String location : all.subList(from, Math.min(all.size(), from + BATCH))) {
        if (referenced.contains(location)) {
          run.skipped("file " + location, "it was committed meanwhile");
        } else {
          batch.put(location, orphans.getOrDefault(location, 0L));
        }
      }
      deletion.delete("delete files", batch);
    }
  }
}
