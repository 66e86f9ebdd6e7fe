// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.ContractDiff;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.diff.element.Matching.Entry;
import io.meshterious.core.contract.internal.diff.element.Place;
import io.meshterious.core.contract.internal.diff.element.Renames;
import io.meshterious.core.contract.internal.diff.element.Report;
import io.meshterious.core.contract.internal.diff.element.Wording;
import java.util.List;
import java.util.Optional;

/** Compares two versions of a contract. */
public final class Differ {
  private Differ() {}

  /** What changed from the older to the newer. */
  public static ContractDiff diff(DataContract older, DataContract newer) {
    Report report = new Report();
    if (!older.node().equals(newer.node())) {
      Comparison contract = Comparison.of(Place.CONTRACT, older.node(), newer.node(), report);
      Report tables = new Report();
      tables(contract, older, newer, tables);
      ContractChanges.report(contract);
      if (tables.spoken() > 0) {
        contract.cover("schema");
      }
      contract.rest();
      report.add(tables);
    }
    return new ContractDiff(older.version(), newer.version(), report.changes());
  }

  private static void tables(
      Comparison contract, DataContract older, DataContract newer, Report report) {
    Matching<Table> matching = Matching.tables(older.tables(), newer.tables());
    reordered(contract, older, matching);
    Renames<Table> renames = new Renames<>(matching, Table::name);
    ForeignKeys foreignKeys = new ForeignKeys(older, newer, matching);
    for (Entry<Table> entry : matching.entries()) {
      Table table = entry.newer();
      if (entry.older().isPresent()) {
        new TableChanges(entry.older().get(), table, report).report(foreignKeys);
      } else {
        Optional<String> name = Optional.of(table.name());
        String what = "table " + Wording.quoted(table.name()) + " is new" + renames.onAdded(table);
        report.add(
            new Change(
                ChangeKind.TABLE_ADDED,
                name,
                Optional.empty(),
                name,
                what,
                Optional.empty(),
                Optional.of(table.node())));
      }
    }
    for (Table table : matching.removed()) {
      Optional<String> name = Optional.of(table.name());
      String what = "table " + Wording.quoted(table.name()) + " is gone" + renames.onRemoved(table);
      report.add(
          new Change(
              ChangeKind.TABLE_REMOVED,
              name,
              name,
              Optional.empty(),
              what,
              Optional.of(table.node()),
              Optional.empty()));
    }
  }

  private static void reordered(Comparison contract, DataContract older, Matching<Table> matching) {
    List<String> now =
        matching.kept().stream()
            .map(entry -> entry.older().map(Table::jsonPath).orElse(""))
            .toList();
    List<String> before =
        older.tables().stream().map(Table::jsonPath).filter(now::contains).toList();
    if (!before.equals(now)) {
      contract.report(ChangeKind.TABLES_REORDERED, "the order of the tables changed", "schema");
    }
  }
}
