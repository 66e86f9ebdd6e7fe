// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.ContractDiff;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the properties of a newer contract were in the older one, as the diff of the two matched
 * them: what it calls new was nowhere, what it calls renamed was under another name, and all the
 * rest was under the name it has.
 */
final class FieldMatching {
  private final Set<String> added = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, String> olderPaths = new HashMap<>();

  private FieldMatching(ContractDiff diff) {
    for (Change change : diff.changes()) {
      Optional<String> newer = change.newerPath();
      if (newer.isPresent()) {
        if (change.kind() == ChangeKind.PROPERTY_ADDED_OPTIONAL
            || change.kind() == ChangeKind.PROPERTY_ADDED_REQUIRED) {
          added.add(newer.get());
        } else if (change.kind() == ChangeKind.PROPERTY_RENAMED) {
          change.olderPath().ifPresent(older -> renamed.put(newer.get(), older));
        }
      }
    }
  }

  /**
   * The older path of every property that is not new, by its newer path.
   *
   * @param older the older contract's table
   * @param newer the newer contract's table
   */
  static Map<String, String> of(ContractDiff diff, Table older, Table newer) {
    FieldMatching matching = new FieldMatching(diff);
    matching.level(newer.properties(), older.name());
    return matching.olderPaths;
  }

  private void level(List<Property> properties, String olderParent) {
    for (Property property : properties) {
      String path = property.path();
      if (!added.contains(path)) {
        property(property, renamed.getOrDefault(path, olderParent + "." + property.name()));
      }
    }
  }

  private void property(Property property, String olderPath) {
    olderPaths.put(property.path(), olderPath);
    level(property.properties(), olderPath);
    property.items().ifPresent(items -> property(items, olderPath + "[]"));
  }
}
