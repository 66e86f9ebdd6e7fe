// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.score;

import io.meshterious.ingest.books.Books;
import io.meshterious.ingest.books.BooksReport;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import io.meshterious.lake.query.Row;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a table, its table of rejects and its snapshots say of events with faults. */
final class Evidence {
  private static final String CHANGED = "DUPLICATE_CHANGED";
  private static final String LATE = "EVENT_LATE";

  private final Map<String, Reject> rejects;
  private final Set<String> changed;
  private final Map<String, Long> rows;
  private final BooksReport books;

  /** What is known of a rejected event. */
  private record Reject(String reason, String eventId) {}

  private Evidence(Map<String, Reject> rejects, Map<String, Long> rows, BooksReport books) {
    this.rejects = rejects;
    this.rows = rows;
    this.books = books;
    this.changed =
        rejects.values().stream()
            .filter(it -> it.reason().equals(CHANGED))
            .map(Reject::eventId)
            .collect(Collectors.toSet());
  }

  static Evidence of(Lake lake, TableName table, List<Fault> faults) {
    Map<String, Reject> rejects = new HashMap<>();
    if (lake.exists(table + "__rejects")) {
      String sql =
          "select replace(reject_id::varchar, '-', '') as digest, reason, event_id from "
              + quoted(table.namespace())
              + "."
              + quoted(table.name() + "__rejects");
      try (Stream<Row> found = lake.sql(sql).rows()) {
        found.forEach(
            it ->
                rejects.put(it.text("digest"), new Reject(it.text("reason"), it.text("event_id"))));
      }
    }
    return new Evidence(rejects, rows(lake, table, faults), Books.audit(lake, table.toString()));
  }

  /** How many rows each id has, of the ids of faults. */
  private static Map<String, Long> rows(Lake lake, TableName table, List<Fault> faults) {
    Set<String> wanted = new HashSet<>();
    faults.stream().map(Fault::id).filter(it -> !it.isEmpty()).forEach(wanted::add);
    Map<String, Long> rows = new HashMap<>();
    Optional<String> id = idColumn(lake, table);
    if (id.isPresent() && !wanted.isEmpty()) {
      String sql =
          "select "
              + quoted(id.get())
              + "::varchar as id from "
              + quoted(table.namespace())
              + "."
              + quoted(table.name());
      try (Stream<Row> found = lake.sql(sql).rows()) {
        found
            .map(it -> it.value(0).map(String::valueOf).orElse(""))
            .filter(wanted::contains)
            .forEach(it -> rows.merge(it, 1L, Long::sum));
      }
    }
    return rows;
  }

  /** The column that tells events apart: the only one that identifies rows. */
  private static Optional<String> idColumn(Lake lake, TableName table) {
    Set<String> identifiers = lake.table(table).description().schema().identifierFieldNames();
    return identifiers.size() == 1 ? Optional.of(identifiers.iterator().next()) : Optional.empty();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether no snapshot has expired, so that their counts are complete. */
  boolean whole() {
    return books.whole();
  }

  /** How many events commits counted as known already. */
  long deduplicated() {
    return books.totals().deduplicated();
  }

  /** How many late events there are, stored and rejected. */
  long late() {
    return books.totals().late()
        + rejects.values().stream().filter(it -> it.reason().equals(LATE)).count();
  }

  /** Why an event is not what it should be; empty when it is. */
  Optional<String> wrong(Fault fault) {
    Reject reject = rejects.get(fault.digest());
    long stored = rows.getOrDefault(fault.id(), 0L);
    return switch (fault.expect()) {
      case REJECTED -> reject != null || isChanged(fault) ? ok() : Optional.of("was not");
      case DEDUPLICATED -> fault.id().isEmpty() || stored == 1 ? ok() : Optional.of(rowsOf(stored));
      case LATE ->
          reject != null && reject.reason().equals(LATE) || stored == 1
              ? ok()
              : Optional.of(rowsOf(stored));
      case STORED ->
          reject != null
              ? Optional.of("was rejected: " + reject.reason())
              : fault.id().isEmpty() || stored == 1 ? ok() : Optional.of(rowsOf(stored));
    };
  }

  private static Optional<String> ok() {
    return Optional.empty();
  }

  private static String rowsOf(long stored) {
    return stored == 0 ? "has no row" : "has " + stored + " rows";
  }

  /** Of two events with one id that differ, the one that comes later is rejected. */
  private boolean isChanged(Fault fault) {
    return fault.kind() == FaultKind.DUPLICATE_CHANGED && changed.contains(fault.id());
  }

  /** How many events were rejected that no fault is known of, by reason. */
  Map<String, Long> unknown(List<Fault> faults) {
    Set<String> digests = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    for (Fault fault : faults) {
      if (fault.expect() == Expectation.REJECTED || fault.expect() == Expectation.LATE) {
        digests.add(fault.digest());
      }
      if (fault.kind() == FaultKind.DUPLICATE_CHANGED) {
        pairs.add(fault.id());
      }
    }
    Map<String, Long> unknown = new TreeMap<>();
    rejects.forEach(
        (digest, it) -> {
          if (!digests.contains(digest)
              && !(it.reason().equals(CHANGED) && pairs.contains(it.eventId()))) {
            unknown.merge(it.reason(), 1L, Long::sum);
          }
        });
    return unknown;
  }
}
