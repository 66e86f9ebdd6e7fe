// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code mesh.*} custom properties of a property. A value that lint would refuse reads as
 * absent.
 */
public final class FieldHints {
  /**
   * A value of a vocabulary.
   *
   * @param value the value
   * @param weight how often it occurs, compared with the others
   */
  public record Weighted(ScalarNode value, double weight) {}

  private final Element property;

  /** The hints of a property. */
  public FieldHints(Element property) {
    this.property = property;
  }

  /**
   * The values that are allowed, with their weights: {@code mesh.vocabulary}; empty when it says
   * nothing.
   */
  public List<Weighted> vocabulary() {
    List<Weighted> values = new ArrayList<>();
    if (property.customProperty("mesh.vocabulary").orElse(ListNode.EMPTY)
        instanceof ListNode list) {
      for (Node item : list.items()) {
        if (item instanceof ScalarNode scalar && !scalar.isNull()) {
          values.add(new Weighted(scalar, 1));
        } else if (item instanceof MapNode map) {
          double weight =
              map.scalar("weight")
                  .filter(ScalarNode::isNumber)
                  .map(it -> it.decimal().doubleValue())
                  .filter(it -> it > 0)
                  .orElse(1.0);
          map.scalar("value")
              .filter(value -> !value.isNull())
              .ifPresent(value -> values.add(new Weighted(value, weight)));
        }
      }
    }
    return values;
  }

  /** How generated values are spread: {@code mesh.distribution}. */
  public Optional<Distribution> distribution() {
    return map("mesh.distribution").flatMap(Distribution::of);
  }

  /** Where generated coordinates lie: {@code mesh.geo}. */
  public Optional<GeoBounds> geo() {
    return map("mesh.geo").flatMap(GeoBounds::of);
  }

  /** Where generated values come from: {@code mesh.reference}. */
  public Optional<String> reference() {
    return property.customText("mesh.reference");
  }

  /** How the value follows from its siblings: {@code mesh.derivedFrom}. */
  public Optional<String> derivedFrom() {
    return property.customText("mesh.derivedFrom");
  }

  /** How personal data is handled: {@code mesh.pii}. */
  public Optional<PersonalData> personalData() {
    return map("mesh.pii").flatMap(PersonalData::of);
  }

  /**
   * What stands where a row says nothing: {@code mesh.default}. Lint holds it against the
   * property's type.
   */
  public Optional<Node> defaultValue() {
    return property
        .customProperty("mesh.default")
        .filter(node -> !(node instanceof ScalarNode scalar && scalar.isNull()));
  }

  private Optional<MapNode> map(String name) {
    return property
        .customProperty(name)
        .flatMap(node -> node instanceof MapNode map ? Optional.of(map) : Optional.empty());
  }
}
