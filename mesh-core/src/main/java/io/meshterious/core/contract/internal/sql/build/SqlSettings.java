// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.governance.Server;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.TableName;
import java.util.Optional;

/**
 * Where tables go and what is left out.
 *
 * @param schema the schema of all tables; absent when the contracts' servers decide
 * @param catalog what the schema is in; absent when the contracts' servers decide
 * @param foreignKeys whether there are foreign keys
 */
public record SqlSettings(Optional<String> schema, Optional<String> catalog, boolean foreignKeys) {
  /** What the contracts say. */
  public static final SqlSettings DEFAULT =
      new SqlSettings(Optional.empty(), Optional.empty(), true);

  /** The place of a table of a contract. */
  TableName place(Dialect dialect, DataContract contract, String name) {
    Optional<Server> server =
        contract.servers().stream()
            .filter(it -> dialect.serverTypes().contains(it.type()))
            .findFirst();
    Optional<String> where =
        schema.or(() -> server.flatMap(it -> it.setting(dialect.schemaSetting())));
    Optional<String> in =
        dialect
            .catalogSetting()
            .flatMap(key -> catalog.or(() -> server.flatMap(it -> it.setting(key))));
    return new TableName(in, where, name);
  }
}
