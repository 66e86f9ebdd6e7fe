// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.books;

import java.time.Instant;
import java.util.List;

/**
 * What the snapshots of a table say of the events that pipelines committed to it, held against the
 * rows that are there.
 *
 * @param table the table
 * @param commits the commits of pipelines in the current history, the oldest first
 * @param others the commits of others that added or deleted rows, the oldest first
 * @param totals what the commits of pipelines come to
 * @param rejectRows how many rows the table of rejects has
 * @param repeated how many of them belong to no commit: their process ended between the two
 *     commits, and their events came again
 * @param unknown how many of them belong to snapshots that have expired
 * @param rolledBack how many of them belong to snapshots that are not in the current history
 * @param whole whether the history goes back to the first commit; what expired before is unknown
 * @param problems what is wrong, each with both sides; empty when all is as it should be
 */
public record BooksReport(
    String table,
    List<Commit> commits,
    List<OtherCommit> others,
    Totals totals,
    long rejectRows,
    long repeated,
    long unknown,
    long rolledBack,
    boolean whole,
    List<String> problems) {
  /** Copies the lists. */
  public BooksReport {
    commits = List.copyOf(commits);
    others = List.copyOf(others);
    problems = List.copyOf(problems);
  }

  /**
   * What a pipeline wrote down with a commit, and what is there.
   *
   * @param snapshot the snapshot
   * @param at when it was committed
   * @param pipeline the pipeline
   * @param attempt the id of the commit, which the rows of rejects name too
   * @param counts what it wrote down
   * @param added how many rows the snapshot added
   * @param rejectRows how many rows of the table of rejects name it
   */
  public record Commit(
      long snapshot,
      Instant at,
      String pipeline,
      String attempt,
      Totals counts,
      long added,
      long rejectRows) {}

  /**
   * A commit that no pipeline made.
   *
   * @param snapshot the snapshot
   * @param at when it was committed
   * @param operation what kind of change it was
   * @param added how many rows it added
   * @param deleted how many rows it deleted
   */
  public record OtherCommit(
      long snapshot, Instant at, String operation, long added, long deleted) {}

  /**
   * Numbers of events.
   *
   * @param received how many were read
   * @param stored how many became rows
   * @param deduplicated how many were known already
   * @param rejected how many are in the table of rejects
   * @param late how many of those that were stored came late
   */
  public record Totals(long received, long stored, long deduplicated, long rejected, long late) {
    /** Of no events. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    /** These and others. */
    public Totals plus(Totals other) {
      return new Totals(
          received + other.received,
          stored + other.stored,
          deduplicated + other.deduplicated,
          rejected + other.rejected,
          late + other.late);
    }

    /** Whether everything received is accounted for. */
    public boolean balanced() {
      return received == stored + deduplicated + rejected;
    }
  }

  /** Whether nothing is wrong. */
  public boolean balanced() {
    return problems.isEmpty();
  }
}
