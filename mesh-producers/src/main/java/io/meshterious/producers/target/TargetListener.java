// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.event.Event;

/** Is told what became of events; by any thread, and must not wait. */
@FunctionalInterface
public interface TargetListener {
  /**
   * An event was refused: it is not where it should go, and sending it again would not help.
   *
   * @param event the event
   * @param why the reason, for people
   */
  void refused(Event event, String why);
}
