// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;

/** Tables as they are at one moment, which several threads may read while others commit. */
final class Pinned {
  private Pinned() {}

  /** A table as it was when it was last refreshed. */
  static Table of(Table table) {
    TableOperations operations = ((HasTableOperations) table).operations();
    return new BaseTable(
        new StaticTableOperations(
            operations.current(), operations.io(), operations.locationProvider()),
        table.name());
  }
}
