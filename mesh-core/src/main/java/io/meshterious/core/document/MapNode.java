// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values by name, in the order in which they were written. */
public final class MapNode implements Node {
  /** The empty map. */
  public static final MapNode EMPTY = builder().build();

  /**
   * One name and its value.
   *
   * @param key the name
   * @param keyLocation where the name stands
   * @param value the value
   */
  public record Entry(String key, Location keyLocation, Node value) {}

  private final Map<String, Entry> entries;
  private final Location location;

  private MapNode(Map<String, Entry> entries, Location location) {
    this.entries = entries;
    this.location = location;
  }

  /** Starts a map that came from no file. */
  public static Builder builder() {
    return new Builder(Location.NONE);
  }

  /** Starts a map that stood at a place. */
  public static Builder builder(Location location) {
    return new Builder(location);
  }

  /** The entries in order. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** The names in order. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether there is an entry of that name. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The entry of that name. */
  public Optional<Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The value of that name. */
  public Optional<Node> get(String key) {
    return Optional.ofNullable(value(key));
  }

  private @Nullable Node value(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The text of that name; empty when there is none or it is something else. */
  public Optional<String> text(String key) {
    return value(key) instanceof ScalarNode scalar && scalar.isText()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** The scalar of that name; empty when there is none, it is null, or it is a map or a list. */
  public Optional<ScalarNode> scalar(String key) {
    return value(key) instanceof ScalarNode scalar && !scalar.isNull()
        ? Optional.of(scalar)
        : Optional.empty();
  }

  /** The map of that name; empty when there is none or it is something else. */
  public Optional<MapNode> map(String key) {
    return value(key) instanceof MapNode map ? Optional.of(map) : Optional.empty();
  }

  /** The items of the list of that name; empty when there is none or it is something else. */
  public List<Node> items(String key) {
    return value(key) instanceof ListNode list ? list.items() : List.of();
  }

  /** The maps in the list of that name; other items are passed over. */
  public List<MapNode> maps(String key) {
    List<MapNode> maps = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof MapNode map) {
        maps.add(map);
      }
    }
    return maps;
  }

  /** This map with one value set: in place when the name exists, else at the end. */
  public MapNode with(String key, Node value) {
    return toBuilder().put(key, value).build();
  }

  /** This map without a name. */
  public MapNode without(String key) {
    Builder builder = toBuilder();
    builder.entries.remove(key);
    return builder.build();
  }

  private Builder toBuilder() {
    Builder builder = new Builder(location);
    builder.entries.putAll(entries);
    return builder;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public String kindName() {
    return "map";
  }

  /** Whether the other is a map with equal values under the same names in the same order. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MapNode that) || entries.size() != that.entries.size()) {
      return false;
    }
    var theirs = that.entries.values().iterator();
    for (Entry mine : entries.values()) {
      Entry their = theirs.next();
      if (!mine.key().equals(their.key()) || !mine.value().equals(their.value())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Entry entry : entries.values()) {
      hash = 31 * (31 * hash + entry.key().hashCode()) + entry.value().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    entries
        .values()
        .forEach(
            entry ->
                text.append(text.length() == 1 ? "" : ", ")
                    .append(entry.key())
                    .append(": ")
                    .append(entry.value()));
    return text.append('}').toString();
  }

  /** Collects the entries of a map. */
  public static final class Builder {
    private Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean shared;
    private final Location location;

    private Builder(Location location) {
      this.location = location;
    }

    /** Sets a value; a name that exists keeps its place. */
    public Builder put(String key, Object value) {
      return put(key, Location.NONE, Node.of(value));
    }

    /** Sets a value and where its name stood; a name that exists keeps its place. */
    public Builder put(String key, Location keyLocation, Node value) {
      if (shared) {
        entries = new LinkedHashMap<>(entries);
        shared = false;
      }
      entries.put(key, new Entry(key, keyLocation, value));
      return this;
    }

    /** Whether a name has been set. */
    public boolean has(String key) {
      return entries.containsKey(key);
    }

    /** Where a name was set first. */
    public Optional<Entry> entry(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The map; what is set afterwards does not change it. */
    public MapNode build() {
      shared = true;
      return new MapNode(entries, location);
    }
  }
}
