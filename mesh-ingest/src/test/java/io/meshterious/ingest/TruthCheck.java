// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.Lake;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** Compares tables and their rejects with what was sent to them together. */
public final class TruthCheck {
  private final Lake lake;
  private final List<String> tables;

  public TruthCheck(Lake lake, String... tables) {
    this.lake = lake;
    this.tables = List.of(tables);
  }

  /** Selects something from all tables of a kind. */
  private String all(String selected, String suffix, String condition) {
    return tables.stream()
        .map(it -> "select " + selected + " from " + it + suffix + " where " + condition)
        .collect(Collectors.joining(" union all "));
  }

  /**
   * Every event is there once, every bad one is among the rejects once, and nothing else is. Of two
   * that have one id and say different things, the one that comes first is stored; which one that
   * is, is left to chance where several read.
   *
   * @param sent the ids of all rows that were sent
   * @param faults what was wrong with some
   */
  public void holds(Set<String> sent, List<Fault> faults) {
    Set<String> good = new HashSet<>(sent);
    Set<String> bad = new HashSet<>();
    List<String> changed = new ArrayList<>();
    for (Fault fault : faults) {
      if (fault.kind() == FaultKind.DUPLICATE_CHANGED) {
        changed.add(fault.id());
      } else if (fault.expect() == Expectation.REJECTED) {
        bad.add(fault.digest());
        good.remove(fault.id());
      }
    }
    List<String> stored =
        lake.sql(all("event_id::varchar as event_id", "", "true"))
            .rows()
            .map(it -> it.text("event_id"))
            .toList();
    assertThat(stored).doesNotHaveDuplicates();
    Set<String> missing = new HashSet<>(good);
    stored.forEach(missing::remove);
    assertThat(missing).as("events that are missing").isEmpty();
    Set<String> invented = new HashSet<>(stored);
    invented.removeAll(good);
    assertThat(invented).as("events that should not be there").isEmpty();
    assertThat(rejects("reject_id", "true")).doesNotHaveDuplicates();
    assertThat(new HashSet<>(rejects("reject_id", "reason <> 'DUPLICATE_CHANGED'"))).isEqualTo(bad);
    assertThat(rejects("event_id", "reason = 'DUPLICATE_CHANGED'"))
        .containsExactlyInAnyOrderElementsOf(changed);
  }

  private List<String> rejects(String column, String condition) {
    return lake.sql(
            all(
                (column.equals("reject_id") ? "replace(reject_id::varchar, '-', '')" : column)
                    + " as id",
                "__rejects",
                condition))
        .rows()
        .map(it -> it.text("id"))
        .toList();
  }

  /** The books of every commit add up, and with the rows that it added. */
  public void balanced() {
    tables.forEach(this::balanced);
  }

  private void balanced(String table) {
    Map<String, Long> rejected = new TreeMap<>();
    lake.sql("select attempt, count(*) as n from " + table + "__rejects group by attempt")
        .rows()
        .forEach(it -> rejected.put(it.text("attempt"), it.number("n")));
    for (Snapshot snapshot : lake.table(table).iceberg().snapshots()) {
      Map<String, String> summary = snapshot.summary();
      if (summary.containsKey("mesh.received")) {
        long stored = number(summary, "mesh.stored");
        assertThat(number(summary, "mesh.received"))
            .as("%s", summary)
            .isEqualTo(
                stored + number(summary, "mesh.deduplicated") + number(summary, "mesh.rejected"));
        assertThat(number(summary, SnapshotSummary.ADDED_RECORDS_PROP)).isEqualTo(stored);
        assertThat(rejected.getOrDefault(summary.get("mesh.attempt"), 0L))
            .isEqualTo(number(summary, "mesh.rejected"));
      }
    }
  }

  private static long number(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }
}
