// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.report;

import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.Optional;

/**
 * A place in a contract's document.
 *
 * @param location the line and column
 * @param path the JSON path
 */
public record Place(Location location, String path) {
  /** The place of a value. */
  public static Place of(Node node, String path) {
    return new Place(node.location(), path);
  }

  /** The place of the value under a key; that of the map when there is no such key. */
  public static Place value(MapNode map, String path, String key) {
    Optional<Node> value = map.get(key);
    return value.isPresent()
        ? new Place(value.get().location(), child(path, key))
        : new Place(map.location(), path);
  }

  /** The place of a key itself; that of the map when there is no such key. */
  public static Place key(MapNode map, String path, String key) {
    Optional<MapNode.Entry> entry = map.entry(key);
    return entry.isPresent()
        ? new Place(entry.get().keyLocation(), child(path, key))
        : new Place(map.location(), path);
  }

  /** The path of the value under a key. */
  public static String child(String path, String key) {
    return plain(key) ? path + "." + key : path + "['" + key.replace("'", "\\'") + "']";
  }

  private static boolean plain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !key.isEmpty();
  }

  /** The path of an item in the list under a key. */
  public static String item(String path, String key, int index) {
    return child(path, key) + "[" + index + "]";
  }
}
