// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render;

import io.meshterious.core.contract.render.Rendering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files with names made of table names, safe on every file system and all different. */
public final class RenderedFiles {
  private final List<Rendering.File> files = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /** Adds a file; see {@link #path}. */
  public RenderedFiles add(String folder, String name, String suffix, String content) {
    files.add(new Rendering.File(path(folder, name, suffix), content));
    return this;
  }

  /**
   * A path that no other file has, also where upper and lower case are the same.
   *
   * @param folder where it goes, empty or ending with {@code /}
   * @param name what it is for; what is not a letter, a digit, or one of {@code . _ -} becomes
   *     {@code _}
   * @param suffix its ending, such as {@code .json}
   */
  public String path(String folder, String name, String suffix) {
    String safe = safe(name);
    String path = folder + safe + suffix;
    for (int i = 2; !taken.add(path.toLowerCase(Locale.ROOT)); i++) {
      path = folder + safe + "_" + i + suffix;
    }
    return path;
  }

  /** A name as it may stand in a path: never empty, hidden, or a way out of the folder. */
  public static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "_");
    return safe.isEmpty() ? "_" : safe;
  }

  /** All files, in the order in which they were added. */
  public Rendering rendering() {
    return new Rendering(files);
  }
}
