// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;

/** Where the data physically lies. */
public final class Server extends Element {
  /** A view of a map. */
  public Server(MapNode node) {
    super(node);
  }

  /** The name of the server. Empty text when it is missing. */
  public String server() {
    return text("server").orElse("");
  }

  /** The type, such as {@code postgres}. Empty text when it is missing. */
  public String type() {
    return text("type").orElse("");
  }

  /** What it is. */
  public Optional<String> description() {
    return text("description");
  }

  /** The environment, such as {@code prod}. */
  public Optional<String> environment() {
    return text("environment");
  }

  /** The roles that may use it. */
  public List<Role> roles() {
    return node().maps("roles").stream().map(Role::new).toList();
  }

  /**
   * A setting that belongs to the type, such as {@code host} or {@code location}, as it was
   * written.
   */
  public Optional<String> setting(String key) {
    return node().scalar(key).map(ScalarNode::text);
  }
}
