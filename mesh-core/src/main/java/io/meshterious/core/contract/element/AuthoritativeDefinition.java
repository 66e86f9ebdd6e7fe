// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.element;

import io.meshterious.core.document.MapNode;
import java.util.Optional;

/** A link to where something is defined. */
public final class AuthoritativeDefinition extends Element {
  AuthoritativeDefinition(MapNode node) {
    super(node);
  }

  /** Where. */
  public Optional<String> url() {
    return text("url");
  }

  /** What kind of definition, such as {@code businessDefinition}. */
  public Optional<String> type() {
    return text("type");
  }

  /** What it is, for people. */
  public Optional<String> description() {
    return text("description");
  }
}
