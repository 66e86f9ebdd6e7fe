// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.emit;

/**
 * Events in the order in which they are sent, in steps: there is one for each row, and it sends
 * none, one or several events. What a step sends does not depend on where a run began.
 */
public interface Emission {
  /** How many steps there are. */
  long rows();

  /** Sends the events of a step. Steps are asked for in order, from any one on. */
  void step(long row, EventSink sink) throws InterruptedException;
}
