// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.element.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which elements of two versions are the same one: those with the same id, then those with the same
 * name, unless both have ids.
 *
 * @param entries the newer elements in order, each with the older one that it is
 * @param removed those that only the older version has, in order
 * @param <E> tables or properties
 */
public record Matching<E extends Element>(List<Entry<E>> entries, List<E> removed) {
  /**
   * An element of the newer version.
   *
   * @param older the same element in the older version; absent when it is new
   * @param newer the element
   * @param <E> tables or properties
   */
  public record Entry<E>(Optional<E> older, E newer) {}

  /** Copies the lists. */
  public Matching {
    entries = List.copyOf(entries);
    removed = List.copyOf(removed);
  }

  /** The elements that only the newer version has, in order. */
  public List<E> added() {
    return entries.stream().filter(entry -> entry.older().isEmpty()).map(Entry::newer).toList();
  }

  /** The elements that both versions have, in the newer order. */
  public List<Entry<E>> kept() {
    return entries.stream().filter(entry -> entry.older().isPresent()).toList();
  }

  /** Matches tables. */
  public static Matching<Table> tables(List<Table> older, List<Table> newer) {
    return match(older, newer, Table::name);
  }

  /** Matches properties of one level. */
  public static Matching<Property> properties(List<Property> older, List<Property> newer) {
    return match(older, newer, Property::name);
  }

  private static <E extends Element> Matching<E> match(
      List<E> older, List<E> newer, Function<E, String> name) {
    Map<Integer, Integer> olderOf = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    Map<String, Deque<Integer>> byId = places(older, element -> element.id());
    for (int i = 0; i < newer.size(); i++) {
      Optional<Integer> found = newer.get(i).id().flatMap(id -> first(byId, id));
      if (found.isPresent()) {
        olderOf.put(i, found.get());
        taken.add(found.get());
      }
    }
    Map<String, Deque<Integer>> byName = places(older, element -> Optional.of(name.apply(element)));
    for (int i = 0; i < newer.size(); i++) {
      if (!olderOf.containsKey(i)) {
        Deque<Integer> candidates =
            byName.getOrDefault(name.apply(newer.get(i)), new ArrayDeque<>());
        boolean hasId = newer.get(i).id().isPresent();
        Optional<Integer> found =
            candidates.stream()
                .filter(
                    place -> !taken.contains(place) && (!hasId || older.get(place).id().isEmpty()))
                .findFirst();
        if (found.isPresent()) {
          olderOf.put(i, found.get());
          taken.add(found.get());
        }
      }
    }
    return collect(older, newer, olderOf, taken);
  }

  private static <E extends Element> Matching<E> collect(
      List<E> older, List<E> newer, Map<Integer, Integer> olderOf, Set<Integer> taken) {
    List<Entry<E>> entries = new ArrayList<>();
    List<E> removed = new ArrayList<>();
    for (int i = 0; i < newer.size(); i++) {
      entries.add(new Entry<>(Optional.ofNullable(olderOf.get(i)).map(older::get), newer.get(i)));
    }
    for (int i = 0; i < older.size(); i++) {
      if (!taken.contains(i)) {
        removed.add(older.get(i));
      }
    }
    return new Matching<>(entries, removed);
  }

  private static <E> Map<String, Deque<Integer>> places(
      List<E> elements, Function<E, Optional<String>> label) {
    Map<String, Deque<Integer>> places = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      int place = i;
      label
          .apply(elements.get(i))
          .ifPresent(it -> places.computeIfAbsent(it, absent -> new ArrayDeque<>()).add(place));
    }
    return places;
  }

  private static Optional<Integer> first(Map<String, Deque<Integer>> places, String label) {
    Deque<Integer> found = places.get(label);
    return found == null ? Optional.empty() : Optional.ofNullable(found.poll());
  }
}
