// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql;

import io.meshterious.core.contract.sql.SqlDialect;

/** Tables for Snowflake. */
public final class SnowflakeRenderer extends DdlRenderer {
  /** The renderer, as {@link java.util.ServiceLoader} makes it. */
  public SnowflakeRenderer() {
    super(SqlDialect.SNOWFLAKE);
  }
}
