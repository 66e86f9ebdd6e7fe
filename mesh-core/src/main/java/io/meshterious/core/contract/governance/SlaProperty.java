// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;

/** One thing that a contract promises about its service. */
public final class SlaProperty extends Element {
  /** A view of a map. */
  public SlaProperty(MapNode node) {
    super(node);
  }

  /** What is promised, such as {@code latency}. Empty text when it is missing. */
  public String property() {
    return text("property").orElse("");
  }

  /** The unit of the value. */
  public Optional<String> unit() {
    return text("unit");
  }

  /** Why it matters, such as {@code operational}. */
  public Optional<String> driver() {
    return text("driver");
  }

  /** The promise in words. */
  public Optional<String> description() {
    return text("description");
  }

  /** What runs the check. */
  public Optional<String> scheduler() {
    return text("scheduler");
  }

  /** When the check runs. */
  public Optional<String> schedule() {
    return text("schedule");
  }

  /** The promised value. */
  public Optional<ScalarNode> value() {
    return node().scalar("value");
  }

  /** The second value, where one is needed. */
  public Optional<ScalarNode> valueExt() {
    return node().scalar("valueExt");
  }

  /** The elements it holds for, such as {@code orders.event_ts}. */
  public List<String> elements() {
    return text("element")
        .map(list -> List.of(list.strip().split("\\s*,\\s*", -1)))
        .orElse(List.of());
  }
}
