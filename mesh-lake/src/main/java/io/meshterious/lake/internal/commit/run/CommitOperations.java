// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import io.meshterious.lake.internal.io.ForcedLater;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * One try of one commit: hands Iceberg the metadata that was read just before instead of reading it
 * once more, and remembers how far it came.
 *
 * <p>Iceberg reads its settings for a commit (retries, merging of manifests) from the table's
 * properties when the update is made, and the metadata again when the update is applied. Until
 * then, this shows it metadata with the settings of this try; they never reach the table.
 */
final class CommitOperations implements TableOperations {
  private final TableOperations table;
  private final TableMetadata base;
  private final TableMetadata tuned;
  private final FileIO files;
  private final boolean rehearsal;
  private boolean applying;
  private boolean swapTried;
  private @Nullable TableMetadata committed;

  CommitOperations(
      TableOperations table,
      TableMetadata base,
      Map<String, String> settings,
      UnaryOperator<FileIO> files) {
    this(table, base, settings, files.apply(table.io()), false);
  }

  private CommitOperations(
      TableOperations table,
      TableMetadata base,
      Map<String, String> settings,
      FileIO files,
      boolean rehearsal) {
    this.table = table;
    this.base = base;
    this.tuned =
        settings.isEmpty() ? base : TableMetadata.buildFrom(base).setProperties(settings).build();
    this.files = files;
    this.rehearsal = rehearsal;
  }

  /** A try that ends with {@link Rehearsed} in the place of the swap. */
  static CommitOperations rehearsal(
      TableOperations table, TableMetadata base, Map<String, String> settings) {
    return new CommitOperations(table, base, settings, table.io(), true);
  }

  /** Everything but the swap went well; Iceberg cleans up after it. */
  static final class Rehearsed extends CommitFailedException {
    private static final long serialVersionUID = 1L;

    Rehearsed() {
      super("The commit was rehearsed");
    }
  }

  /** Whether the catalog was asked to replace the table's metadata. */
  boolean swapTried() {
    return swapTried;
  }

  /** The metadata that the catalog accepted, if it did. */
  @Nullable TableMetadata committed() {
    return committed;
  }

  @Override
  public TableMetadata current() {
    if (committed != null) {
      return committed;
    }
    return applying ? base : tuned;
  }

  @Override
  public TableMetadata refresh() {
    applying = true;
    return current();
  }

  @Override
  public void commit(TableMetadata from, TableMetadata to) {
    if (rehearsal) {
      throw new Rehearsed();
    }
    if (files instanceof ForcedLater written) {
      written.force(table.metadataFileLocation("next"));
    }
    swapTried = true;
    table.commit(from, to);
    committed = to;
  }

  @Override
  public FileIO io() {
    return files;
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String name) {
    return table.metadataFileLocation(name);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return new Temporary(table.temp(uncommitted), files);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }

  /** What a transaction works with before it is committed: writes to the files of the try. */
  private record Temporary(TableOperations table, FileIO files) implements TableOperations {
    @Override
    public TableMetadata current() {
      return table.current();
    }

    @Override
    public TableMetadata refresh() {
      return table.refresh();
    }

    @Override
    public void commit(TableMetadata from, TableMetadata to) {
      table.commit(from, to);
    }

    @Override
    public FileIO io() {
      return files;
    }

    @Override
    public EncryptionManager encryption() {
      return table.encryption();
    }

    @Override
    public String metadataFileLocation(String name) {
      return table.metadataFileLocation(name);
    }

    @Override
    public LocationProvider locationProvider() {
      return table.locationProvider();
    }

    @Override
    public long newSnapshotId() {
      return table.newSnapshotId();
    }
  }
}
