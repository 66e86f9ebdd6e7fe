// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.event.Event;
import io.meshterious.producers.EventBuffer;
import java.util.Optional;

/** How events are written one after the other. For one thread. */
interface EventFormat {
  /** Writes what comes before the first event of a new file. */
  void begin(EventBuffer out);

  /** Writes an event with what ends it; or else says why it cannot be written. */
  Optional<String> write(Event event, EventBuffer out);

  /** How many events the format could not hold as what they are. */
  long broken();
}
