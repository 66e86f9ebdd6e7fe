// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

/** Who has to act on a failure. */
public enum ErrorCategory {
  /** The calling code used the API wrongly: change the code. */
  CALLER,
  /** The data or a file is wrong: correct the input. */
  DATA,
  /** Something outside is temporarily unavailable: try again later. */
  TRANSIENT,
  /** The machine or an outside system is broken or misconfigured: an operator acts. */
  SYSTEM,
  /** Mesh itself is wrong: report it. */
  BUG
}
