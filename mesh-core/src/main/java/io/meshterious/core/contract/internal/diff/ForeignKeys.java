// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.diff.element.Matching.Entry;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What changed in foreign keys, whichever level and notation they are written in, and whatever was
 * renamed around them.
 */
final class ForeignKeys {
  private final DataContract older;
  private final DataContract newer;
  private final Map<String, String> newerPaths = new HashMap<>();

  private record Key(List<String> from, List<String> to) {
    Optional<Node> node() {
      return Optional.of(MapNode.builder().put("from", from).put("to", to).build());
    }

    @Override
    public String toString() {
      return String.join(", ", from) + " to " + String.join(", ", to);
    }
  }

  ForeignKeys(DataContract older, DataContract newer, Matching<Table> tables) {
    this.older = older;
    this.newer = newer;
    for (Entry<Table> entry : tables.entries()) {
      entry.older().ifPresent(table -> remember(table.properties(), entry.newer().properties()));
    }
  }

  private void remember(List<Property> olderLevel, List<Property> newerLevel) {
    for (Entry<Property> entry : Matching.properties(olderLevel, newerLevel).entries()) {
      entry
          .older()
          .ifPresent(
              property -> {
                newerPaths.put(property.path(), entry.newer().path());
                remember(property.properties(), entry.newer().properties());
              });
    }
  }

  /**
   * Reports what changed in the foreign keys of a table, and gives the names of the properties
   * whose keys changed.
   */
  Set<String> report(Comparison table, Table before, Table after) {
    List<Key> gone = keys(older, before, true);
    List<Key> come = keys(newer, after, false);
    for (Key key : List.copyOf(gone)) {
      if (come.remove(key)) {
        gone.remove(key);
      }
    }
    Set<String> touched = new HashSet<>();
    for (Key key : come) {
      Optional<Key> replaced =
          gone.stream().filter(other -> other.from().equals(key.from())).findFirst();
      touched.addAll(key.from());
      if (replaced.isPresent()) {
        gone.remove(replaced.get());
        String to = String.join(", ", key.to());
        table.report(
            ChangeKind.FOREIGN_KEY_CHANGED,
            "the foreign key from " + replaced.get() + " now leads to " + to,
            replaced.get().node(),
            key.node());
      } else {
        table.report(
            ChangeKind.FOREIGN_KEY_ADDED,
            "the foreign key from " + key + " is new",
            Optional.empty(),
            key.node());
      }
    }
    for (Key key : gone) {
      touched.addAll(key.from());
      table.report(
          ChangeKind.FOREIGN_KEY_REMOVED,
          "the foreign key from " + key + " is gone",
          key.node(),
          Optional.empty());
    }
    return touched;
  }

  /** The keys of a table with everything called by its name in the newer contract. */
  private List<Key> keys(DataContract contract, Table table, boolean translate) {
    List<Key> keys = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      List<String> from =
          key.from().stream()
              .map(name -> translate ? translated(table.name() + "." + name) : name)
              .toList();
      keys.add(
          new Key(from, key.to().stream().map(to -> target(contract, to, translate)).toList()));
    }
    return keys;
  }

  private String translated(String path) {
    String now = newerPaths.getOrDefault(path, path);
    return now.substring(now.indexOf('.') + 1);
  }

  private String target(DataContract contract, PropertyReference reference, boolean translate) {
    if (reference.file().isPresent()) {
      return reference.text();
    }
    String path = reference.resolveIn(contract).map(Property::path).orElse(reference.text());
    return translate ? newerPaths.getOrDefault(path, path) : path;
  }
}
