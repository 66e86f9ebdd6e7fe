// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.lock;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions with a database. */
@FunctionalInterface
public interface Sessions {
  /** A session of its own, which whoever asked closes. */
  Connection open() throws SQLException;
}
