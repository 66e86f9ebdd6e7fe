// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

/** What only some sources have. */
public enum SourceTrait {
  /** Positions: the other side does not remember what was acknowledged. */
  POSITIONS,
  /** A number of events that wait. */
  WAITING,
  /** A server that has to answer. */
  SERVER
}
