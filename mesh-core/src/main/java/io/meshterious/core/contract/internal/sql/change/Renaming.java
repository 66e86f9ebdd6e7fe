// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.change;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The older contract with the names of the newer one: what both have is called as in the newer one,
 * and what only the older one has gets a name that nothing else has. What then still differs is
 * more than a name.
 */
public final class Renaming {
  /** How the names begin that nothing in the newer contract has. */
  public static final String REMOVED = "mesh_removed_";

  private int removed;

  private Renaming() {}

  /** The older contract with the newer names. */
  public static DataContract of(DataContract older, DataContract newer) {
    Renaming renaming = new Renaming();
    Matching<Table> matching = Matching.tables(older.tables(), newer.tables());
    List<Node> tables = new ArrayList<>();
    for (Table table : older.tables()) {
      tables.add(
          matching.kept().stream()
              .filter(
                  it ->
                      it.older()
                          .filter(same -> same.jsonPath().equals(table.jsonPath()))
                          .isPresent())
              .findFirst()
              .map(
                  it ->
                      named(
                          renaming.properties(
                              table.node(), table.properties(), it.newer().properties()),
                          it.newer().tableName(),
                          table.tableName()))
              .orElseGet(() -> named(table.node(), renaming.removedName(), "")));
    }
    return DataContract.lenient(older.node().with("schema", ListNode.of(tables)), older.origin());
  }

  private String removedName() {
    removed++;
    return REMOVED + removed;
  }

  private static MapNode named(MapNode node, String name, String formerName) {
    return name.equals(formerName) ? node : node.with("physicalName", Node.of(name));
  }

  private MapNode properties(MapNode parent, List<Property> older, List<Property> newer) {
    if (older.isEmpty()) {
      return parent;
    }
    Matching<Property> matching = Matching.properties(older, newer);
    List<Node> properties = new ArrayList<>();
    for (Property property : older) {
      properties.add(
          matching.kept().stream()
              .filter(
                  it ->
                      it.older()
                          .filter(same -> same.jsonPath().equals(property.jsonPath()))
                          .isPresent())
              .findFirst()
              .map(
                  it ->
                      named(
                          inside(property, it.newer()),
                          it.newer().columnName(),
                          property.columnName()))
              .orElseGet(() -> named(property.node(), removedName(), "")));
    }
    return parent.with("properties", ListNode.of(properties));
  }

  private MapNode inside(Property older, Property newer) {
    MapNode node = properties(older.node(), older.properties(), newer.properties());
    if (older.items().isPresent() && newer.items().isPresent()) {
      Property items = older.items().get();
      node = node.with("items", inside(items, newer.items().get()));
    }
    return node;
  }
}
