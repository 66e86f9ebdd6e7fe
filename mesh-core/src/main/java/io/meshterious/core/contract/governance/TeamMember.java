// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.Optional;

/** A member of the team that owns a contract. */
public final class TeamMember extends Element {
  /** A view of a map. */
  public TeamMember(MapNode node) {
    super(node);
  }

  /** The user name or mail address. Empty text when it is missing. */
  public String username() {
    return text("username").orElse("");
  }

  /** The name. */
  public Optional<String> name() {
    return text("name");
  }

  /** What they do. */
  public Optional<String> description() {
    return text("description");
  }

  /** Their role. */
  public Optional<String> role() {
    return text("role");
  }

  /** When they joined, as written. */
  public Optional<String> dateIn() {
    return text("dateIn");
  }

  /** When they left, as written. */
  public Optional<String> dateOut() {
    return text("dateOut");
  }

  /** Who came after them. */
  public Optional<String> replacedByUsername() {
    return text("replacedByUsername");
  }
}
