// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

/** How a dialect holds a rule. */
public sealed interface Enforcement {
  /** The column's type holds it. */
  record ByType() implements Enforcement {}

  /**
   * A check holds it.
   *
   * @param expression what is true or unknown for every row
   */
  record ByCheck(String expression) implements Enforcement {}

  /**
   * Nothing holds it.
   *
   * @param reason why
   */
  record Lost(String reason) implements Enforcement {}

  /** A check holds it. */
  static Enforcement check(String expression) {
    return new ByCheck(expression);
  }

  /** Nothing holds it. */
  static Enforcement lost(String reason) {
    return new Lost(reason);
  }
}
