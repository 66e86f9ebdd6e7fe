// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.internal.catalog.LakeContext;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.io.LocalFolders;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/*
 * A lake in a folder:
 *
 *   mesh-lake.json   the marker, written last
 *   mesh-lake.lock   locked by the process that makes the lake
 *   catalog.db       SQLite with Iceberg's JDBC catalog (and catalog.db-wal, catalog.db-shm)
 *   warehouse/       <namespace>/<table>-<unique>/data and metadata
 *   locks/           turns between processes that commit
 */
/** Opens a lake in a folder, and makes it where there is none. */
public final class LakeFolder {
  private final Path folder;
  private final LakeOptions options;
  private final FolderFailures failures;

  private LakeFolder(Path folder, LakeOptions options) {
    this.folder = folder;
    this.options = options;
    this.failures = new FolderFailures(folder);
  }

  /** Opens the lake in a folder. */
  public static LakeContext open(Path folder, LakeOptions options) {
    if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
      throw new MeshException(
          LakeError.NOT_A_FOLDER,
          "Cannot open lake '" + folder + "': it is not in the file system of this machine");
    }
    return new LakeFolder(folder.toAbsolutePath().normalize(), options).open();
  }

  private LakeContext open() {
    try {
      checkFolder();
      if (!hasMarker()) {
        new LakeMaker(folder, options).make();
      }
      LakeMarker marker = marker();
      Path location = location(marker);
      checkWritable();
      if (!Files.isRegularFile(folder.resolve(FolderCatalog.DATABASE))) {
        throw failures.damaged("its database '" + FolderCatalog.DATABASE + "' is missing", null);
      }
      return context(location);
    } catch (IOException failed) {
      throw failures.unreadable(failed);
    }
  }

  private void checkFolder() throws IOException {
    // In this order: another process may make it meanwhile.
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(folder)) {
        throw new MeshException(
            LakeError.NOT_A_FOLDER,
            "Cannot open lake '" + folder + "': it is not a folder; name the folder of a lake");
      }
      return;
    }
    if (!options.create()) {
      throw failures.missing();
    }
    Path parent = folder.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new MeshException(
          LakeError.PARENT_MISSING,
          "Cannot make lake '"
              + folder
              + "': the folder '"
              + parent
              + "' does not exist; make it first");
    }
    if (!Files.isWritable(parent)) {
      throw failures.notWritable(parent, null);
    }
    try {
      Files.createDirectory(folder);
      LocalFolders.force(parent);
    } catch (FileAlreadyExistsException raced) {
      checkFolder();
    }
  }

  private boolean hasMarker() {
    return Files.isRegularFile(folder.resolve(LakeMarker.FILE));
  }

  private LakeMarker marker() {
    LakeMarker marker;
    try {
      marker = LakeMarker.read(folder);
    } catch (IOException unreadable) {
      throw failures.damaged(
          "'" + LakeMarker.FILE + "' cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
    if (marker.layout() < LakeMarker.LAYOUT) {
      throw new MeshException(
          LakeError.LAYOUT_TOO_OLD,
          "Cannot open lake '"
              + folder
              + "': it has layout "
              + marker.layout()
              + ", and this version reads layout "
              + LakeMarker.LAYOUT
              + " only; copy its tables with the version that made it");
    }
    if (marker.layout() > LakeMarker.LAYOUT) {
      throw new MeshException(
          LakeError.LAYOUT_TOO_NEW,
          "Cannot open lake '"
              + folder
              + "': it has layout "
              + marker.layout()
              + ", and this version reads layout "
              + LakeMarker.LAYOUT
              + " only; use a newer version of Mesh");
    }
    return marker;
  }

  /**
   * The path by which the tables name their files. It must lead to this very folder: through a
   * copy's catalog the files of the original would be changed.
   */
  private Path location(LakeMarker marker) throws IOException {
    Path recorded = Path.of(marker.location());
    boolean here =
        recorded.equals(folder.toRealPath())
            || (Files.isDirectory(recorded) && Files.isSameFile(recorded, folder));
    if (!here) {
      throw new MeshException(
          LakeError.LAKE_MOVED,
          "Cannot open lake '"
              + folder
              + "': it was made at '"
              + recorded
              + "', and its tables name their files by that path; move or mount it there, or open"
              + " the lake that is there");
    }
    return recorded;
  }

  private void checkWritable() {
    for (Path needed :
        List.of(
            folder,
            folder.resolve(FolderCatalog.DATABASE),
            folder.resolve(FolderCatalog.WAREHOUSE))) {
      if (Files.exists(needed) && !Files.isWritable(needed)) {
        throw failures.notWritable(needed, null);
      }
    }
  }

  private LakeContext context(Path location) {
    FolderCatalog parts = new FolderCatalog(location, options);
    JdbcCatalog catalog;
    try {
      catalog = parts.open(false);
    } catch (UncheckedSQLException failed) {
      throw failures.damaged(
          "its database '" + FolderCatalog.DATABASE + "' cannot be read", failed);
    }
    return new LakeContext(
        catalog,
        Optional.of(location),
        CommitLocks.files(location.resolve(LakeMaker.LOCKS)),
        options.resources(),
        options.commits());
  }
}
