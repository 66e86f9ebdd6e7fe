// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.render.Rendering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What several contracts were rendered to, without one taking the place of another: equal files
 * stand once, and where contracts make different files of one path, each goes into a folder named
 * after its contract.
 */
final class RenderedFiles {
  /** A file and the contract it was made of. */
  private record Made(DataContract contract, Rendering.File file) {}

  private final Map<String, Map<Rendering.File, DataContract>> byPath = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  void add(DataContract contract, List<Rendering.File> files) {
    for (Rendering.File file : files) {
      byPath
          .computeIfAbsent(file.path().toLowerCase(Locale.ROOT), path -> new LinkedHashMap<>())
          .putIfAbsent(file, contract);
    }
  }

  /** All files, each of a path of its own also where upper and lower case are the same. */
  List<Rendering.File> all() {
    Set<Made> shared = new LinkedHashSet<>();
    List<Rendering.File> files = new ArrayList<>();
    taken.clear();
    byPath.forEach(
        (path, made) -> {
          if (made.size() == 1) {
            taken.add(path);
            files.add(made.keySet().iterator().next());
          } else {
            made.forEach((file, contract) -> shared.add(new Made(contract, file)));
          }
        });
    for (Made made : shared) {
      files.add(new Rendering.File(path(made), made.file().content()));
    }
    return files;
  }

  private String path(Made made) {
    String id = made.contract().id().orElse("") + "-" + made.contract().version();
    String folder = id.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "_");
    String path = folder + "/" + made.file().path();
    for (int i = 2; !taken.add(path.toLowerCase(Locale.ROOT)); i++) {
      path = folder + "_" + i + "/" + made.file().path();
    }
    return path;
  }
}
