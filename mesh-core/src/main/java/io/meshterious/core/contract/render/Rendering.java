// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.render;

import java.util.List;

/**
 * What a renderer made.
 *
 * @param files the files, in the order in which they are to be read
 */
public record Rendering(List<File> files) {
  /**
   * One file.
   *
   * @param path where it goes, relative to the output folder, with {@code /}
   * @param content its text, ending with a line break
   */
  public record File(String path, String content) {}

  /** Copies the files. */
  public Rendering {
    files = List.copyOf(files);
  }

  /** A rendering of one file. */
  public static Rendering of(String path, String content) {
    return new Rendering(List.of(new File(path, content)));
  }

  /** All files' texts, one after the other. */
  public String text() {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(file.content()));
    return text.toString();
  }
}
