// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

/** How bad a finding is. */
public enum Severity {
  /** The contract is wrong: it breaks the standard or contradicts itself. */
  ERROR,
  /** The contract will probably not do what its author expects. */
  WARNING,
  /** The contract could be better. */
  STYLE
}
