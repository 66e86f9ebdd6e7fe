// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;

/** A table whose storage fails. */
public final class FailingTable extends BaseTable {
  private static final long serialVersionUID = 1L;

  private final Operations operations;

  public FailingTable(Table table) {
    this(table, new Operations(((HasTableOperations) table).operations()));
  }

  private FailingTable(Table table, Operations operations) {
    super(operations, table.name());
    this.operations = operations;
  }

  /** Lets so many files be deleted; no more after that. */
  public FailingTable deletesFailAfter(int count) {
    operations.io.deletesLeft.set(count);
    return this;
  }

  private static final class Operations implements TableOperations {
    private final TableOperations inner;
    private final FailingIO io;

    Operations(TableOperations inner) {
      this.inner = inner;
      this.io = new FailingIO(inner.io());
    }

    @Override
    public TableMetadata current() {
      return inner.current();
    }

    @Override
    public TableMetadata refresh() {
      return inner.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      inner.commit(base, metadata);
    }

    @Override
    public FileIO io() {
      return io;
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return inner.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(current().location(), current().properties());
    }
  }

  /** Neither lists nor deletes in bulk, and stops deleting at some point. */
  private static final class FailingIO implements FileIO {
    private static final long serialVersionUID = 1L;

    private final FileIO inner;
    private final AtomicInteger deletesLeft = new AtomicInteger(Integer.MAX_VALUE);

    FailingIO(FileIO inner) {
      this.inner = inner;
    }

    @Override
    public InputFile newInputFile(String path) {
      return inner.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      return inner.newOutputFile(path);
    }

    @Override
    public void deleteFile(String path) {
      if (deletesLeft.getAndDecrement() <= 0) {
        throw new UncheckedIOException(new java.io.IOException("storage is read-only"));
      }
      inner.deleteFile(path);
    }
  }
}
