// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.error.MeshException;

/**
 * Is told what happens to events that were published over a link, and to the link; by any thread.
 */
public interface LinkListener {
  /** Whether an event is published and not settled. */
  boolean awaits(long position);

  /** An event is where it should go. */
  void confirmed(long position);

  /** All events up to one of them are where they should go, but those that were refused. */
  void confirmedUpTo(long position);

  /** An event is not where it should go. */
  void refused(long position, String why);

  /** All events up to one of them are not where they should go, but those that were confirmed. */
  void refusedUpTo(long position, String why);

  /**
   * An event came back, which its confirmation will follow. Of several that are the same, any may
   * be meant.
   */
  void returned(String id, byte[] body, String why);

  /** There is room again to publish without waiting for the network. */
  void ready();

  /** The broker takes no events for the time being. */
  void blocked(String why);

  /** The broker takes events again. */
  void unblocked();

  /** The link is broken; another one may do. */
  void lost(String why);

  /** The link is broken, and so would be every other one. */
  void failed(MeshException why);
}
