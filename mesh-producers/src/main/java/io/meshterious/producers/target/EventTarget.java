// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.event.Event;

/**
 * An open way to where events go. One thread at a time sends; {@link #settled()} and {@link
 * #state()} may be asked by others.
 *
 * <ol>
 *   <li>Every event that {@link #send} took is settled once: confirmed, or refused and told to the
 *       {@link TargetListener}.
 *   <li>{@link #send} waits while there is no room for another event, also for as long as the other
 *       side cannot be reached, and gives way to an interrupt. It holds no more events than its
 *       window has.
 *   <li>{@link #flush} returns when all that was sent is settled.
 *   <li>{@link #close} gives up what is not settled, and may be called twice.
 *   <li>What cannot be mended by waiting ends {@link #send} and {@link #flush} with a {@link
 *       io.meshterious.core.error.MeshException}.
 * </ol>
 */
public interface EventTarget extends AutoCloseable {
  /** Takes an event; waits while there is no room. */
  void send(Event event) throws InterruptedException;

  /** Waits until all events that were sent are settled. */
  void flush() throws InterruptedException;

  /** How many events are settled. */
  long settled();

  /** What keeps it from sending at the moment, for people; empty when nothing does. */
  default String state() {
    return "";
  }

  @Override
  void close();
}
