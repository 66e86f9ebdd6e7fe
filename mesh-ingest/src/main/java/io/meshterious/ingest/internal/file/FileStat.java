// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells a state of a file from another one.
 *
 * @param size how many bytes it has
 * @param changed when it was changed, in milliseconds since 1970
 */
record FileStat(long size, long changed) {
  /** What is there now. */
  static FileStat of(Path path) throws IOException {
    return of(Files.readAttributes(path, BasicFileAttributes.class));
  }

  /** What was found. */
  static FileStat of(BasicFileAttributes attributes) {
    return new FileStat(attributes.size(), attributes.lastModifiedTime().toMillis());
  }
}
