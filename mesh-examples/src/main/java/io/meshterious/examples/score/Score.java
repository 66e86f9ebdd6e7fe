// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.score;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.TableName;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Compares what is true about faults with what is in a lake: each should have been rejected,
 * recognised, counted or stored, as its label says, and nothing else been rejected. Safe for use by
 * several producers.
 */
public final class Score implements Consumer<Fault> {
  private static final int TOLD = 10;

  private final Lake lake;
  private final Optional<String> namespace;
  private final Map<String, List<Fault>> byTable = new TreeMap<>();

  /** What became of the faults of a kind so far. */
  private record Kind(String name, Expectation expect) {}

  private final Map<Kind, long[]> counts = new LinkedHashMap<>();
  private final Map<String, Long> invented = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int missed;

  /**
   * Of the tables of a lake.
   *
   * @param namespace where the tables are; empty: where there is one of that name
   */
  public Score(Lake lake, Optional<String> namespace) {
    this.lake = lake;
    this.namespace = namespace;
  }

  /** Learns what is true about an event. */
  @Override
  public synchronized void accept(Fault fault) {
    byTable.computeIfAbsent(fault.table(), unused -> new ArrayList<>()).add(fault);
  }

  /** Compares. */
  public synchronized ScoreReport report() {
    counts.clear();
    invented.clear();
    problems.clear();
    notes.clear();
    missed = 0;
    byTable.forEach(
        (table, faults) -> {
          Optional<TableName> name = name(table);
          if (name.isPresent()) {
            compare(name.get(), faults);
          } else {
            problems.add("there is no table '" + table + "'; its faults are all missed");
            faults.forEach(it -> count(it, false, "has no table"));
          }
        });
    if (missed > TOLD) {
      problems.add(String.format(Locale.ROOT, "… and %,d more are missed", missed - TOLD));
    }
    return new ScoreReport(lines(), invented, problems, notes);
  }

  private List<ScoreReport.Line> lines() {
    List<ScoreReport.Line> lines = new ArrayList<>();
    counts.forEach(
        (kind, it) ->
            lines.add(new ScoreReport.Line(kind.name(), kind.expect().label(), it[0], it[1])));
    lines.sort(
        Comparator.comparing(ScoreReport.Line::expect).thenComparing(ScoreReport.Line::kind));
    return lines;
  }

  private Optional<TableName> name(String table) {
    List<TableName> found =
        lake.tables().stream()
            .filter(it -> it.name().equals(table))
            .filter(it -> namespace.isEmpty() || namespace.get().equals(it.namespace()))
            .toList();
    if (found.size() > 1) {
      throw new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Cannot tell which table '" + table + "' is: there are " + found + "; name a namespace");
    }
    return found.stream().findFirst();
  }

  private void compare(TableName table, List<Fault> faults) {
    Evidence evidence = Evidence.of(lake, table, faults);
    for (Fault fault : faults) {
      Optional<String> wrong = evidence.wrong(fault);
      count(fault, wrong.isEmpty(), wrong.orElse(""));
    }
    evidence.unknown(faults).forEach((reason, count) -> invented.merge(reason, count, Long::sum));
    sums(table, faults, evidence);
  }

  private void count(Fault fault, boolean found, String why) {
    long[] it =
        counts.computeIfAbsent(
            new Kind(fault.kind().label(), fault.expect()), unused -> new long[2]);
    it[0]++;
    if (found) {
      it[1]++;
      return;
    }
    missed++;
    if (missed <= TOLD) {
      problems.add(
          fault.table()
              + fault.publisher().map(name -> "." + name).orElse("")
              + " row "
              + fault.row()
              + ": "
              + fault.kind().label()
              + " should be "
              + fault.expect().label()
              + ", but "
              + why);
    }
  }

  /** What snapshots counted, against what was labelled. */
  private void sums(TableName table, List<Fault> faults, Evidence evidence) {
    if (!evidence.whole()) {
      notes.add(table + ": snapshots have expired, what they counted is not known");
      return;
    }
    sum(table, "deduplicated", labelled(faults, Expectation.DEDUPLICATED), evidence.deduplicated());
    sum(table, "late", labelled(faults, Expectation.LATE), evidence.late());
  }

  private static long labelled(List<Fault> faults, Expectation expect) {
    return faults.stream().filter(it -> it.expect() == expect).count();
  }

  private void sum(TableName table, String what, long labelled, long counted) {
    if (counted < labelled) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %,d events are labelled as %s, but commits counted %,d",
              table,
              labelled,
              what,
              counted));
    } else if (counted > labelled) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: %,d events are labelled as %s, commits counted %,d: some came again, or in"
                  + " another order",
              table,
              labelled,
              what,
              counted));
    }
  }
}
