// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.CustomProperties;
import io.meshterious.core.contract.internal.diff.element.Documentation;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.diff.element.Matching.Entry;
import io.meshterious.core.contract.internal.diff.element.Place;
import io.meshterious.core.contract.internal.diff.element.QualityChanges;
import io.meshterious.core.contract.internal.diff.element.Report;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.contract.internal.diff.property.Explained;
import io.meshterious.core.contract.internal.diff.property.PropertyLevel;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed in a table that both contracts have. */
final class TableChanges {
  private final Table older;
  private final Table newer;
  private final Comparison table;
  private final Map<String, String> newerNames = new HashMap<>();

  TableChanges(Table older, Table newer, Report report) {
    this.older = older;
    this.newer = newer;
    Place place =
        new Place(Optional.of(newer.name()), Optional.of(older.name()), Optional.of(newer.name()));
    this.table = Comparison.of(place, older.node(), newer.node(), report);
  }

  void report(ForeignKeys foreignKeys) {
    if (older.node().equals(newer.node())) {
      return;
    }
    Matching<Property> matching = Matching.properties(older.properties(), newer.properties());
    for (Entry<Property> entry : matching.kept()) {
      entry.older().ifPresent(property -> newerNames.put(property.name(), entry.newer().name()));
    }
    names();
    boolean primaryKey = primaryKey();
    Set<String> keys = foreignKeys.report(table, older, newer);
    if (!keys.isEmpty()) {
      table.cover("relationships");
    }
    table.reportIfOpen(
        ChangeKind.RELATIONSHIP_CHANGED, "how relationships are written", "relationships");
    boolean partitioning = partitioning();
    CustomProperties.report(
        table,
        custom -> TableHintChanges.report(custom, older.hints(), newer.hints(), partitioning));
    QualityChanges.report(table, false);
    Documentation.report(table);
    Report properties = new Report();
    new PropertyLevel(table, properties, new Explained(primaryKey, partitioning, keys))
        .report(matching, older.properties());
    if (properties.spoken() > 0) {
      table.cover("properties");
    }
    table.rest();
    table.report().add(properties);
  }

  private void names() {
    table.reportIfOpen(ChangeKind.STABLE_ID_CHANGED, "the id", "id");
    table.reportIfOpen(ChangeKind.TABLE_RENAMED, "the name", "name");
    if (!older.tableName().equals(newer.tableName())
        && (older.physicalName().isPresent() || newer.physicalName().isPresent())) {
      String what =
          "the name in the database changed from "
              + Wording.quoted(older.tableName())
              + " to "
              + Wording.quoted(newer.tableName());
      table.report(
          ChangeKind.TABLE_PHYSICALLY_RENAMED,
          what,
          Optional.of(Node.of(older.tableName())),
          Optional.of(Node.of(newer.tableName())));
      table.cover("physicalName");
    }
    table.reportIfOpen(ChangeKind.TABLE_PHYSICAL_TYPE_CHANGED, "the physical type", "physicalType");
  }

  private boolean primaryKey() {
    List<String> before =
        older.primaryKey().stream()
            .map(property -> newerNames.getOrDefault(property.name(), property.name()))
            .toList();
    List<String> after = newer.primaryKey().stream().map(Property::name).toList();
    if (before.equals(after)) {
      return false;
    }
    ChangeKind kind = ChangeKind.PRIMARY_KEY_CHANGED;
    if (before.isEmpty()) {
      kind = ChangeKind.PRIMARY_KEY_ADDED;
    } else if (after.isEmpty()) {
      kind = ChangeKind.PRIMARY_KEY_REMOVED;
    } else if (before.size() == after.size()
        && new HashSet<>(before).equals(new HashSet<>(after))) {
      kind = ChangeKind.PRIMARY_KEY_REORDERED;
    }
    table.report(kind, change("the primary key", before, after), list(before), list(after));
    return true;
  }

  private boolean partitioning() {
    List<String> before =
        older.partitioning().stream().map(this::renamed).map(PartitionTransform::toString).toList();
    List<String> after = newer.partitioning().stream().map(PartitionTransform::toString).toList();
    if (before.equals(after)) {
      return false;
    }
    table.report(
        ChangeKind.PARTITIONING_CHANGED,
        change("the partitioning", before, after),
        list(before),
        list(after));
    return true;
  }

  private PartitionTransform renamed(PartitionTransform transform) {
    return new PartitionTransform(
        transform.kind(),
        transform.width(),
        newerNames.getOrDefault(transform.column(), transform.column()));
  }

  private static String change(String thing, List<String> before, List<String> after) {
    if (before.isEmpty()) {
      return thing + " is new: " + String.join(", ", after);
    } else if (after.isEmpty()) {
      return thing + " is gone, it was " + String.join(", ", before);
    }
    return thing + " changed from " + String.join(", ", before) + " to " + String.join(", ", after);
  }

  private static Optional<Node> list(List<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(ListNode.of(names));
  }
}
