// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A kind of map in a contract: the keys it may have, always or in one of its variants. */
final class Kind {
  private final String label;
  private final boolean open;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, Variant> variants = new LinkedHashMap<>();
  private final Map<String, String> forbidden = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, Key>> keysOfVariants = new ConcurrentHashMap<>();
  private List<String> sameForm = List.of();
  private String selector = "";
  private Function<MapNode, List<String>> chosen = map -> List.of();

  /**
   * What a map may hold besides, when its selector says so.
   *
   * @param keys the keys
   * @param exactlyOne keys of which there must be exactly one; empty when there is no such demand
   */
  private record Variant(Map<String, Key> keys, List<String> exactlyOne) {}

  private Kind(String label, boolean open) {
    this.label = label;
    this.open = open;
  }

  /** A kind that allows no other keys. */
  static Kind closed(String label, Key... keys) {
    return new Kind(label, false).with(keys);
  }

  /** A kind that allows other keys. */
  static Kind open(String label, Key... keys) {
    return new Kind(label, true).with(keys);
  }

  private Kind with(Key... more) {
    for (Key key : more) {
      keys.put(key.name(), key);
    }
    return this;
  }

  /** Adds a key. */
  Kind and(Key... more) {
    return with(more);
  }

  /** Forbids a key that other kinds have, and says why. */
  Kind forbid(String key, String why) {
    forbidden.put(key, why);
    return this;
  }

  /** Why a key is forbidden, if it is. */
  Optional<String> forbidden(String key) {
    return Optional.ofNullable(forbidden.get(key));
  }

  /** Demands of two keys that both are lists or neither is. */
  Kind sameForm(String first, String second) {
    sameForm = List.of(first, second);
    return this;
  }

  /** Two keys that must both be lists or both not; empty when there is no such demand. */
  List<String> sameForm() {
    return sameForm;
  }

  /** Says which key chooses the variant, and how. */
  Kind variantsBy(String key, Function<MapNode, List<String>> choice) {
    selector = key;
    chosen = choice;
    return this;
  }

  /** Adds a variant. */
  Kind variant(String name, Key... more) {
    return variant(name, List.of(), more);
  }

  /** Adds a variant in which exactly one of some keys must be there. */
  Kind variant(String name, List<String> exactlyOne, Key... more) {
    Map<String, Key> byName = new LinkedHashMap<>();
    for (Key key : more) {
      byName.put(key.name(), key);
    }
    variants.put(name, new Variant(byName, exactlyOne));
    return this;
  }

  /** What it is, for messages, such as {@code a server}. */
  String label() {
    return label;
  }

  /** Whether it allows other keys. */
  boolean open() {
    return open;
  }

  /** The key that chooses the variant. */
  String selector() {
    return selector;
  }

  /** The names of the variants that a map has. */
  List<String> variantsOf(MapNode map) {
    return chosen.apply(map);
  }

  /** The keys that a map of these variants may have. */
  Map<String, Key> keys(List<String> names) {
    return names.isEmpty() ? keys : keysOfVariants.computeIfAbsent(names, this::merged);
  }

  private Map<String, Key> merged(List<String> names) {
    Map<String, Key> all = new LinkedHashMap<>(keys);
    for (String name : names) {
      Variant variant = variants.get(name);
      if (variant != null) {
        all.putAll(variant.keys());
      }
    }
    return all;
  }

  /** The groups of keys of which a map of these variants must have exactly one. */
  Collection<List<String>> exactlyOne(List<String> names) {
    List<List<String>> groups = new ArrayList<>();
    for (String name : names) {
      Optional.ofNullable(variants.get(name))
          .map(Variant::exactlyOne)
          .filter(group -> !group.isEmpty() && !groups.contains(group))
          .ifPresent(groups::add);
    }
    return groups;
  }

  /** The variants that have a key. */
  List<String> variantsWith(String key) {
    return variants.entrySet().stream()
        .filter(entry -> entry.getValue().keys().containsKey(key))
        .map(Map.Entry::getKey)
        .toList();
  }
}
