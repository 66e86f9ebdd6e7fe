// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.ContractDiff;
import io.meshterious.core.contract.diff.VersionBump;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Lets a table follow a newer version of the contract that it was made from. */
public final class Evolution {
  private final org.apache.iceberg.Table table;
  private final TableMetadata base;
  private final TableContract older;
  private final DataContract newer;
  private final Table newerTable;
  private final ContractDiff diff;
  private final Refusals refusals = new Refusals();
  private final List<String> steps = new ArrayList<>();

  private Evolution(
      org.apache.iceberg.Table table,
      TableMetadata base,
      TableContract older,
      DataContract newer,
      Table newerTable) {
    this.table = table;
    this.base = base;
    this.older = older;
    this.newer = newer;
    this.newerTable = newerTable;
    this.diff = newer.diff(older.contract());
  }

  /**
   * Plans it; nothing changes until {@link EvolutionPlan#apply()}.
   *
   * @param table the table, made by {@link TableCreation}
   * @param newer the newer contract
   * @param newerTable the table of the newer contract that the table follows
   * @throws MeshException with {@link TableError#NO_CONTRACT}, {@link TableError#OTHER_CONTRACT},
   *     {@link TableError#OLDER_CONTRACT} or {@link TableError#EVOLUTION_REFUSED}; the latter tells
   *     everything that stands against it
   */
  public static EvolutionPlan plan(
      org.apache.iceberg.Table table, DataContract newer, Table newerTable) {
    TableMetadata base = ((HasTableOperations) table).operations().refresh();
    TableContract older =
        TableContract.find(table.name(), base.properties())
            .orElseThrow(
                () ->
                    new MeshException(
                        TableError.NO_CONTRACT,
                        "Cannot evolve table '"
                            + table.name()
                            + "': it was not made from a contract; create a table from the contract"
                            + " and copy the rows"));
    return new Evolution(table, base, older, newer, newerTable).plan();
  }

  private EvolutionPlan plan() {
    sameContract();
    sameTable();
    notOlder();
    String cannot =
        "Cannot evolve table '"
            + table.name()
            + "' to version "
            + newer.version()
            + " of its contract";
    for (Change change : EvolutionRules.refused(diff, newerTable.name())) {
      refusals.add(change.path(), change.reason());
    }
    TableLayout layout = layout(cannot);
    TableMetadata target = target(layout);
    refusals.throwIfAny(TableError.EVOLUTION_REFUSED, cannot);
    return new EvolutionPlan(table, newer, newerTable, steps, base, target);
  }

  private void sameContract() {
    for (Change change : diff.changes()) {
      if (change.kind() == ChangeKind.CONTRACT_ID_CHANGED) {
        throw other(change.reason());
      }
    }
  }

  private void sameTable() {
    String name = newerTable.name();
    String before = name;
    for (Change change : diff.ofTable(name)) {
      if (change.kind() == ChangeKind.TABLE_RENAMED) {
        before = change.olderPath().orElse(name);
      } else if (change.kind() == ChangeKind.TABLE_ADDED) {
        throw other(change.reason());
      }
    }
    if (!before.equals(older.table().name())) {
      throw other("it was made from '" + older.table().name() + "' and this is '" + name + "'");
    }
  }

  private MeshException other(String why) {
    return new MeshException(
        TableError.OTHER_CONTRACT,
        "Cannot evolve table '" + table.name() + "' to '" + newerTable.name() + "': " + why);
  }

  private void notOlder() {
    boolean isOlder =
        older
            .contract()
            .diff(newer)
            .declaredBump()
            .filter(bump -> bump != VersionBump.NONE)
            .isPresent();
    if (isOlder) {
      throw new MeshException(
          TableError.OLDER_CONTRACT,
          "Cannot evolve table '"
              + table.name()
              + "': version "
              + newer.version()
              + " of the contract is older than the table's version "
              + older.contract().version()
              + "; give a version from that one on");
    }
  }

  private TableLayout layout(String cannot) {
    try {
      return TableLayout.of(newer, newerTable, base.formatVersion());
    } catch (MeshException notStorable) {
      refusals.add(newerTable.name(), notStorable.getMessage());
      refusals.throwIfAny(TableError.EVOLUTION_REFUSED, cannot);
      throw notStorable;
    }
  }

  private TableMetadata target(TableLayout layout) {
    Schema current = base.schema();
    Map<String, Integer> olderIds = new HashMap<>(older.fieldIds(current));
    TableLayout before = TableLayout.of(older.contract(), older.table(), base.formatVersion());
    Map<Integer, Integer> matches = new HashMap<>();
    FieldMatching.of(diff, older.table(), newerTable)
        .forEach((path, olderPath) -> match(matches, layout, path, olderIds.get(olderPath)));
    missing(before, olderIds);
    Set<Integer> known = new HashSet<>(olderIds.values());
    unknownFields(layout, current, matches, known);
    SchemaEvolution columns =
        new SchemaEvolution(base, layout, matches, known, diff.changes(), refusals);
    Schema schema = columns.evolve();
    if (refusals.any()) {
      return base;
    }
    steps.addAll(columns.steps());
    TableMetadata.Builder builder = TableMetadata.buildFrom(base);
    if (!columns.steps().isEmpty()) {
      builder.setCurrentSchema(schema, columns.lastId());
    }
    Map<Integer, Integer> beforeIds = new HashMap<>();
    before.fieldIds().forEach((path, id) -> beforeIds.put(id, olderIds.get(path)));
    specs(builder, before, beforeIds, layout, columns.ids(), new SpecEvolution(base, schema));
    properties(builder, before, layout);
    return builder.build();
  }

  private static void match(
      Map<Integer, Integer> matches, TableLayout layout, String path, @Nullable Integer id) {
    Integer wanted = layout.fieldIds().get(path);
    if (wanted != null && id != null) {
      matches.put(wanted, id);
    }
  }

  /** Refuses what somebody renamed or dropped by hand: nobody can tell which of the two it was. */
  private void missing(TableLayout before, Map<String, Integer> olderIds) {
    for (String path : new TreeSet<>(before.fieldIds().keySet())) {
      boolean parentThere =
          before.fieldIds().keySet().stream()
              .noneMatch(
                  parent ->
                      (path.startsWith(parent + ".") || path.equals(parent + "[]"))
                          && !olderIds.containsKey(parent));
      if (!olderIds.containsKey(path) && parentThere) {
        refusals.addUnlessSaid(
            path,
            "version "
                + older.contract().version()
                + " of the contract gave the table a column for it, which is gone or has another"
                + " name; give it back its name first");
      }
    }
  }

  /** The column of unknown fields belongs to no property and keeps its name. */
  private void unknownFields(
      TableLayout layout, Schema current, Map<Integer, Integer> matches, Set<Integer> known) {
    NestedField wanted =
        kept(newerTable) ? layout.schema().findField(Columns.UNKNOWN_FIELDS) : null;
    NestedField now = kept(older.table()) ? current.findField(Columns.UNKNOWN_FIELDS) : null;
    if (now != null) {
      known.add(now.fieldId());
      if (wanted != null) {
        matches.put(wanted.fieldId(), now.fieldId());
      }
    }
  }

  private static boolean kept(Table table) {
    return table.hints().unknownFields() == TableHints.UnknownFields.KEEP;
  }

  private void specs(
      TableMetadata.Builder builder,
      TableLayout before,
      Map<Integer, Integer> beforeIds,
      TableLayout layout,
      Map<Integer, Integer> ids,
      SpecEvolution specs) {
    List<String> wanted = SpecEvolution.terms(layout.spec(), ids);
    if (!wanted.equals(SpecEvolution.terms(before.spec(), beforeIds))) {
      PartitionSpec spec = specs.spec(layout.spec(), ids);
      builder.setDefaultPartitionSpec(spec);
      steps.add(
          spec.isUnpartitioned()
              ? "do not partition new files"
              : "partition new files by " + specs.words(spec));
    }
    List<String> sorted = SpecEvolution.terms(layout.sortOrder(), ids);
    if (!sorted.equals(SpecEvolution.terms(before.sortOrder(), beforeIds))) {
      SortOrder order = specs.order(layout.sortOrder(), ids);
      builder.setDefaultSortOrder(order);
      steps.add(
          order.isUnsorted() ? "do not sort new files" : "sort new files by " + specs.words(order));
    }
  }

  /** What the contract says otherwise than before; what somebody set by hand stays. */
  private void properties(TableMetadata.Builder builder, TableLayout before, TableLayout layout) {
    Map<String, String> now = base.properties();
    Map<String, String> set = new TreeMap<>();
    Set<String> removed = new TreeSet<>();
    layout
        .properties()
        .forEach(
            (key, value) -> {
              boolean contract = key.startsWith(TableContract.PREFIX);
              boolean changed = !value.equals(before.properties().get(key));
              if (!contract && changed && !value.equals(now.get(key))) {
                set.put(key, value);
              }
            });
    before
        .properties()
        .forEach(
            (key, value) -> {
              if (!layout.properties().containsKey(key) && value.equals(now.get(key))) {
                removed.add(key);
              }
            });
    set.forEach((key, value) -> steps.add("set property '" + key + "'"));
    removed.forEach(key -> steps.add("remove property '" + key + "'"));
    if (!newer.equals(older.contract())) {
      set.putAll(TableContract.properties(newer, newerTable));
      steps.add(
          newer.version().equals(older.contract().version())
              ? "remember the contract's new text"
              : "remember version " + newer.version() + " of the contract");
    }
    if (!set.isEmpty()) {
      builder.setProperties(set);
    }
    if (!removed.isEmpty()) {
      builder.removeProperties(removed);
    }
  }
}
