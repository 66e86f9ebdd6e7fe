// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What happens to files whose events are all safe. */
final class DoneFiles {
  private static final String FOLDER = "done";

  private final FileSettings settings;
  private String problem = "";

  DoneFiles(FileSettings settings) {
    this.settings = settings;
  }

  /** Moves or deletes a file; whether that was possible. */
  boolean dispose(Path file) {
    boolean moves = settings.done() == FileSettings.Done.MOVE;
    try {
      if (moves) {
        move(file);
      } else {
        Files.deleteIfExists(file);
      }
      problem = "";
      return true;
    } catch (IOException e) {
      problem = "cannot " + (moves ? "move" : "delete") + " '" + file + "': " + reason(e);
      return false;
    }
  }

  private void move(Path file) throws IOException {
    Path folder = settings.path().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    String name = FileSources.fileName(file);
    Path target = folder.resolve(name);
    for (int i = 2; Files.exists(target); i++) {
      target = folder.resolve(i + "-" + name);
    }
    Files.move(file, target);
  }

  /** Why the last file could not be moved or deleted; empty when it could. */
  String problem() {
    return problem;
  }

  /** Why something failed, for people. */
  static String reason(IOException problem) {
    if (problem instanceof AccessDeniedException) {
      return "it is not allowed";
    } else if (problem instanceof NoSuchFileException) {
      return "it is not there any more";
    }
    return Optional.ofNullable(problem.getMessage()).orElse(problem.getClass().getSimpleName());
  }
}
