// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.step;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.keep.KeepError;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * Commits that change a table's metadata without adding files: made again, checks included, from a
 * fresh state of the table as long as other writers come first.
 */
public final class MetadataCommit {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private MetadataCommit() {}

  /**
   * Makes a commit.
   *
   * @param what what is attempted, for messages: {@code tag 'a'}
   * @param attempt one attempt, with its checks, on the refreshed table
   * @param happened whether the commit is visible, asked when its outcome is unknown
   */
  public static void make(Table table, String what, Runnable attempt, BooleanSupplier happened) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long pause = 2;
    while (true) {
      table.refresh();
      try {
        attempt.run();
        table.refresh();
        return;
      } catch (CommitFailedException e) {
        if (System.nanoTime() > deadline) {
          throw new MeshException(
              KeepError.COMMIT_CONTENDED,
              "Cannot "
                  + what
                  + ": other writers committed first for "
                  + PATIENCE.toSeconds()
                  + " seconds; try again when fewer write",
              e);
        }
        pause(what, ThreadLocalRandom.current().nextLong(1, pause + 1));
        pause = Math.min(200, pause * 2);
      } catch (CommitStateUnknownException e) {
        table.refresh();
        if (happened.getAsBoolean()) {
          return;
        }
        throw new MeshException(
            KeepError.COMMIT_UNKNOWN,
            "Cannot tell whether to "
                + what
                + " has happened: look at the table before trying"
                + " again",
            e);
      }
    }
  }

  private static void pause(String what, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeshException(
          KeepError.COMMIT_CONTENDED, "Cannot " + what + ": the thread was interrupted", e);
    }
  }
}
