// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What using the data costs. */
public final class Price extends Element {
  /** A view of a map. */
  public Price(MapNode node) {
    super(node);
  }

  /** The currency. */
  public Optional<String> currency() {
    return text("priceCurrency");
  }

  /** What one pays for, such as {@code gigabyte}. */
  public Optional<String> unit() {
    return text("priceUnit");
  }

  /** How much one unit costs. */
  public Optional<BigDecimal> amount() {
    return node().scalar("priceAmount").filter(ScalarNode::isNumber).map(ScalarNode::decimal);
  }
}
