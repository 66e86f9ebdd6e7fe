// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.internal.io.LocalFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder for temporary files of one open lake: there when it is asked for, gone at the end. */
public final class ScratchFolder implements AutoCloseable {
  private final Optional<Path> parent;
  private @Nullable Path made;

  /** A folder inside another one, or inside the JVM's temporary folder. */
  public ScratchFolder(Optional<Path> parent) {
    this.parent = parent;
  }

  /** The folder, which is made at the first call. */
  synchronized Path path() {
    Path folder = made;
    if (folder == null) {
      try {
        folder =
            parent.isPresent()
                ? Files.createTempDirectory(Files.createDirectories(parent.get()), "mesh-lake-")
                : Files.createTempDirectory("mesh-lake-");
      } catch (IOException failed) {
        throw new MeshException(
            LakeError.FOLDER_NOT_WRITABLE,
            "Cannot make a folder for temporary files in '"
                + parent.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))
                + "': "
                + failed,
            failed);
      }
      made = folder;
    }
    return folder;
  }

  /** Removes the folder with all that is in it. What cannot be removed stays. */
  @Override
  public synchronized void close() {
    Path folder = made;
    made = null;
    if (folder != null) {
      try {
        LocalFolders.deleteTree(folder);
      } catch (IOException stays) {
        // Temporary files are nobody's data: that some stay behind must not fail a close.
        return;
      }
    }
  }
}
