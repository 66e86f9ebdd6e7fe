// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.sql;

import io.meshterious.lake.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Names and values as SQL says them. */
public final class SqlText {
  private SqlText() {}

  /** A name, whatever characters it has. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table. */
  public static String table(TableName table) {
    return name(table.namespace()) + "." + name(table.name());
  }

  /**
   * A timestamp.
   *
   * @param micros microseconds since 1970 UTC
   * @param zoned whether it is a moment everywhere, or what a clock shows
   */
  public static String timestamp(long micros, boolean zoned) {
    String text = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    return zoned
        ? "'" + text + "'::timestamptz"
        : "'" + text.substring(0, text.length() - 1) + "'::timestamp";
  }
}
