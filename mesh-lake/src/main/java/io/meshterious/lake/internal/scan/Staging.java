// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileIO;

/** Makes files of a table readable as local files. */
public interface Staging {
  /**
   * A file that is to be read.
   *
   * @param location where it is, as the table's metadata says
   * @param length how many bytes it has
   */
  record Wanted(String location, long length) {}

  /** Local copies, or the files themselves; they stay where they are until this is closed. */
  interface Staged extends AutoCloseable {
    /** The local files in the order in which they were asked for. */
    List<Path> paths();

    @Override
    void close();
  }

  /** Makes files readable; those that are local already are used where they are. */
  Staged stage(FileIO io, List<Wanted> files);

  /** Reads local files only and refuses others. */
  static Staging localOnly() {
    return (io, files) -> {
      List<Path> paths = new ArrayList<>();
      for (Wanted file : files) {
        if (!isLocal(file.location())) {
          throw new MeshException(
              QueryError.STAGING_FAILED,
              "Cannot read '"
                  + file.location()
                  + "': it is not a local file, and there is no staging folder for remote files");
        }
        paths.add(LocalFileIO.path(file.location()));
      }
      return new Staged() {
        @Override
        public List<Path> paths() {
          return paths;
        }

        @Override
        public void close() {
          // Files in place are not held.
        }
      };
    };
  }

  /** Whether a location is a path or a {@code file:} URI. */
  static boolean isLocal(String location) {
    return location.startsWith("/")
        || location.startsWith("file:")
        || !location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }
}
