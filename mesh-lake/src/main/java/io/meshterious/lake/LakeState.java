// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.lake.query.Query;

/** The tables of a lake as they were, or as they are on a branch. */
@FunctionalInterface
public interface LakeState {
  /** A question in SQL over the tables in this state. */
  Query sql(String statement);
}
