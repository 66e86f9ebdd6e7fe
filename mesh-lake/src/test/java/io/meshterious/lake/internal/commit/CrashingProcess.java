// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;

/** A process that ends, as a kill would end it, in the middle of a commit under a lock. */
final class CrashingProcess {
  private CrashingProcess() {}

  /** Arguments: the folder of the catalog, and the place where it ends. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (TestCatalog catalog =
        TestFiles.catalog(folder, Map.of("io-impl", FaultyFileIO.class.getName()))) {
      Table table = FaultyCatalog.of(catalog.table("t")).table();
      Committer committer =
          new Committer(CommitLocks.files(folder.resolve("locks")), CommitOptions.defaults());
      Faults.haltAt(Faults.Point.valueOf(arguments[1]));
      TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2)));
      committer.commit(table, change.attempt("crash")).orThrow();
    }
  }
}
