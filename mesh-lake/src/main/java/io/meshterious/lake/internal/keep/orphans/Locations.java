// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import io.meshterious.lake.internal.io.LocalFileIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares locations that are written in different ways. A location is taken apart into the store
 * it is in (scheme and host) and the path inside of it. Local ones have no store, and their path is
 * that of the real folder behind symbolic links. The schemes {@code s3}, {@code s3a} and {@code
 * s3n} are one.
 */
final class Locations {
  private final Map<String, String> realFolders = new ConcurrentHashMap<>();

  /**
   * A location taken apart.
   *
   * @param store scheme and host, such as {@code s3://bucket}; empty for local files
   * @param path the path, beginning with a slash
   */
  record Place(String store, String path) {}

  Place place(String location) {
    int colon = location.indexOf("://");
    if (location.startsWith("file:") || colon < 0) {
      return new Place("", real(location));
    }
    String scheme = location.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme.equals("s3a") || scheme.equals("s3n")) {
      scheme = "s3";
    }
    String rest = location.substring(colon + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "/" : rest.substring(slash);
    return new Place(scheme + "://" + host, path.replaceAll("/{2,}", "/"));
  }

  private String real(String location) {
    Path path;
    try {
      path = LocalFileIO.path(location).toAbsolutePath().normalize();
    } catch (IllegalArgumentException e) {
      return location;
    }
    @Nullable Path folder = path.getParent();
    @Nullable Path name = path.getFileName();
    if (folder == null || name == null) {
      return path.toString();
    }
    return realFolders.computeIfAbsent(folder.toString(), text -> realFolder(Path.of(text)))
        + '/'
        + name;
  }

  /** The real folder; of one that does not exist, the nearest parent that does, and the rest. */
  private static String realFolder(Path folder) {
    try {
      String real = folder.toRealPath().toString();
      return real.equals("/") ? "" : real;
    } catch (IOException e) {
      @Nullable Path parent = folder.getParent();
      @Nullable Path name = folder.getFileName();
      return parent == null || name == null ? folder.toString() : realFolder(parent) + '/' + name;
    }
  }
}
