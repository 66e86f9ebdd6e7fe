// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.Optional;

/** A role that gives access. */
public final class Role extends Element {
  /** A view of a map. */
  public Role(MapNode node) {
    super(node);
  }

  /** The name of the role. Empty text when it is missing. */
  public String role() {
    return text("role").orElse("");
  }

  /** What the role is for. */
  public Optional<String> description() {
    return text("description");
  }

  /** The kind of access. */
  public Optional<String> access() {
    return text("access");
  }

  /** Who approves first. */
  public Optional<String> firstLevelApprovers() {
    return text("firstLevelApprovers");
  }

  /** Who approves second. */
  public Optional<String> secondLevelApprovers() {
    return text("secondLevelApprovers");
  }
}
