// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.event.Event;
import java.io.IOException;

/** A connection over which events are published, until it breaks. One thread publishes. */
public interface Link {
  /**
   * Publishes an event.
   *
   * @param position its place among all events of the target, from 0; positions only grow
   */
  void publish(long position, Event event) throws IOException;

  /** Whether an event can be published without waiting for the network. */
  boolean ready();

  /** Ends the connection, within two seconds; does not fail. */
  void close();
}
