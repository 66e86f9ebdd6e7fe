// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;

class PostgresConstraintsIT extends ConstraintsChecks {
  @Override
  SqlDialect dialect() {
    return SqlDialect.POSTGRES;
  }
}
