// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an open lake may use of the machine when it computes. Immutable: every option returns a new
 * object.
 *
 * <pre>{@code
 * Resources.defaults().memory(2L << 30).threads(2).cache(Path.of("/var/cache/lake"), 50L << 30)
 * }</pre>
 */
public final class Resources {
  private static final long LEAST_MEMORY = 16L << 20;
  private static final Resources DEFAULTS = new Resources(0, 0, -1, null, null, 0);

  private final long memory;
  private final int threads;
  private final long spill;
  private final @Nullable Path scratch;
  private final @Nullable Path cache;
  private final long cacheBytes;

  private Resources(
      long memory,
      int threads,
      long spill,
      @Nullable Path scratch,
      @Nullable Path cache,
      long cacheBytes) {
    this.memory = memory;
    this.threads = threads;
    this.spill = spill;
    this.scratch = scratch;
    this.cache = cache;
    this.cacheBytes = cacheBytes;
  }

  /** What {@link #memory}, {@link #threads} and the others say of their defaults. */
  public static Resources defaults() {
    return DEFAULTS;
  }

  /**
   * The memory of the SQL engine in bytes, which is outside the Java heap. A query that needs more
   * spills to disk. By default half of the memory that the Java heap can never take, of the machine
   * or of the container.
   */
  public Resources memory(long bytes) {
    check("memory", bytes, LEAST_MEMORY);
    return new Resources(bytes, threads, spill, scratch, cache, cacheBytes);
  }

  /** The memory of the SQL engine; empty for the default. */
  public OptionalLong memory() {
    return memory == 0 ? OptionalLong.empty() : OptionalLong.of(memory);
  }

  /** The threads of the SQL engine. By default one for each processor. */
  public Resources threads(int count) {
    check("number of threads", count, 1);
    return new Resources(memory, count, spill, scratch, cache, cacheBytes);
  }

  /** The threads of the SQL engine; empty for the default. */
  public OptionalInt threads() {
    return threads == 0 ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /**
   * How many bytes queries may spill to disk; zero: none, and a query that needs more memory than
   * there is fails. By default four times the memory.
   */
  public Resources spill(long bytes) {
    check("room for spilled data", bytes, 0);
    return new Resources(memory, threads, bytes, scratch, cache, cacheBytes);
  }

  /** How many bytes queries may spill; empty for the default. */
  public OptionalLong spill() {
    return spill < 0 ? OptionalLong.empty() : OptionalLong.of(spill);
  }

  /**
   * The folder for temporary files: what queries spill, files that are being written, and copies of
   * remote files when they have no folder of their own. Each open lake makes one inside and removes
   * it when it is closed. By default the JVM's temporary folder.
   */
  public Resources scratch(Path folder) {
    return new Resources(memory, threads, spill, folder, cache, cacheBytes);
  }

  /** The folder for temporary files; empty for the JVM's. */
  public Optional<Path> scratch() {
    return Optional.ofNullable(scratch);
  }

  /**
   * A folder for copies of remote files that are being read or were read lately, and the most bytes
   * that they may take. It is kept when the lake is closed, and any number of processes may share
   * it. A query that reads more remote bytes at once fails and says so.
   *
   * <p>By default the copies are in the {@linkplain #scratch(Path) folder for temporary files} and
   * may take half of the room that is free there when the first is made.
   */
  public Resources cache(Path folder, long bytes) {
    check("room for copies of remote files", bytes, 1);
    return new Resources(memory, threads, spill, scratch, folder, bytes);
  }

  /** The folder for copies of remote files; empty for the default. */
  public Optional<Path> cache() {
    return Optional.ofNullable(cache);
  }

  /** The most bytes of copies of remote files; empty for the default. */
  public OptionalLong cacheBytes() {
    return cacheBytes == 0 ? OptionalLong.empty() : OptionalLong.of(cacheBytes);
  }

  private static void check(String what, long value, long least) {
    if (value < least) {
      throw new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Invalid " + what + ": " + value + " (at least " + least + ")");
    }
  }
}
