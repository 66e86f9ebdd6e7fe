// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.target.EventTargets;

/** The targets that come along, by name: their classes are nobody's business. */
final class KnownTargets {
  private KnownTargets() {}

  static EventTargets named(String name) {
    return Plugins.load().named(EventTargets.class, name);
  }
}
