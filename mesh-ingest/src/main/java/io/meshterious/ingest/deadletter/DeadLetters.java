// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import io.meshterious.core.plugin.Plugin;
import java.util.Set;

/**
 * Opens targets of rejected events whose URIs have a scheme of its own. Besides what every {@link
 * Plugin} promises:
 *
 * <ol start="6">
 *   <li>{@link #schemes()} are in lower case and the same at every call; no other plugin has them.
 *   <li>{@link #open} reaches nobody. An option that it does not know, or a value that is not
 *       allowed, is refused with a {@link io.meshterious.core.error.MeshException}.
 *   <li>What it opens keeps the promises of {@link DeadLetterTarget}.
 * </ol>
 */
public interface DeadLetters extends Plugin {
  /** The schemes of the URIs it opens. */
  Set<String> schemes();

  /** Opens a target, which connects when it is used. */
  DeadLetterTarget open(DeadLetterRequest request);
}
