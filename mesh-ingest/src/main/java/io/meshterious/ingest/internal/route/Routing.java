// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import io.meshterious.core.contract.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How events are divided among tables.
 *
 * @param field the top-level field that decides; empty when the type of the message does
 * @param tables the number of the table for each value of it
 */
public record Routing(Optional<String> field, Map<String, Integer> tables) {
  /** Keeps the order of the values. */
  public Routing {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /**
   * Makes a router, for one thread.
   *
   * @param first the first table: payloads that name no columns are read with its columns
   */
  public Router router(Table first) {
    return field.isPresent() ? new FieldRouter(field.get(), tables, first) : new TypeRouter(tables);
  }
}
