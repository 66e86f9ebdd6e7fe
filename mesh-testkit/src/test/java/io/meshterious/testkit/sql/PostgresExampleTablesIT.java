// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;

class PostgresExampleTablesIT extends ExampleTablesChecks {
  @Override
  SqlDialect dialect() {
    return SqlDialect.POSTGRES;
  }
}
