// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What changed in the custom properties of an element. */
public final class CustomProperties {
  private static final String KEY = "customProperties";

  private CustomProperties() {}

  /** Reports every difference as one without meaning. */
  public static void report(Comparison element) {
    report(element, custom -> {});
  }

  /** Reports every difference, those first that the hints give a meaning. */
  public static void report(Comparison element, Consumer<Comparison> hints) {
    element.covering(
        KEY,
        () -> {
          Comparison custom = element.named(KEY, map -> map.text("property").orElse(""));
          hints.accept(custom);
          besideValue(custom);
          for (String name : custom.open()) {
            String property = "custom property " + Wording.quoted(name);
            if (custom.before(name).isEmpty()) {
              custom.report(
                  ChangeKind.CUSTOM_PROPERTY_ADDED,
                  Wording.changed(property, Optional.empty(), value(custom.after(name))),
                  name);
            } else if (custom.after(name).isEmpty()) {
              custom.report(
                  ChangeKind.CUSTOM_PROPERTY_REMOVED,
                  Wording.changed(property, value(custom.before(name)), Optional.empty()),
                  name);
            } else {
              custom.report(
                  ChangeKind.CUSTOM_PROPERTY_CHANGED,
                  Wording.changed(property, value(custom.before(name)), value(custom.after(name))),
                  name);
            }
          }
          custom.rest();
        });
  }

  /** Reports what changed beside the value of a property that the hints speak for. */
  private static void besideValue(Comparison custom) {
    List<String> open = custom.open();
    for (String name : custom.newer().keys()) {
      Optional<MapNode> before = custom.older().map(name).map(node -> node.without("value"));
      Optional<MapNode> after = custom.newer().map(name).map(node -> node.without("value"));
      if (!open.contains(name) && before.isPresent() && !before.equals(after)) {
        custom.add(
            ChangeKind.CUSTOM_PROPERTY_CHANGED,
            custom.place(),
            "words of custom property " + Wording.quoted(name) + " changed",
            custom.before(name),
            custom.after(name));
      }
    }
  }

  /** The value of a custom property that was written as a map. */
  public static Optional<Node> value(Optional<Node> property) {
    return property.flatMap(
        node -> node instanceof MapNode map ? map.get("value") : Optional.of(node));
  }
}
