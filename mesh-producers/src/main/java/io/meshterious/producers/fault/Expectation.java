// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import java.util.Locale;

/** What a correct pipeline does with an event that has a fault, as its contract says. */
public enum Expectation {
  /** It refuses the event and says why. */
  REJECTED,
  /** It recognises that it has the event already, and keeps one. */
  DEDUPLICATED,
  /** It treats the event as one that came too late. */
  LATE,
  /** It stores the event: the fault is none to the contract. */
  STORED;

  /** The name in plans and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
