// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the next fault happens, and what it is. */
final class Faults {
  /** The places a commit passes, in order. */
  enum Point {
    /** The data file is written, but not closed. */
    DATA_OPEN,
    /** The data file is on disk; nobody knows of it. */
    DATA_CLOSED,
    /** The manifest is written, but not closed. */
    MANIFEST_OPEN,
    /** The manifest is on disk. */
    MANIFEST_CLOSED,
    /** The manifest list is on disk. */
    LIST_CLOSED,
    /** The metadata file is written, but not closed. */
    METADATA_OPEN,
    /** The metadata file is on disk; the catalog has not been asked. */
    METADATA_CLOSED,
    /** The catalog has done it, and has not answered. */
    SWAPPED
  }

  private static volatile @Nullable Point point;
  private static volatile Supplier<RuntimeException> fault = IllegalStateException::new;

  private Faults() {}

  /** Throws at a place, once. */
  static void throwAt(Point where, Supplier<RuntimeException> what) {
    fault = what;
    point = where;
  }

  /** Throws an IO exception at a place, once. */
  static void failAt(Point where) {
    throwAt(
        where, () -> new UncheckedIOException(new java.io.IOException("No space left on device")));
  }

  /** Ends the process at a place, as a kill would. */
  static void haltAt(Point where) {
    throwAt(
        where,
        () -> {
          Runtime.getRuntime().halt(9);
          return new IllegalStateException("halted");
        });
  }

  /** Forgets the fault. */
  static void none() {
    point = null;
  }

  /** Whether the fault has happened. */
  static boolean happened() {
    return point == null;
  }

  /** Called wherever a fault may happen. */
  static void pass(Point where) {
    if (point == where) {
      point = null;
      throw fault.get();
    }
  }
}
