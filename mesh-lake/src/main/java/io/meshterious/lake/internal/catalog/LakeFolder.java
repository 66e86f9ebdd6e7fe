// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.commit.CommitLocks;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.io.LocalFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

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
  static final String LOCK = "mesh-lake.lock";
  static final String DATABASE = "catalog.db";
  static final String WAREHOUSE = "warehouse";
  static final String LOCKS = "locks";

  /** What a process that died while it made a lake may have left. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          LOCK,
          LakeMarker.UNFINISHED,
          DATABASE,
          DATABASE + "-wal",
          DATABASE + "-shm",
          DATABASE + "-journal",
          WAREHOUSE,
          LOCKS);

  private static final String CATALOG_NAME = "lake";

  /** Locks of files are a process's: threads of one take turns here. */
  private static final Object MAKING = new Object();

  private final Path folder;
  private final LakeOptions options;

  private LakeFolder(Path folder, LakeOptions options) {
    this.folder = folder;
    this.options = options;
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
        make();
      }
      LakeMarker marker = marker();
      Path location = location(marker);
      checkWritable();
      if (!Files.isRegularFile(folder.resolve(DATABASE))) {
        throw damaged("its database '" + DATABASE + "' is missing", null);
      }
      return context(location);
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private void checkFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new MeshException(
          LakeError.NOT_A_FOLDER,
          "Cannot open lake '" + folder + "': it is not a folder; name the folder of a lake");
    }
    if (!options.create()) {
      throw missing();
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
      throw notWritable(parent, null);
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
      throw damaged(
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
    for (Path needed : List.of(folder, folder.resolve(DATABASE), folder.resolve(WAREHOUSE))) {
      if (Files.exists(needed) && !Files.isWritable(needed)) {
        throw notWritable(needed, null);
      }
    }
  }

  private void make() throws IOException {
    if (!options.create() && holdsNothing()) {
      throw missing();
    }
    checkNothingElse();
    if (!Files.isWritable(folder)) {
      throw notWritable(folder, null);
    }
    synchronized (MAKING) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock.isValid() && !hasMarker()) {
          checkNothingElse();
          makeParts();
        }
      }
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    long end = System.nanoTime() + options.busyTimeout().toNanos();
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (System.nanoTime() - end >= 0) {
        throw new MeshException(
            LakeError.LAKE_BUSY,
            "Cannot open lake '"
                + folder
                + "': another process has been making it for "
                + options.busyTimeout()
                + "; try again");
      }
      pause();
      lock = channel.tryLock();
    }
    return lock;
  }

  private void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new MeshException(
          LakeError.LAKE_BUSY,
          "Cannot open lake '" + folder + "': the thread was interrupted while it waited",
          interrupted);
    }
  }

  private boolean holdsNothing() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** The folder is empty, or another attempt to make a lake began in it. */
  private void checkNothingElse() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> String.valueOf(file.getFileName())).forEach(names::add);
    }
    boolean begun = names.contains(LOCK) || names.isEmpty();
    names.removeAll(BEGINNINGS);
    names.remove(LakeMarker.FILE);
    if (!begun || !names.isEmpty()) {
      throw new MeshException(
          LakeError.NOT_A_LAKE,
          "Cannot open lake '"
              + folder
              + "': it holds other things and no '"
              + LakeMarker.FILE
              + "'; name an empty folder or the folder of a lake");
    }
  }

  private void makeParts() throws IOException {
    Path location = folder.toRealPath();
    Files.createDirectories(location.resolve(WAREHOUSE));
    Files.createDirectories(location.resolve(LOCKS));
    makeDatabase(location.resolve(DATABASE));
    try (JdbcCatalog catalog = catalog(location, true)) {
      if (!catalog.listNamespaces().stream().allMatch(it -> catalog.listTables(it).isEmpty())) {
        throw damaged("it has tables, but '" + LakeMarker.FILE + "' is missing", null);
      }
      Namespace namespace = Namespace.of(TableName.DEFAULT_NAMESPACE);
      if (!catalog.namespaceExists(namespace)) {
        catalog.createNamespace(namespace);
      }
    }
    index(location.resolve(DATABASE));
    new LakeMarker(LakeMarker.LAYOUT, UUID.randomUUID().toString(), location.toString())
        .write(location);
  }

  /** The write-ahead log lets readers go on while others write, and needs one force per commit. */
  private void makeDatabase(Path database) {
    execute(database, "PRAGMA journal_mode=WAL");
  }

  /**
   * Names that differ only in case are refused by the database itself, because two processes may
   * make such tables at the same moment.
   */
  private void index(Path database) {
    execute(
        database,
        "CREATE UNIQUE INDEX IF NOT EXISTS mesh_table_names ON iceberg_tables (catalog_name,"
            + " table_namespace COLLATE NOCASE, table_name COLLATE NOCASE)");
    execute(
        database,
        "CREATE UNIQUE INDEX IF NOT EXISTS mesh_namespaces ON iceberg_namespace_properties"
            + " (catalog_name, namespace COLLATE NOCASE, property_key)");
  }

  private void execute(Path database, String sql) {
    try (Connection connection =
            SqliteConnections.open(database, options.busyTimeout(), options.durable());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new MeshException(
          LakeError.CATALOG_BROKEN,
          "Cannot make the catalog of lake '" + folder + "': " + failed.getMessage(),
          failed);
    }
  }

  private LakeContext context(Path location) {
    JdbcCatalog catalog;
    try {
      catalog = catalog(location, false);
    } catch (UncheckedSQLException failed) {
      throw damaged("its database '" + DATABASE + "' cannot be read", failed);
    }
    return new LakeContext(
        catalog,
        properties(location),
        Optional.of(location),
        CommitLocks.files(location.resolve(LOCKS)),
        new ScratchFolder(options.scratch()));
  }

  private JdbcCatalog catalog(Path location, boolean tables) {
    JdbcCatalog catalog =
        new JdbcCatalog(
            properties -> CatalogUtil.loadFileIO(LocalFileIO.class.getName(), properties, null),
            properties ->
                new SqliteConnections(
                    location.resolve(DATABASE), options.busyTimeout(), options.durable()),
            tables);
    catalog.initialize(CATALOG_NAME, properties(location));
    return catalog;
  }

  private Map<String, String> properties(Path location) {
    return Map.of(
        CatalogProperties.URI,
        SqliteConnections.url(location.resolve(DATABASE)),
        CatalogProperties.WAREHOUSE_LOCATION,
        location.resolve(WAREHOUSE).toString(),
        CatalogProperties.FILE_IO_IMPL,
        LocalFileIO.class.getName(),
        CatalogProperties.UNIQUE_TABLE_LOCATION,
        "true",
        LocalFileIO.DURABLE,
        Boolean.toString(options.durable()),
        LocalFileIO.ROOT,
        location.toString(),
        "jdbc.strict-mode",
        "true",
        "jdbc.schema-version",
        "V1");
  }

  private MeshException missing() {
    return new MeshException(
        LakeError.LAKE_MISSING,
        "Cannot open lake '" + folder + "': there is none, and the options say it must exist");
  }

  private MeshException damaged(String what, @Nullable Throwable cause) {
    return new MeshException(
        LakeError.LAKE_DAMAGED,
        "Cannot open lake '" + folder + "': " + what + "; restore it from a backup",
        cause);
  }

  private MeshException notWritable(Path what, @Nullable Throwable cause) {
    return new MeshException(
        LakeError.FOLDER_NOT_WRITABLE,
        "Cannot open lake '"
            + folder
            + "': '"
            + what
            + "' cannot be written by this process; give it the right to write",
        cause);
  }

  private MeshException unreadable(IOException failed) {
    if (failed instanceof AccessDeniedException
        || failed instanceof FileSystemException system
            && String.valueOf(system.getReason()).contains("Read-only")) {
      return notWritable(folder, failed);
    }
    return new MeshException(
        LakeError.LAKE_DAMAGED, "Cannot open lake '" + folder + "': " + failed, failed);
  }
}
