// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.lake.internal.commit.Faults.Point;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/** The catalog's side of one table: it may lose an answer, and it may be away. */
final class FaultyCatalog implements TableOperations {
  private final TableOperations table;
  private @Nullable Supplier<RuntimeException> beforeSwap;
  private @Nullable Supplier<RuntimeException> away;
  private boolean awayAfterSwap;
  private int swaps;

  private FaultyCatalog(TableOperations table) {
    this.table = table;
  }

  /** A catalog that works until it is told otherwise. */
  static FaultyCatalog of(Table table) {
    return new FaultyCatalog(((HasTableOperations) table).operations());
  }

  /** The table as this catalog shows it. */
  Table table() {
    return new BaseTable(this, "faulty", report -> {});
  }

  /** The next swap does not happen, and this is thrown. */
  void loseNextSwap(Supplier<RuntimeException> what) {
    beforeSwap = what;
  }

  /** The next swap happens, and from then on every call throws this. */
  void leaveAfterSwap(Supplier<RuntimeException> what) {
    awayAfterSwap = true;
    away = what;
  }

  /** Works again. */
  void comeBack() {
    away = null;
    awayAfterSwap = false;
  }

  /** How often it was asked to swap. */
  int swaps() {
    return swaps;
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    Supplier<RuntimeException> problem = away;
    if (problem != null && !awayAfterSwap) {
      throw problem.get();
    }
    return table.refresh();
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    swaps++;
    Supplier<RuntimeException> lost = beforeSwap;
    if (lost != null) {
      beforeSwap = null;
      throw lost.get();
    }
    table.commit(base, metadata);
    if (awayAfterSwap) {
      awayAfterSwap = false;
      throw java.util.Objects.requireNonNull(away).get();
    }
    Faults.pass(Point.SWAPPED);
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public String metadataFileLocation(String name) {
    return table.metadataFileLocation(name);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }
}
