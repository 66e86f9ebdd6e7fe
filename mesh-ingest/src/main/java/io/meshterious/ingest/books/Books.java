// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.books;

import io.meshterious.ingest.books.BooksReport.Commit;
import io.meshterious.ingest.books.BooksReport.OtherCommit;
import io.meshterious.ingest.books.BooksReport.Totals;
import io.meshterious.ingest.internal.reject.RejectTable;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.keep.HistoryEntry;
import io.meshterious.lake.query.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what pipelines wrote down with their commits against what is in the tables. */
public final class Books {
  private static final String RECEIVED = "mesh.received";
  private static final String ADDED = "added-records";

  private final TableName table;
  private final Map<String, Rejects> rejects;
  private final List<Commit> commits = new ArrayList<>();
  private final List<OtherCommit> others = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** The rows of rejects that name an attempt, and when they were written. */
  private record Rejects(long rows, Instant at) {}

  private Books(TableName table, Map<String, Rejects> rejects) {
    this.table = table;
    this.rejects = rejects;
  }

  /**
   * Audits a table, from its snapshots and its table of rejects.
   *
   * @param table the table that pipelines commit to, such as {@code raw.orders}
   */
  public static BooksReport audit(Lake lake, String table) {
    TableName name = lake.table(table).name();
    // Rejects are committed before the rows they belong to: of snapshots read first, all are there.
    List<HistoryEntry> history =
        lake.table(name).refs().history().stream()
            .sorted(Comparator.comparingLong(HistoryEntry::sequenceNumber))
            .toList();
    return new Books(name, rejects(lake, name)).audit(history);
  }

  private static Map<String, Rejects> rejects(Lake lake, TableName table) {
    Map<String, Rejects> found = new HashMap<>();
    if (lake.exists(RejectTable.name(table))) {
      String sql =
          "select attempt, count(*) as n, max(rejected_at) as at from "
              + RejectTable.quoted(table)
              + " group by attempt";
      try (Stream<Row> rows = lake.sql(sql).rows()) {
        rows.forEach(
            it ->
                found.put(
                    it.text("attempt"),
                    new Rejects(it.number("n"), it.as("at", OffsetDateTime.class).toInstant())));
      }
    }
    return found;
  }

  private BooksReport audit(List<HistoryEntry> history) {
    long rejectRows = rejects.values().stream().mapToLong(Rejects::rows).sum();
    List<HistoryEntry> current = history.stream().filter(HistoryEntry::inCurrentHistory).toList();
    current.forEach(this::look);
    long rolledBack =
        history.stream()
            .filter(it -> !it.inCurrentHistory())
            .map(it -> rejects.remove(attempt(it)))
            .mapToLong(it -> it == null ? 0 : it.rows())
            .sum();
    boolean whole = current.isEmpty() || current.get(0).parentId().isEmpty();
    Instant oldest = current.isEmpty() ? Instant.MIN : current.get(0).at();
    long unknown =
        rejects.values().stream()
            .filter(it -> !whole && it.at().isBefore(oldest))
            .mapToLong(Rejects::rows)
            .sum();
    long left = rejects.values().stream().mapToLong(Rejects::rows).sum();
    Totals totals = commits.stream().map(Commit::counts).reduce(Totals.NONE, Totals::plus);
    return new BooksReport(
        table.toString(),
        commits,
        others,
        totals,
        rejectRows,
        left - unknown,
        unknown,
        rolledBack,
        whole,
        problems);
  }

  private static String attempt(HistoryEntry entry) {
    return entry.summary().getOrDefault(TableChange.ATTEMPT_KEY, "");
  }

  private void look(HistoryEntry entry) {
    if (entry.summary().containsKey(RECEIVED)) {
      counts(entry).ifPresent(counts -> look(entry, counts));
      return;
    }
    long added = number(entry, ADDED).orElse(0L);
    long deleted =
        number(entry, "deleted-records").orElse(0L)
            + number(entry, "added-position-deletes").orElse(0L)
            - number(entry, "removed-position-deletes").orElse(0L);
    if (added != 0 || deleted != 0) {
      others.add(
          new OtherCommit(entry.snapshotId(), entry.at(), entry.operation(), added, deleted));
    }
  }

  private void look(HistoryEntry entry, Totals counts) {
    long added = number(entry, ADDED).orElse(0L);
    String attempt = attempt(entry);
    Rejects named = rejects.remove(attempt);
    Commit commit =
        new Commit(
            entry.snapshotId(),
            entry.at(),
            entry.summary().getOrDefault("mesh.pipeline", ""),
            attempt,
            counts,
            added,
            named == null ? 0 : named.rows());
    commits.add(commit);
    if (!counts.balanced()) {
      wrong(
          entry,
          "%,d events were received, but %,d stored, %,d deduplicated and %,d rejected come to %,d",
          counts.received(),
          counts.stored(),
          counts.deduplicated(),
          counts.rejected(),
          counts.stored() + counts.deduplicated() + counts.rejected());
    }
    if (counts.stored() != added) {
      wrong(entry, "%,d events were stored, but it added %,d rows", counts.stored(), added);
    }
    if (counts.rejected() != commit.rejectRows()) {
      wrong(
          entry,
          "%,d events were rejected, but %,d rows of '%s' belong to it",
          counts.rejected(),
          commit.rejectRows(),
          RejectTable.name(table));
    }
  }

  /** What a pipeline wrote down, if all of it is there. */
  private Optional<Totals> counts(HistoryEntry entry) {
    List<Long> numbers = new ArrayList<>();
    for (String key :
        List.of(RECEIVED, "mesh.stored", "mesh.deduplicated", "mesh.rejected", "mesh.late")) {
      Optional<Long> number = number(entry, key);
      if (number.isEmpty()) {
        String said = entry.summary().get(key);
        wrong(entry, "%s is %s, but should be a number", key, said == null ? "absent" : said);
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    return Optional.of(
        new Totals(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4)));
  }

  private static Optional<Long> number(HistoryEntry entry, String key) {
    return Optional.ofNullable(entry.summary().get(key))
        .filter(it -> it.matches("[0-9]{1,18}"))
        .map(Long::parseLong);
  }

  private void wrong(HistoryEntry entry, String what, Object... values) {
    problems.add(
        "snapshot " + entry.snapshotId() + ": " + String.format(Locale.ROOT, what, values));
  }
}
