// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;

class DuckDbConstraintsTest extends ConstraintsChecks {
  @Override
  SqlDialect dialect() {
    return SqlDialect.DUCKDB;
  }
}
