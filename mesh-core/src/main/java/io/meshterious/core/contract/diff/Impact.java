// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

/** What a change means for somebody who relies on the contract. */
public enum Impact {
  /** Nothing changes but words. */
  COSMETIC,
  /** What worked goes on working. */
  COMPATIBLE,
  /** What worked may fail. */
  BREAKING
}
