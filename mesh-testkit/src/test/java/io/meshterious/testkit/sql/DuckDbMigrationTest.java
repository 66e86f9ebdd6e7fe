// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;

/** Migrations, executed by DuckDB. */
class DuckDbMigrationTest extends MigrationChecks {
  @Override
  SqlDialect dialect() {
    return SqlDialect.DUCKDB;
  }

  @Override
  int randomPairs() {
    return 120;
  }
}
