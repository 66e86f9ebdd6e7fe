// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.table;

import io.meshterious.lake.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/** The tables that statements can name. */
public interface QueryCatalog {
  /** A table as it is now; empty if there is none with exactly this name. */
  Optional<Table> load(TableName name);

  /** The names of all tables; asked for only when a name is not found. */
  List<TableName> names();
}
