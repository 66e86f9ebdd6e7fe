// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

/** Hears how far maintenance has come. It is called on the threads that do the work. */
@FunctionalInterface
public interface MaintenanceListener {
  /** One more piece of work is done, or a phase begins. */
  void progress(Progress progress);

  /** Hears nothing. */
  static MaintenanceListener none() {
    return progress -> {};
  }

  /**
   * How far a phase of a task has come.
   *
   * @param table the table
   * @param task the task, such as {@code expire snapshots}
   * @param phase what is being done, such as {@code delete files}
   * @param done how many are done
   * @param total how many there are
   */
  record Progress(String table, String task, String phase, long done, long total) {
    /** Like {@code raw.orders: expire snapshots, delete files 12/340}. */
    @Override
    public String toString() {
      return table + ": " + task + ", " + phase + " " + done + "/" + total;
    }
  }
}
