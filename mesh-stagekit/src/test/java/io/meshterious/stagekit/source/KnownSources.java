// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import io.meshterious.core.plugin.Plugins;
import io.meshterious.ingest.source.EventSources;

/** The sources that come along, by name: their classes are nobody's business. */
final class KnownSources {
  private KnownSources() {}

  static EventSources named(String name) {
    return Plugins.load().named(EventSources.class, name);
  }
}
