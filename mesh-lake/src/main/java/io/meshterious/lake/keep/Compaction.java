// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Rewrites data files to a good size: small ones are put together, too large ones are split, and
 * files of which many rows have been deleted are written anew without them. Files are rewritten in
 * groups of one partition, each committed on its own. Rows keep their lineage ({@code _row_id},
 * {@code _last_updated_sequence_number}).
 *
 * @param filter which rows' files are looked at; a file is when it may contain such a row
 * @param targetBytes the size of a file; absent means what the table's property {@code
 *     write.target-file-size-bytes} says, 512 MB unless set; at least 64 kB. Files between 75 % and
 *     180 % of it are left alone
 * @param leastFiles how many files a group must have to be worth rewriting, five unless told, when
 *     there is no other reason
 * @param deleteRatio the part of a file's rows that must have been deleted for it to be rewritten,
 *     0.3 unless told; files under equality deletes are rewritten in any case, because every query
 *     pays for them
 * @param groupBytes how many bytes are rewritten in one commit, 4 GB unless told; smaller groups
 *     lose less when another commit is in the way and make more snapshots
 * @param sorted whether all files are rewritten in order; what is in order is skipped faster
 * @param sortColumns by which columns; none means the table's sort order
 */
public record Compaction(
    Expression filter,
    Optional<Long> targetBytes,
    int leastFiles,
    double deleteRatio,
    long groupBytes,
    boolean sorted,
    List<String> sortColumns)
    implements MaintenanceTask {
  private static final long LEAST_TARGET = 64L << 10;

  /** Checks the values. */
  public Compaction {
    targetBytes.ifPresent(
        bytes -> Options.atLeast(LEAST_TARGET, "target size of data files", bytes));
    Options.positive("least number of files", leastFiles);
    Options.positive("bytes of a group", groupBytes);
    if (!(deleteRatio > 0 && deleteRatio <= 1)) {
      throw Options.invalid("ratio of deleted rows", deleteRatio, "above 0, at most 1");
    }
    sortColumns = List.copyOf(sortColumns);
  }

  /** To a good size; rows in the table's sort order, if it has one. */
  public static Compaction binPack() {
    return new Compaction(
        Expressions.alwaysTrue(), Optional.empty(), 5, 0.3, 4L << 30, false, List.of());
  }

  /** All files in order: by the columns given, or else by the table's sort order. */
  public static Compaction sort(String... columns) {
    return new Compaction(
        Expressions.alwaysTrue(), Optional.empty(), 5, 0.3, 4L << 30, true, List.of(columns));
  }

  /** Only files that may contain such rows. */
  public Compaction where(Expression rows) {
    return new Compaction(
        rows, targetBytes, leastFiles, deleteRatio, groupBytes, sorted, sortColumns);
  }

  /** To this size. */
  public Compaction targetBytes(long bytes) {
    return new Compaction(
        filter, Optional.of(bytes), leastFiles, deleteRatio, groupBytes, sorted, sortColumns);
  }

  /** Groups of at least so many files. */
  public Compaction leastFiles(int files) {
    return new Compaction(filter, targetBytes, files, deleteRatio, groupBytes, sorted, sortColumns);
  }

  /** Files of which this part has been deleted. */
  public Compaction deleteRatio(double ratio) {
    return new Compaction(filter, targetBytes, leastFiles, ratio, groupBytes, sorted, sortColumns);
  }

  /** At most so many bytes per commit. */
  public Compaction groupBytes(long bytes) {
    return new Compaction(filter, targetBytes, leastFiles, deleteRatio, bytes, sorted, sortColumns);
  }

  @Override
  public String title() {
    return sorted ? "compact and sort" : "compact";
  }
}
