// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.keep.refs.TableRefs;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenanceTask;
import io.meshterious.lake.keep.ManifestRewrite;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.Refs;
import io.meshterious.lake.keep.SnapshotExpiry;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories: maintenance never changes what any kept snapshot shows. */
class KeepingHistoryTest {
  private static final Duration OLD = Duration.ofDays(9);
  private static final List<MaintenanceTask> TASKS =
      List.of(
          Compaction.binPack().leastFiles(2),
          Compaction.sort("id"),
          DanglingDeletes.standard(),
          ManifestRewrite.standard(),
          ManifestRewrite.standard().everything(),
          SnapshotExpiry.standard().olderThan(Duration.ZERO).keepLast(3),
          SnapshotExpiry.standard().olderThan(Duration.ZERO),
          SnapshotExpiry.standard().olderThan(Duration.ZERO).withoutDeletingFiles(),
          OrphanRemoval.standard());

  @TempDir Path folder;

  @Test
  void maintenance_inRandomHistories_changesNoRow() {
    SeededRandom random = SeededRandom.forTest("keeping");
    try (TestCatalog catalog = new TestCatalog(folder)) {
      for (int round = 0; round < SeededRandom.rounds(2); round++) {
        int version = 2 + round % 2;
        KeptRows rows = KeptRows.create(catalog, "t" + round, version, random.oneIn(2));
        new History(rows, random.fork()).play(14);
      }
    }
  }

  /** One table with what each of its snapshots shows. */
  private static final class History {
    private final KeptRows rows;
    private final Table table;
    private final SeededRandom random;
    private final Refs refs;
    private final Map<Long, Map<String, Integer>> shown = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private long next;

    History(KeptRows rows, SeededRandom random) {
      this.rows = rows;
      this.table = rows.table;
      this.random = random;
      this.refs = new TableRefs(table);
    }

    void play(int steps) {
      change();
      for (int i = 0; i < steps; i++) {
        if (random.oneIn(2)) {
          change();
        } else {
          maintain();
        }
      }
      clean();
    }

    private void change() {
      table.refresh();
      switch (random.below(6)) {
        case 0, 1, 2 -> {
          int many = random.between(1, 30);
          log.add("append " + many);
          rows.append(random.between(1, 3), next, next + many);
          next += many;
        }
        case 3 -> {
          int rest = random.between(0, 4);
          log.add("delete " + rest + " mod 5");
          if (table.currentSnapshot() != null) {
            rows.delete(id -> id % 5 == rest);
          }
        }
        case 4 -> {
          long id = random.below((int) next + 1);
          int day = random.between(1, 3);
          log.add("delete " + id + " of day " + day + " by key");
          rows.deleteByKey(day, id);
        }
        default -> {
          List<Long> ids = rows.history();
          if (!ids.isEmpty()) {
            long id = random.oneOf(ids);
            log.add("tag, and perhaps roll back to " + id);
            refs.tag("t" + log.size(), id, Refs.Keep.standard());
            if (random.oneIn(2)) {
              refs.rollbackTo(id);
            }
          }
        }
      }
      if (table.currentSnapshot() != null) {
        shown.computeIfAbsent(table.currentSnapshot().snapshotId(), id -> rows.rows(id));
      }
    }

    private void maintain() {
      MaintenanceTask task = random.oneOf(TASKS);
      log.add(task.toString());
      Map<String, Integer> before = rows.rows();
      Map<Long, String> lineage = lineage();
      Storage.stray(table, "data/stray-" + log.size() + ".parquet", OLD);
      if (task instanceof OrphanRemoval) {
        Storage.age(table, OLD);
      }
      Keepers.of(table)
          .plan(MaintenanceOptions.of(task).threads(random.between(1, 3)))
          .run()
          .orThrow();
      assertThat(rows.rows()).as("%s", log).isEqualTo(before);
      assertThat(lineage()).as("%s", log).isEqualTo(lineage);
      if (task instanceof OrphanRemoval) {
        assertThat(Storage.files(table)).as("%s", log).isEqualTo(Storage.needed(table));
      }
      check();
    }

    private Map<Long, String> lineage() {
      return org.apache.iceberg.TableUtil.formatVersion(table) < 3
              || table.currentSnapshot() == null
          ? Map.of()
          : rows.lineage();
    }

    /** Every snapshot that is left shows what it always did, and all its files are there. */
    private void check() {
      table.refresh();
      assertThat(Storage.files(table)).as("%s", log).containsAll(Storage.needed(table));
      for (Snapshot snapshot : table.snapshots()) {
        Map<String, Integer> now = rows.rows(snapshot.snapshotId());
        Map<String, Integer> then = shown.putIfAbsent(snapshot.snapshotId(), new TreeMap<>(now));
        if (then != null) {
          assertThat(now).as("snapshot %s of %s", snapshot.snapshotId(), log).isEqualTo(then);
        }
      }
    }

    /** At the end nothing is left but what the last snapshots need. */
    private void clean() {
      Keepers.of(table).plan(SnapshotExpiry.standard().olderThan(Duration.ZERO)).run().orThrow();
      Storage.age(table, OLD);
      Keepers.of(table).plan(OrphanRemoval.standard()).run().orThrow();
      check();
      Set<String> files = Storage.files(table);
      assertThat(files).as("%s", log).isEqualTo(Storage.needed(table));
    }
  }
}
