// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import io.meshterious.core.plugin.Plugin;
import java.util.Set;

/**
 * Opens sources whose URIs have a scheme of its own. Besides what every {@link Plugin} promises:
 *
 * <ol start="6">
 *   <li>{@link #schemes()} are in lower case and the same at every call; no other plugin has them.
 *   <li>{@link #open} ends within five seconds, with a source that can be read or with a {@link
 *       io.meshterious.core.error.MeshException} that says why there is none, without the URI's
 *       password.
 *   <li>An option in the URI that it does not know is refused, naming the known ones: by {@link
 *       #open}, and before that by {@link #check}, which reaches and makes nothing.
 *   <li>Lanes share a source: each event comes to one of them. A source that only one can read goes
 *       to lane 0, and what it opens for the others never has any.
 *   <li>What it opens keeps the promises of {@link EventSource}.
 * </ol>
 */
public interface EventSources extends Plugin {
  /** The schemes of the URIs it opens. */
  Set<String> schemes();

  /**
   * Refuses what {@link #open} would refuse whatever it finds: a URI or an option that is not
   * allowed. A pipeline asks for it before it starts.
   */
  default void check(SourceRequest request) {}

  /** Opens a source for one lane. */
  EventSource open(SourceRequest request);
}
