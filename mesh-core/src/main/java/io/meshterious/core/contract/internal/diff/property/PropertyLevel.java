// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.diff.element.Matching.Entry;
import io.meshterious.core.contract.internal.diff.element.Place;
import io.meshterious.core.contract.internal.diff.element.Renames;
import io.meshterious.core.contract.internal.diff.element.Report;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.document.ListNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changed in the properties of one level: those of a table or of an object. */
public final class PropertyLevel {
  private final Comparison parent;
  private final Report report;
  private final Explained explained;
  private final Set<String> olderRequired;
  private final Set<String> newerRequired;

  /** The properties of a table. */
  public PropertyLevel(Comparison parent, Report report, Explained explained) {
    this(parent, report, explained, List.of(), List.of());
  }

  /** The properties of an object, which may say which of them it must have. */
  PropertyLevel(
      Comparison parent,
      Report report,
      Explained explained,
      List<String> olderRequired,
      List<String> newerRequired) {
    this.parent = parent;
    this.report = report;
    this.explained = explained;
    this.olderRequired = Set.copyOf(olderRequired);
    this.newerRequired = Set.copyOf(newerRequired);
  }

  /**
   * Reports it.
   *
   * @param matching which properties are the same one
   * @param older those of the older version, in order
   */
  public void report(Matching<Property> matching, List<Property> older) {
    reordered(matching, older);
    Renames<Property> renames = new Renames<>(matching, Property::name);
    for (Entry<Property> entry : matching.entries()) {
      Property property = entry.newer();
      boolean required = property.required() || newerRequired.contains(property.name());
      if (entry.older().isPresent()) {
        Property before = entry.older().get();
        boolean wasRequired = before.required() || olderRequired.contains(before.name());
        new PropertyChanges(parent.place().table(), before, property, report)
            .report(wasRequired, required, explained);
      } else {
        ChangeKind kind =
            required ? ChangeKind.PROPERTY_ADDED_REQUIRED : ChangeKind.PROPERTY_ADDED_OPTIONAL;
        String what =
            (required ? "required" : "optional")
                + " property "
                + Wording.quoted(property.name())
                + " is new"
                + renames.onAdded(property);
        Place place =
            new Place(parent.place().table(), Optional.empty(), Optional.of(property.path()));
        add(kind, place, what, Optional.empty(), Optional.of(property));
      }
    }
    for (Property property : matching.removed()) {
      Place place =
          new Place(parent.place().table(), Optional.of(property.path()), Optional.empty());
      String what =
          "property " + Wording.quoted(property.name()) + " is gone" + renames.onRemoved(property);
      add(ChangeKind.PROPERTY_REMOVED, place, what, Optional.of(property), Optional.empty());
    }
  }

  private void add(
      ChangeKind kind,
      Place place,
      String what,
      Optional<Property> before,
      Optional<Property> after) {
    report.add(
        new Change(
            kind,
            place.table(),
            place.older(),
            place.newer(),
            what,
            before.map(Property::node),
            after.map(Property::node)));
  }

  private void reordered(Matching<Property> matching, List<Property> older) {
    List<String> now =
        matching.kept().stream()
            .map(entry -> entry.older().map(Property::jsonPath).orElse(""))
            .toList();
    Set<String> kept = new HashSet<>(now);
    List<String> before = older.stream().map(Property::jsonPath).filter(kept::contains).toList();
    if (!before.equals(now)) {
      ListNode names =
          ListNode.of(
              older.stream()
                  .filter(it -> kept.contains(it.jsonPath()))
                  .map(Property::name)
                  .toList());
      ListNode newNames =
          ListNode.of(matching.kept().stream().map(entry -> entry.newer().name()).toList());
      Place place = parent.place();
      report.add(
          new Change(
              ChangeKind.PROPERTIES_REORDERED,
              place.table(),
              place.older(),
              place.newer(),
              "the order of the properties changed",
              Optional.of(names),
              Optional.of(newNames)));
    }
  }
}
