// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.quality;

/** How a quality rule is expressed. */
public enum QualityKind {
  /** One of the standard's metrics, such as {@code nullValues}. */
  LIBRARY,
  /** A query that returns one number. */
  SQL,
  /** Words for people. */
  TEXT,
  /** An implementation for a named engine. */
  CUSTOM
}
