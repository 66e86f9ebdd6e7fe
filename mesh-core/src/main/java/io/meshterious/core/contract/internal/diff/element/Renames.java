// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What can be said about elements of one level that came and went: that one may be the other under
 * a new name, or that two of the same name are not the same.
 *
 * @param <E> tables or properties
 */
public final class Renames<E extends Element> {
  private final Function<E, String> name;
  private final Map<MapNode, E> addedByContent;
  private final Map<MapNode, E> removedByContent;
  private final Set<String> replaced;

  /**
   * Of the elements that came and went.
   *
   * @param matching which elements are the same one
   * @param name how an element is called
   */
  public Renames(Matching<E> matching, Function<E, String> name) {
    this.name = name;
    List<E> added = matching.added();
    this.addedByContent = byContent(added);
    this.removedByContent = byContent(matching.removed());
    this.replaced = new HashSet<>(added.stream().map(name).toList());
    this.replaced.retainAll(new HashSet<>(matching.removed().stream().map(name).toList()));
  }

  private static <E extends Element> Map<MapNode, E> byContent(List<E> elements) {
    Map<MapNode, E> byContent = new HashMap<>();
    elements.forEach(element -> byContent.putIfAbsent(content(element), element));
    return byContent;
  }

  private static MapNode content(Element element) {
    return element.node().without("id").without("name");
  }

  /**
   * What to add to the words about an element that is new; empty text when there is nothing to say.
   */
  public String onAdded(E element) {
    return hint(element, removedByContent, "was renamed from");
  }

  /** What to add to the words about an element that is gone. */
  public String onRemoved(E element) {
    return hint(element, addedByContent, "was renamed to");
  }

  private String hint(E element, Map<MapNode, E> others, String verb) {
    if (replaced.contains(name.apply(element))) {
      return " (the one of the same name has another id, so it is not the same)";
    }
    E other = others.get(content(element));
    if (other == null || (element.id().isPresent() && other.id().isPresent())) {
      return "";
    }
    return " (if it " + verb + " " + Wording.quoted(name.apply(other)) + ", give both the same id)";
  }
}
