// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.hint.FieldHints;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changed in the only values that a property may have. */
final class EnumChanges {
  private EnumChanges() {}

  /** Reports it, and says whether there was anything to report. */
  static boolean report(Comparison property, Property older, Property newer) {
    Set<ScalarNode> before = new LinkedHashSet<>(older.allowedValues());
    Set<ScalarNode> after = new LinkedHashSet<>(newer.allowedValues());
    if (before.equals(after)) {
      return false;
    }
    Optional<Node> was =
        before.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ListNode(List.copyOf(older.allowedValues()), property.older().location()));
    Optional<Node> is =
        after.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ListNode(List.copyOf(newer.allowedValues()), property.newer().location()));
    if (before.isEmpty()) {
      property.report(
          ChangeKind.ENUM_INTRODUCED, "only these values are allowed: " + values(after), was, is);
    } else if (after.isEmpty()) {
      property.report(
          ChangeKind.ENUM_DROPPED,
          "all values are allowed, and these were: " + values(before),
          was,
          is);
    } else {
      Set<ScalarNode> added = new LinkedHashSet<>(after);
      added.removeAll(before);
      Set<ScalarNode> removed = new LinkedHashSet<>(before);
      removed.removeAll(after);
      if (!added.isEmpty()) {
        property.report(
            ChangeKind.ENUM_VALUES_ADDED, "more values are allowed: " + values(added), was, is);
      }
      if (!removed.isEmpty()) {
        property.report(
            ChangeKind.ENUM_VALUES_REMOVED,
            "these values are no longer allowed: " + values(removed),
            was,
            is);
      }
    }
    return true;
  }

  /** Whether two vocabularies have the same values, whatever their order and weights. */
  static boolean sameValues(FieldHints before, FieldHints after) {
    return values(before).equals(values(after));
  }

  private static Set<ScalarNode> values(FieldHints hints) {
    return new HashSet<>(hints.vocabulary().stream().map(FieldHints.Weighted::value).toList());
  }

  private static String values(Set<ScalarNode> values) {
    List<String> shown = values.stream().limit(10).map(ScalarNode::text).toList();
    int more = values.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
