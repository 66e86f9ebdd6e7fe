// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.source;

import io.meshterious.lake.internal.engine.Session;
import java.util.Set;

/** Makes the tables that a SELECT names readable in a session, all at one moment. */
@FunctionalInterface
public interface SourceTables {
  /** A SELECT whose tables are readable until it is closed. */
  interface Bound extends AutoCloseable {
    /** The SELECT as the session runs it. */
    String sql();

    /** The full names of the tables of the lake that it reads. */
    Set<String> tables();

    @Override
    void close();
  }

  /** Makes them readable. */
  Bound bind(Session session, String sql);

  /** For SELECTs that name no tables of a lake. */
  static SourceTables none() {
    return (session, sql) ->
        new Bound() {
          @Override
          public String sql() {
            return sql;
          }

          @Override
          public Set<String> tables() {
            return Set.of();
          }

          @Override
          public void close() {
            // Nothing was opened.
          }
        };
  }
}
