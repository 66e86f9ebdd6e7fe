// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.Resources;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.query.Queries;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.StagingCache;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** What all parts of an open lake share. */
public final class LakeContext implements AutoCloseable {
  private final Catalog catalog;
  private final Optional<Path> folder;
  private final CommitLocks locks;
  private final Resources resources;
  private final ScratchFolder scratch;
  private final Committer committer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Engine engine;
  private @Nullable Queries queries;
  private @Nullable StagingCache copies;

  /**
   * Puts the parts together.
   *
   * @param catalog the catalog, which also knows namespaces
   * @param folder the folder of a lake that has one
   * @param locks turns between processes that commit
   * @param resources what the lake may use of the machine
   * @param commits how commits are made
   */
  public <C extends Catalog & SupportsNamespaces> LakeContext(
      C catalog,
      Optional<Path> folder,
      CommitLocks locks,
      Resources resources,
      CommitOptions commits) {
    this.catalog = catalog;
    this.folder = folder;
    this.locks = locks;
    this.resources = resources;
    this.scratch = new ScratchFolder(resources.scratch());
    this.committer = new Committer(locks, commits);
  }

  /** The catalog. */
  public Catalog catalog() {
    checkOpen();
    return catalog;
  }

  /** The catalog, as keeper of namespaces. */
  public SupportsNamespaces namespaces() {
    checkOpen();
    return (SupportsNamespaces) catalog;
  }

  /** The folder of a lake that has one; empty when the catalog is somewhere else. */
  public Optional<Path> folder() {
    return folder;
  }

  /** Turns between processes that commit. */
  public CommitLocks locks() {
    checkOpen();
    return locks;
  }

  /** A folder for temporary files, made at the first call and removed when the lake is closed. */
  public Path scratch() {
    checkOpen();
    return scratch.path();
  }

  /** Commits to all tables of the lake. */
  public Committer committer() {
    checkOpen();
    return committer;
  }

  /** The engine that computes, started at the first call. */
  public synchronized Engine engine() {
    checkOpen();
    if (engine == null) {
      engine = Engine.open(EngineOptions.of(resources, scratch().resolve("spilled")));
    }
    return engine;
  }

  /**
   * Queries over the tables.
   *
   * @param tables knows the tables
   */
  public synchronized Queries queries(QueryCatalog tables) {
    if (queries == null) {
      queries = new Queries(engine(), tables, staging());
    }
    return queries;
  }

  /** What makes files of tables readable for the engine. */
  public Staging staging() {
    checkOpen();
    return this::stage;
  }

  /** Only remote files need a folder for their copies. */
  private Staging.Staged stage(FileIO io, List<Staging.Wanted> files) {
    return files.stream().allMatch(file -> Staging.isLocal(file.location()))
        ? Staging.localOnly().stage(io, files)
        : copies().stage(io, files);
  }

  private synchronized StagingCache copies() {
    checkOpen();
    if (copies == null) {
      Path folder = resources.cache().orElseGet(() -> scratch().resolve("copies"));
      copies = new StagingCache(folder, resources.cacheBytes());
    }
    return copies;
  }

  private synchronized void closeEngine() {
    if (queries != null) {
      queries.close();
    }
    if (engine != null) {
      engine.close();
    }
    if (copies != null) {
      copies.close();
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new MeshException(
          LakeError.LAKE_CLOSED, "Cannot use lake '" + catalog.name() + "': it is closed");
    }
  }

  /** Closes the catalog and removes the temporary files; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closeEngine();
      try (scratch;
          locks) {
        if (catalog instanceof Closeable closeable) {
          closeable.close();
        }
      } catch (IOException failed) {
        throw new MeshException(
            LakeError.CATALOG_BROKEN,
            "Cannot close lake '" + catalog.name() + "': " + failed.getMessage(),
            failed);
      }
    }
  }
}
