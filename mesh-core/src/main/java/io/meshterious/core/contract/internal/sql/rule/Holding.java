// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

/** What a dialect makes of keys. */
public enum Holding {
  /** It refuses rows that break them. */
  ENFORCED,
  /** It writes them down, marked as not enforced, for planners and people, and takes any row. */
  INFORMATIONAL,
  /** It has no word for them. */
  ABSENT
}
