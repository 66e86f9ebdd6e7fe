// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

/** What only some targets have. */
public enum TargetTrait {
  /** An end to the room for events that nobody takes. */
  LIMITED_ROOM,
  /** A server that has to answer. */
  SERVER
}
