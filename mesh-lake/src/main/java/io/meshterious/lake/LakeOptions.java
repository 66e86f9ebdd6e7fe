// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOptions;
import java.time.Duration;

/** How a lake in a folder is opened. Immutable: every option returns a new object. */
public final class LakeOptions {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final LakeOptions DEFAULTS =
      new LakeOptions(
          true, Duration.ofSeconds(30), true, Resources.defaults(), CommitOptions.defaults());

  private final boolean durable;
  private final Duration busyTimeout;
  private final boolean create;
  private final Resources resources;
  private final CommitOptions commits;

  private LakeOptions(
      boolean durable,
      Duration busyTimeout,
      boolean create,
      Resources resources,
      CommitOptions commits) {
    this.durable = durable;
    this.busyTimeout = busyTimeout;
    this.create = create;
    this.resources = resources;
    this.commits = commits;
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
    return new LakeOptions(on, busyTimeout, create, resources, commits);
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
    return new LakeOptions(durable, time, create, resources, commits);
  }

  /** How long to wait for other processes. */
  public Duration busyTimeout() {
    return busyTimeout;
  }

  /** Refuses to make a lake where there is none, instead of making it, which is the default. */
  public LakeOptions mustExist() {
    return new LakeOptions(durable, busyTimeout, false, resources, commits);
  }

  /** Whether a lake is made where there is none. */
  public boolean create() {
    return create;
  }

  /** What the lake may use of the machine. */
  public LakeOptions resources(Resources resources) {
    return new LakeOptions(durable, busyTimeout, create, resources, commits);
  }

  /** What the lake may use of the machine. */
  public Resources resources() {
    return resources;
  }

  /** How commits are made. */
  public LakeOptions commits(CommitOptions commits) {
    return new LakeOptions(durable, busyTimeout, create, resources, commits);
  }

  /** How commits are made. */
  public CommitOptions commits() {
    return commits;
  }
}
