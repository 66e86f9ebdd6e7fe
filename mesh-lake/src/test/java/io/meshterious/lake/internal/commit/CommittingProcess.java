// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.Table;

/** A process that commits to a table as fast as it can, and prints how long each commit took. */
final class CommittingProcess {
  private CommittingProcess() {}

  /**
   * Arguments: the folder of the catalog, the JDBC URL of the catalog, the number of the process,
   * and how many commits it makes once the file {@code go} is in the folder.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String url = arguments[1];
    int number = Integer.parseInt(arguments[2]);
    int commits = Integer.parseInt(arguments[3]);
    try (TestCatalog catalog = new TestCatalog(folder, Map.of("uri", url, "clients", "1"));
        CommitLocks locks = locks(folder, url)) {
      Committer committer = new Committer(locks, CommitOptions.defaults());
      Table table = catalog.table("shared");
      System.out.println("ready");
      while (!Files.exists(folder.resolve("go"))) {
        Thread.sleep(2);
      }
      StringBuilder line = new StringBuilder("took");
      for (int i = 0; i < commits; i++) {
        long id = number * 1_000_000L + i;
        TableChange change =
            TableChange.append(List.of(TestFiles.described(table, id))).attempt("p" + id);
        long start = System.nanoTime();
        CommitOutcome outcome = committer.commit(table, change);
        line.append(
            String.format(
                Locale.ROOT,
                " %d:%.3f",
                System.currentTimeMillis(),
                (System.nanoTime() - start) / 1e6));
        if (!(outcome instanceof Committed)) {
          System.out.println("failed " + outcome);
        }
      }
      System.out.println(line);
    }
  }

  private static CommitLocks locks(Path folder, String url) {
    return url.startsWith("jdbc:postgresql")
        ? CommitLocks.postgres(() -> DriverManager.getConnection(url))
        : CommitLocks.files(folder.resolve("locks"));
  }
}
