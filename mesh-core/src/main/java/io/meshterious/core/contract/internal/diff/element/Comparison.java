// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Two maps compared key by key. It remembers which keys a change already speaks for, so that {@link
 * #rest()} can report every other difference and none is lost.
 */
public final class Comparison {
  private final Place place;
  private final MapNode older;
  private final MapNode newer;
  private final String prefix;
  private final Report report;
  private final Set<String> covered = new HashSet<>();

  private Comparison(Place place, MapNode older, MapNode newer, String prefix, Report report) {
    this.place = place;
    this.older = older;
    this.newer = newer;
    this.prefix = prefix;
    this.report = report;
  }

  /** Compares two elements; what changed goes to the report. */
  public static Comparison of(Place place, MapNode older, MapNode newer, Report report) {
    return new Comparison(place, older, newer, "", report);
  }

  /** Compares the maps that both have under a key; one that is missing counts as empty. */
  public Comparison inside(String key) {
    return new Comparison(
        place,
        older.map(key).orElse(MapNode.EMPTY),
        newer.map(key).orElse(MapNode.EMPTY),
        prefix + key + ".",
        report);
  }

  /**
   * Compares the lists under a key item by item, named by what the function says; names that repeat
   * are numbered.
   */
  public Comparison named(String key, Function<MapNode, String> name) {
    return new Comparison(
        place.at(key),
        named(older.get(key), name),
        named(newer.get(key), name),
        prefix + key + ".",
        report);
  }

  /**
   * Compares the maps that both have under a key, as elements of their own; anything but a map
   * counts as empty.
   */
  public Comparison item(String key) {
    return new Comparison(
        place.at(key),
        older.map(key).orElse(MapNode.EMPTY),
        newer.map(key).orElse(MapNode.EMPTY),
        prefix + key + ".",
        report);
  }

  private static MapNode named(Optional<Node> value, Function<MapNode, String> name) {
    MapNode.Builder builder = MapNode.builder();
    if (value.isPresent() && value.get() instanceof ListNode list) {
      for (Node item : list.items()) {
        String wanted = item instanceof MapNode map ? name.apply(map) : "";
        String free = wanted;
        for (int i = 2; builder.has(free); i++) {
          free = wanted + "#" + i;
        }
        builder.put(free, item);
      }
    }
    return builder.build();
  }

  /** Where the two maps stand. */
  public Place place() {
    return place;
  }

  /** Where changes go to. */
  public Report report() {
    return report;
  }

  /** The map as it was. */
  public MapNode older() {
    return older;
  }

  /** The map as it is. */
  public MapNode newer() {
    return newer;
  }

  /** What a key held; empty when it was not there. */
  public Optional<Node> before(String key) {
    return older.get(key);
  }

  /** What a key holds; empty when it is not there. */
  public Optional<Node> after(String key) {
    return newer.get(key);
  }

  /** Whether a key holds something else than it did, or came or went. */
  public boolean differs(String key) {
    return !before(key).equals(after(key));
  }

  /**
   * The keys that differ and that no change speaks for yet: the newer ones in order, then those
   * that are gone.
   */
  public List<String> open() {
    Set<String> keys = new LinkedHashSet<>(newer.keys());
    keys.addAll(older.keys());
    return keys.stream().filter(key -> differs(key) && !covered.contains(key)).toList();
  }

  /** Reports a change of a key's value. */
  public void report(ChangeKind kind, String what, String key) {
    Place at = place.at(key);
    Place spot =
        place.table().isPresent()
            ? at
            : before(key).isEmpty() ? at.added() : after(key).isEmpty() ? at.removed() : at;
    add(kind, spot, what, before(key), after(key));
    covered.add(key);
  }

  /** Reports a change of the element, with what it was and is. */
  public void report(ChangeKind kind, String what, Optional<Node> before, Optional<Node> after) {
    add(kind, place, what, before, after);
  }

  /** Reports a key that differs, unless a change speaks for it, in standard words. */
  public void reportIfOpen(ChangeKind kind, String thing, String key) {
    if (differs(key) && !covered.contains(key)) {
      report(kind, Wording.changed(thing, before(key), after(key)), key);
    }
  }

  void add(ChangeKind kind, Place at, String what, Optional<Node> before, Optional<Node> after) {
    report.add(new Change(kind, at.table(), at.older(), at.newer(), what, before, after));
  }

  /** Says that changes already speak for these keys. */
  public void cover(String... keys) {
    for (String key : keys) {
      if (covered.add(key) && differs(key)) {
        report.spokenFor();
      }
    }
  }

  /** Runs a comparison of what a key holds; when it finds anything, that speaks for the key. */
  public void covering(String key, Runnable comparison) {
    int spoken = report.spoken();
    comparison.run();
    if (report.spoken() > spoken) {
      covered.add(key);
    }
  }

  /** Reports everything that no change speaks for, and keys that both have in another order. */
  public void rest() {
    for (String key : open()) {
      report(
          ChangeKind.OTHER_CHANGED,
          Wording.changed("'" + prefix + key + "'", before(key), after(key)),
          key);
    }
    order();
  }

  /** Reports keys that both have in another order. */
  private void order() {
    List<String> kept = new ArrayList<>(older.keys());
    kept.retainAll(new HashSet<>(newer.keys()));
    List<String> now = new ArrayList<>(newer.keys());
    now.retainAll(new HashSet<>(older.keys()));
    if (!kept.equals(now)) {
      String where =
          prefix.isEmpty() ? "its keys" : "'" + prefix.substring(0, prefix.length() - 1) + "'";
      report(
          ChangeKind.OTHER_CHANGED,
          "the order of " + where + " changed",
          Optional.of(ListNode.of(kept)),
          Optional.of(ListNode.of(now)));
    }
  }
}
