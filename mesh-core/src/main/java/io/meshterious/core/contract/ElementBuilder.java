// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.error.MeshException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the builders of all elements share. Keys stand in the document in the order in which they
 * are set; setting one twice is refused, except for those that collect a list.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ElementBuilder<B extends ElementBuilder<B>>
    permits ContractBuilder, TableBuilder, PropertyBuilder {
  private final String what;
  private final Map<String, Object> values = new LinkedHashMap<>();

  ElementBuilder(String what) {
    this.what = what;
  }

  /**
   * Sets any key of the standard, or one it does not know.
   *
   * @param key the key, such as {@code slaProperties}
   * @param value text, a number, a boolean, or lists and maps of these; see {@link Node#of}
   */
  public final B set(String key, Object value) {
    if (values.containsKey(key)) {
      throw refused(key, "it is set already");
    }
    values.put(key, node(key, value));
    return self();
  }

  /** Adds tags. */
  public final B tags(String... tags) {
    for (String tag : tags) {
      append("tags", tag);
    }
    return self();
  }

  /** Adds a custom property, such as one of the {@code mesh.*} hints. */
  public final B custom(String name, Object value) {
    MapNode property =
        MapNode.builder()
            .put("property", notBlank("customProperties", name))
            .put("value", node(name, value))
            .build();
    for (Node other : collected("customProperties")) {
      if (other instanceof MapNode map && map.text("property").filter(name::equals).isPresent()) {
        throw refused("customProperties", "'" + name + "' is set already");
      }
    }
    return append("customProperties", property);
  }

  /** Adds a link to where this is defined. */
  public final B definedAt(String url, String type) {
    return append(
        "authoritativeDefinitions",
        Map.of("url", notBlank("url", url), "type", notBlank("type", type)),
        "url",
        "type");
  }

  abstract B self();

  final B append(String key, Object value) {
    collected(key).add(node(key, value));
    return self();
  }

  private B append(String key, Map<String, String> values, String... order) {
    MapNode.Builder map = MapNode.builder();
    for (String name : order) {
      map.put(name, String.valueOf(values.get(name)));
    }
    return append(key, map.build());
  }

  @SuppressWarnings("unchecked")
  private List<Node> collected(String key) {
    Object list = values.computeIfAbsent(key, unused -> new ArrayList<Node>());
    if (list instanceof Node) {
      throw refused(key, "it is set already as a whole");
    }
    return (List<Node>) list;
  }

  final void setWithin(String key, String inner, Object value) {
    MapNode map = values.get(key) instanceof MapNode set ? set : MapNode.EMPTY;
    if (map.has(inner)) {
      throw refused(key + "." + inner, "it is set already");
    }
    values.put(key, map.with(inner, node(inner, value)));
  }

  final String notBlank(String key, String text) {
    if (text.isBlank()) {
      throw refused(key, "it is blank");
    }
    return text;
  }

  final MeshException refused(String key, String why) {
    return new MeshException(
        ContractError.BUILD_INVALID, "Cannot set '" + key + "' of " + what + ": " + why);
  }

  private Node node(String key, Object value) {
    try {
      return Node.of(value);
    } catch (IllegalArgumentException wrong) {
      throw refused(key, String.valueOf(wrong.getMessage()));
    }
  }

  final MapNode toNode() {
    MapNode.Builder map = MapNode.builder();
    values.forEach(
        (key, value) -> map.put(key, value instanceof List<?> list ? ListNode.of(list) : value));
    return map.build();
  }
}
