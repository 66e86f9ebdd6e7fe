// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a lake in a folder is opened. Immutable: every option returns a new object. */
public final class LakeOptions {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final LakeOptions DEFAULTS =
      new LakeOptions(true, Duration.ofSeconds(30), true, null);

  private final boolean durable;
  private final Duration busyTimeout;
  private final boolean create;
  private final @Nullable Path scratch;

  private LakeOptions(
      boolean durable, Duration busyTimeout, boolean create, @Nullable Path scratch) {
    this.durable = durable;
    this.busyTimeout = busyTimeout;
    this.create = create;
    this.scratch = scratch;
  }

  /** Durable, waiting 30 seconds for other processes, making the lake when there is none. */
  public static LakeOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Whether files, folders and the catalog are forced to disk before a change counts as done. On by
   * default. Off, a power cut can lose the last seconds, or leave a table whose newest files are
   * missing; a crash of the process alone loses nothing either way. On costs a few milliseconds for
   * each commit.
   */
  public LakeOptions durable(boolean on) {
    return new LakeOptions(on, busyTimeout, create, scratch);
  }

  /** Whether files and the catalog are forced to disk. */
  public boolean durable() {
    return durable;
  }

  /**
   * How long to wait while another process changes the catalog or makes the lake. 30 seconds by
   * default; zero does not wait at all.
   */
  public LakeOptions busyTimeout(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST_WAIT) > 0) {
      throw new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Invalid busy timeout: " + time + " (from zero to " + LONGEST_WAIT + ")");
    }
    return new LakeOptions(durable, time, create, scratch);
  }

  /** How long to wait for other processes. */
  public Duration busyTimeout() {
    return busyTimeout;
  }

  /** Refuses to make a lake where there is none, instead of making it, which is the default. */
  public LakeOptions mustExist() {
    return new LakeOptions(durable, busyTimeout, false, scratch);
  }

  /** Whether a lake is made where there is none. */
  public boolean create() {
    return create;
  }

  /**
   * The folder for what queries spill and for copies of remote files; each open lake makes one of
   * its own inside and removes it when it is closed. By default it is the JVM's temporary folder.
   */
  public LakeOptions scratch(Path folder) {
    return new LakeOptions(durable, busyTimeout, create, folder);
  }

  /** The folder for temporary files; empty for the JVM's. */
  public Optional<Path> scratch() {
    return Optional.ofNullable(scratch);
  }
}
