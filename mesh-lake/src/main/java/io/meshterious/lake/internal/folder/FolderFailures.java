// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says why a folder cannot be opened as a lake. */
record FolderFailures(Path folder) {
  /** There is no lake, and none may be made. */
  MeshException missing() {
    return new MeshException(
        LakeError.LAKE_MISSING,
        "Cannot open lake '" + folder + "': there is none, and the options say it must exist");
  }

  /** A part of the lake is not as it has to be. */
  MeshException damaged(String what, @Nullable Throwable cause) {
    return new MeshException(
        LakeError.LAKE_DAMAGED,
        "Cannot open lake '" + folder + "': " + what + "; restore it from a backup",
        cause);
  }

  /** This process may not write. */
  MeshException notWritable(Path what, @Nullable Throwable cause) {
    return new MeshException(
        LakeError.FOLDER_NOT_WRITABLE,
        "Cannot open lake '"
            + folder
            + "': '"
            + what
            + "' cannot be written by this process; give it the right to write",
        cause);
  }

  /** The file system failed. */
  MeshException unreadable(IOException failed) {
    if (failed instanceof AccessDeniedException
        || failed instanceof FileSystemException system
            && String.valueOf(system.getReason()).contains("Read-only")) {
      return notWritable(folder, failed);
    }
    return new MeshException(
        LakeError.LAKE_DAMAGED, "Cannot open lake '" + folder + "': " + failed, failed);
  }
}
