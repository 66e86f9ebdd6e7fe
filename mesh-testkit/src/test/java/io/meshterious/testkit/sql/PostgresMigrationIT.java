// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;

/** Migrations, executed by PostgreSQL. */
class PostgresMigrationIT extends MigrationChecks {
  @Override
  SqlDialect dialect() {
    return SqlDialect.POSTGRES;
  }

  @Override
  int randomPairs() {
    return 60;
  }
}
