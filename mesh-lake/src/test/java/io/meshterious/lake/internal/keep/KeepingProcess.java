// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.ManifestRewrite;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.iceberg.Table;

/** A process that keeps a table for as long as it lives. */
public final class KeepingProcess {
  private KeepingProcess() {}

  /** Keeps table {@code orders} of the catalog in a folder. */
  public static void main(String[] arguments) {
    try (TestCatalog catalog = new TestCatalog(Path.of(arguments[0]))) {
      Table table = catalog.table("orders");
      while (true) {
        keep(table);
        System.out.println("round");
      }
    }
  }

  /** Does everything there is to do. */
  static void keep(Table table) {
    Keepers.of(table)
        .plan(
            MaintenanceOptions.of(
                Compaction.binPack().leastFiles(2).groupBytes(4_000),
                DanglingDeletes.standard(),
                ManifestRewrite.standard()))
        .run()
        .orThrow();
    Keepers.of(table)
        .plan(
            SnapshotExpiry.standard().olderThan(Duration.ZERO).keepLast(4),
            OrphanRemoval.standard())
        .run()
        .orThrow();
  }
}
