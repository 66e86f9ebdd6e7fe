// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.Optional;

/** Where to get help. */
public final class SupportChannel extends Element {
  /** A view of a map. */
  public SupportChannel(MapNode node) {
    super(node);
  }

  /** The name of the channel. Empty text when it is missing. */
  public String channel() {
    return text("channel").orElse("");
  }

  /** Where it is. */
  public Optional<String> url() {
    return text("url");
  }

  /** What it is for. */
  public Optional<String> description() {
    return text("description");
  }

  /** The tool, such as {@code email}. */
  public Optional<String> tool() {
    return text("tool");
  }

  /** The scope, such as {@code issues}. */
  public Optional<String> scope() {
    return text("scope");
  }

  /** Where to ask to be let in. */
  public Optional<String> invitationUrl() {
    return text("invitationUrl");
  }
}
