// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
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
  private boolean applying;
  private boolean swapTried;
  private @Nullable TableMetadata committed;

  CommitOperations(TableOperations table, TableMetadata base, Map<String, String> settings) {
    this.table = table;
    this.base = base;
    this.tuned = TableMetadata.buildFrom(base).setProperties(settings).build();
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
    swapTried = true;
    table.commit(from, to);
    committed = to;
  }

  @Override
  public FileIO io() {
    return table.io();
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
    return table.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
