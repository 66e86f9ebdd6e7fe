// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.lake.internal.keep.step.Summaries;
import io.meshterious.lake.internal.scan.PlannedFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.keep.Compaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.StructLikeWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds data files that are worth rewriting and puts them into groups.
 *
 * <p>A file is looked at when it is smaller or larger than it should be, when too many of its rows
 * have been deleted, when equality deletes apply to it, or, for sorting, when it is not in order
 * yet. Looked-at files of one partition form groups of limited size. A group is rewritten when one
 * of its files has a reason other than being small, or when it has enough small files.
 */
public final class CompactionPlanner {
  private static final double SMALL = 0.75;
  private static final double LARGE = 1.8;
  private static final int MANY_DELETE_FILES = 10;
  private static final int MOST_FILES = 10_000;
  private static final List<String> TASKS =
      List.of(Compaction.binPack().title(), Compaction.sort().title());

  private final Table table;
  private final Compaction task;
  private final RowOrder order;
  private final long target;
  private final long groupBytes;
  private final int groupFiles;
  private final Map<Long, String> orderOfCommit = new HashMap<>();
  private final Set<Long> compactions = new HashSet<>();

  /**
   * A planner.
   *
   * @param order in which order files are written
   * @param budgetBytes the most bytes that may be rewritten
   * @param budgetFiles the most files that may be rewritten
   */
  CompactionPlanner(
      Table table, Compaction task, RowOrder order, long budgetBytes, int budgetFiles) {
    this.table = table;
    this.task = task;
    this.order = order;
    this.target = target(table, task);
    this.groupBytes = Math.min(task.groupBytes(), budgetBytes);
    this.groupFiles = Math.min(MOST_FILES, budgetFiles);
    for (Snapshot snapshot : table.snapshots()) {
      @Nullable Map<String, String> summary = snapshot.summary();
      if (summary != null && TASKS.contains(summary.getOrDefault(Summaries.TASK, ""))) {
        compactions.add(snapshot.sequenceNumber());
        orderOfCommit.put(snapshot.sequenceNumber(), summary.getOrDefault(Summaries.SORT, ""));
      }
    }
  }

  public static long target(Table table, Compaction task) {
    long wanted =
        task.targetBytes()
            .orElseGet(
                () ->
                    PropertyUtil.propertyAsLong(
                        table.properties(),
                        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
                        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT));
    return Math.max(FileOptions.LEAST_TARGET, wanted);
  }

  /**
   * Files of a snapshot with the deletes that apply to them.
   *
   * @param withStatistics columns whose statistics are wanted, beside those of identity partitions
   */
  public static List<FileScanTask> files(
      Table table, long snapshotId, Expression filter, String... withStatistics) {
    TableScan scan = table.newScan().useSnapshot(snapshotId).filter(filter).ignoreResiduals();
    Set<String> identity = new TreeSet<>(List.of(withStatistics));
    for (PartitionSpec spec : table.specs().values()) {
      for (PartitionField field : spec.fields()) {
        @Nullable String name = table.schema().findColumnName(field.sourceId());
        if (field.transform().isIdentity() && name != null) {
          identity.add(name);
        }
      }
    }
    if (!identity.isEmpty()) {
      scan = scan.includeColumnStats(identity);
    }
    return PlannedFiles.of(scan);
  }

  /** All groups worth rewriting, those first that take most files out for the bytes. */
  List<FileGroup> plan() {
    @Nullable Snapshot current = table.currentSnapshot();
    if (current == null) {
      return List.of();
    }
    return plan(current.snapshotId(), files(table, current.snapshotId(), task.filter()));
  }

  /** Groups of some files of a snapshot. */
  List<FileGroup> plan(long snapshotId, List<FileScanTask> files) {
    OwnDeletes ownDeletes = OwnDeletes.find(table, snapshotId, files);
    Map<Place, List<FileScanTask>> byPlace = new LinkedHashMap<>();
    for (FileScanTask file : files) {
      if (small(file) || reason(file, ownDeletes).isPresent()) {
        byPlace.computeIfAbsent(place(file), place -> new ArrayList<>()).add(file);
      }
    }
    List<FileGroup> groups = new ArrayList<>();
    for (List<FileScanTask> ofPlace : byPlace.values()) {
      for (List<FileScanTask> bin : bins(ofPlace)) {
        why(bin, ownDeletes)
            .ifPresent(why -> groups.add(new FileGroup(snapshotId, bin, ownDeletes.of(bin), why)));
      }
    }
    groups.sort(
        Comparator.comparingDouble((FileGroup group) -> -benefit(group))
            .thenComparing(FileGroup::partition));
    return groups;
  }

  private static double benefit(FileGroup group) {
    return group.tasks().size() / (double) Math.max(1, group.bytes());
  }

  /** The partition a file lies in. */
  private record Place(int spec, StructLikeWrapper partition) {}

  private static Place place(FileScanTask file) {
    return new Place(
        file.spec().specId(),
        StructLikeWrapper.forType(file.spec().partitionType()).set(file.file().partition()));
  }

  private List<List<FileScanTask>> bins(List<FileScanTask> files) {
    List<List<FileScanTask>> bins = new ArrayList<>();
    List<FileScanTask> bin = new ArrayList<>();
    long bytes = 0;
    for (FileScanTask file : files) {
      long size = file.file().fileSizeInBytes();
      if (!bin.isEmpty() && (bytes + size > groupBytes || bin.size() >= groupFiles)) {
        bins.add(bin);
        bin = new ArrayList<>();
        bytes = 0;
      }
      bin.add(file);
      bytes += size;
    }
    if (!bin.isEmpty()) {
      bins.add(bin);
    }
    return bins;
  }

  private boolean small(FileScanTask file) {
    return file.file().fileSizeInBytes() < target * SMALL;
  }

  /** Why a group is rewritten; absent when it is not worth it. */
  private Optional<String> why(List<FileScanTask> bin, OwnDeletes ownDeletes) {
    Set<String> reasons =
        bin.stream()
            .flatMap(file -> reason(file, ownDeletes).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    List<FileScanTask> small = bin.stream().filter(this::small).toList();
    long bytes = small.stream().mapToLong(file -> file.file().fileSizeInBytes()).sum();
    boolean enough = small.size() >= task.leastFiles() || bytes >= target;
    if (small.size() > 1 && enough) {
      reasons.add("small files");
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons));
  }

  /** Why a file is rewritten whatever others there are. */
  private Optional<String> reason(FileScanTask file, OwnDeletes ownDeletes) {
    if (file.deletes().stream().anyMatch(CompactionPlanner::byValue)) {
      return Optional.of("equality deletes");
    }
    long deleted =
        file.deletes().stream()
            .filter(ownDeletes::contains)
            .mapToLong(DeleteFile::recordCount)
            .sum();
    if (deleted > 0 && deleted >= task.deleteRatio() * file.file().recordCount()) {
      return Optional.of("deleted rows");
    }
    if (file.deletes().size() >= MANY_DELETE_FILES) {
      return Optional.of("many delete files");
    }
    if (file.file().fileSizeInBytes() > target * LARGE && !compacted(file)) {
      return Optional.of("large files");
    }
    return inOrder(file) ? Optional.empty() : Optional.of("not in order");
  }

  /** Whether a compaction wrote a file: it is as small as the engine could make it. */
  private boolean compacted(FileScanTask file) {
    @Nullable Long sequence = file.file().fileSequenceNumber();
    return sequence != null && compactions.contains(sequence);
  }

  /** Whether a file says that it is in order, or the compaction that wrote it does. */
  private boolean inOrder(FileScanTask file) {
    if (order.name().isEmpty() || order.isOf(file.file().sortOrderId())) {
      return true;
    }
    @Nullable Long sequence = file.file().fileSequenceNumber();
    return sequence != null && order.name().equals(orderOfCommit.get(sequence));
  }

  private static boolean byValue(DeleteFile file) {
    return file.content() == FileContent.EQUALITY_DELETES;
  }
}
