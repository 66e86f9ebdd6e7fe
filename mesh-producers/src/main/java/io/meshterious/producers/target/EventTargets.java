// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.plugin.Plugin;
import java.util.Set;

/**
 * Opens targets whose URIs have a scheme of its own. Besides what every {@link Plugin} promises:
 *
 * <ol start="6">
 *   <li>{@link #schemes()} are in lower case and the same at every call; no other plugin has them.
 *   <li>{@link #open} ends within five seconds: with a target that can be sent to, or with a {@link
 *       io.meshterious.core.error.MeshException} that says why there is none, without the URI's
 *       password.
 *   <li>An option in the URI that it does not know is refused, naming the known ones.
 *   <li>What it opens keeps the promises of {@link EventTarget}.
 * </ol>
 */
public interface EventTargets extends Plugin {
  /** The schemes of the URIs it opens. */
  Set<String> schemes();

  /** Opens a target. */
  EventTarget open(TargetRequest request);
}
