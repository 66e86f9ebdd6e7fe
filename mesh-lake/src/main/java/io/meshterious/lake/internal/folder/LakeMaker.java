// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import static io.meshterious.lake.internal.folder.FolderCatalog.DATABASE;
import static io.meshterious.lake.internal.folder.FolderCatalog.WAREHOUSE;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.TableName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** Makes a lake in a folder, while other processes may be doing the same. */
final class LakeMaker {
  static final String LOCK = "mesh-lake.lock";
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

  /** Locks of files are a process's: threads of one take turns here. */
  private static final Object MAKING = new Object();

  private final Path folder;
  private final LakeOptions options;
  private final FolderFailures failures;

  LakeMaker(Path folder, LakeOptions options) {
    this.folder = folder;
    this.options = options;
    this.failures = new FolderFailures(folder);
  }

  /** Makes the lake, unless another process does it first. */
  void make() throws IOException {
    if (!options.create() && holdsNothing()) {
      throw failures.missing();
    }
    checkNothingElse();
    if (!Files.isWritable(folder)) {
      throw failures.notWritable(folder, null);
    }
    synchronized (MAKING) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock.isValid() && !Files.isRegularFile(folder.resolve(LakeMarker.FILE))) {
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
    FolderCatalog parts = new FolderCatalog(location, options);
    Files.createDirectories(parts.warehouse());
    Files.createDirectories(location.resolve(LOCKS));
    makeDatabase(parts.database());
    try (JdbcCatalog catalog = parts.open(true)) {
      if (!catalog.listNamespaces().stream().allMatch(it -> catalog.listTables(it).isEmpty())) {
        throw failures.damaged("it has tables, but '" + LakeMarker.FILE + "' is missing", null);
      }
      Namespace namespace = Namespace.of(TableName.DEFAULT_NAMESPACE);
      if (!catalog.namespaceExists(namespace)) {
        catalog.createNamespace(namespace);
      }
    }
    index(parts.database());
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
}
