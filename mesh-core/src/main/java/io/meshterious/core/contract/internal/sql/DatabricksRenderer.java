// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql;

import io.meshterious.core.contract.sql.SqlDialect;

/** Tables for Databricks. */
public final class DatabricksRenderer extends DdlRenderer {
  /** The renderer, as {@link java.util.ServiceLoader} makes it. */
  public DatabricksRenderer() {
    super(SqlDialect.DATABRICKS);
  }
}
