// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A map and its JSON path.
 *
 * @param node the map
 * @param path the path
 */
public record Located(MapNode node, String path) {
  /** The maps in the list under a key, in order. */
  public static List<Located> in(MapNode parent, String path, String key) {
    List<Located> maps = new ArrayList<>();
    List<Node> items = parent.items(key);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof MapNode map) {
        maps.add(new Located(map, Place.item(path, key, i)));
      }
    }
    return maps;
  }

  /** Where the value under a key stands. */
  public Place at(String key) {
    return Place.value(node, path, key);
  }

  /** Where the map stands. */
  public Place place() {
    return Place.of(node, path);
  }
}
