// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A custom property and where it stands.
 *
 * @param name the name
 * @param value the value; null when it is missing
 * @param namePlace where the name stands
 * @param place where the value stands
 */
public record HintSite(String name, Node value, Place namePlace, Place place) {
  /** The custom properties of an element, in order. */
  public static List<HintSite> of(MapNode element, String path) {
    List<HintSite> sites = new ArrayList<>();
    if (element.get("customProperties").orElse(ListNode.EMPTY) instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        if (list.items().get(i) instanceof MapNode map) {
          String item = Place.item(path, "customProperties", i);
          Node value = map.get("value").orElse(ScalarNode.NULL);
          sites.add(
              new HintSite(
                  map.text("property").orElse(""),
                  value,
                  Place.value(map, item, "property"),
                  Place.value(map, item, "value")));
        }
      }
    }
    return sites;
  }
}
