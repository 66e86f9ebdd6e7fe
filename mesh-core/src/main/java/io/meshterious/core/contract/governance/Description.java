// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.Optional;

/** What a data product is for. */
public final class Description extends Element {
  /** A view of a map. */
  public Description(MapNode node) {
    super(node);
  }

  /** What it is for. */
  public Optional<String> purpose() {
    return text("purpose");
  }

  /** How to use it. */
  public Optional<String> usage() {
    return text("usage");
  }

  /** What it cannot do. */
  public Optional<String> limitations() {
    return text("limitations");
  }
}
