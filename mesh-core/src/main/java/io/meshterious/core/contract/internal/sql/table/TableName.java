// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a table is.
 *
 * @param catalog the catalog, project or database
 * @param schema the schema or data set
 * @param name the name
 */
public record TableName(Optional<String> catalog, Optional<String> schema, String name) {
  /** The parts that are there, outermost first. */
  public List<String> parts() {
    List<String> parts = new ArrayList<>();
    if (schema.isPresent()) {
      catalog.ifPresent(parts::add);
      parts.add(schema.get());
    }
    parts.add(name);
    return parts;
  }

  /** Another table in the same place. */
  public TableName sibling(String other) {
    return new TableName(catalog, schema, other);
  }

  @Override
  public String toString() {
    return String.join(".", parts());
  }
}
