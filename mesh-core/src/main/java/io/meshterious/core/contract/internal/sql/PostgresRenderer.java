// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql;

import io.meshterious.core.contract.sql.SqlDialect;

/** Tables for PostgreSQL. */
public final class PostgresRenderer extends DdlRenderer {
  /** The renderer, as {@link java.util.ServiceLoader} makes it. */
  public PostgresRenderer() {
    super(SqlDialect.POSTGRES);
  }
}
