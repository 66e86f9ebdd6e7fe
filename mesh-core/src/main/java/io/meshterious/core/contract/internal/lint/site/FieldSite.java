// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.type.PhysicalType;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A property with what it holds and what holds it. */
public final class FieldSite {
  private final TableSite table;
  private final Property property;
  private final Optional<FieldSite> parent;
  private final boolean items;
  private final List<FieldSite> children = new ArrayList<>();
  private final Optional<FieldSite> itemField;
  private final List<HintSite> hints;
  private final TypeOptions options;
  private final Optional<PhysicalType> physical;
  private final Optional<DataType> type;
  private final String typeProblem;
  private final Optional<LinearPattern> pattern;
  private final String patternProblem;

  FieldSite(
      TableSite table,
      Property property,
      Optional<FieldSite> parent,
      boolean items,
      List<FieldSite> all,
      Patterns patterns) {
    this.table = table;
    this.property = property;
    this.parent = parent;
    this.items = items;
    this.hints = HintSite.of(property.node(), property.jsonPath());
    this.options = property.options();
    this.physical = property.physicalType().flatMap(PhysicalType::parse);
    all.add(this);
    for (Property child : property.properties()) {
      children.add(new FieldSite(table, child, Optional.of(this), false, all, patterns));
    }
    itemField =
        property
            .items()
            .map(item -> new FieldSite(table, item, Optional.of(this), true, all, patterns));
    Optional<DataType> resolved = Optional.empty();
    String problem = "";
    try {
      resolved = Optional.of(property.dataType());
    } catch (MeshException unresolved) {
      problem = reason(unresolved);
    }
    type = resolved;
    typeProblem = problem;
    Optional<Patterns.Outcome> outcome = options.pattern().map(patterns::compile);
    pattern = outcome.flatMap(Patterns.Outcome::pattern);
    patternProblem = outcome.map(Patterns.Outcome::problem).orElse("");
  }

  /** The part of a message after "Cannot … 'what': ", which says why. */
  public static String reason(MeshException problem) {
    int why = problem.getMessage().indexOf("': ");
    return why < 0 ? problem.getMessage() : problem.getMessage().substring(why + 3);
  }

  /** The table it belongs to. */
  public TableSite table() {
    return table;
  }

  /** The property. */
  public Property property() {
    return property;
  }

  /** The property that holds it; absent at the top level. */
  public Optional<FieldSite> parent() {
    return parent;
  }

  /** Whether it is the items of an array. */
  public boolean isItems() {
    return items;
  }

  /** Whether it is a column of its table. */
  public boolean topLevel() {
    return parent.isEmpty();
  }

  /** The properties of an object. */
  public List<FieldSite> children() {
    return children;
  }

  /** The property of an object, by name. */
  public Optional<FieldSite> child(String name) {
    return children.stream().filter(it -> it.property().name().equals(name)).findFirst();
  }

  /** The items of an array. */
  public Optional<FieldSite> items() {
    return itemField;
  }

  /** The properties beside it, itself included. */
  public List<FieldSite> siblings() {
    return parent.map(FieldSite::children).orElse(table.fields());
  }

  /** The custom properties. */
  public List<HintSite> hints() {
    return hints;
  }

  /** The first custom property of that name. */
  public Optional<HintSite> hint(String name) {
    return hints.stream().filter(hint -> hint.name().equals(name)).findFirst();
  }

  /** The map in the document. */
  public MapNode node() {
    return property.node();
  }

  /** The JSON path. */
  public String path() {
    return property.jsonPath();
  }

  /** The options of its type. */
  public TypeOptions options() {
    return options;
  }

  /** Where an option stands. */
  public Place option(String key) {
    return Place.value(options.node(), Place.child(path(), "logicalTypeOptions"), key);
  }

  /** The logical type, or the one that the physical type implies. */
  public Optional<LogicalType> logicalType() {
    return property
        .logicalType()
        .or(
            () ->
                property.node().has("logicalType")
                    ? Optional.empty()
                    : physical.flatMap(PhysicalType::logicalType));
  }

  /** The physical type, where its form is known. */
  public Optional<PhysicalType> physical() {
    return physical;
  }

  /** The type it resolves to. */
  public Optional<DataType> type() {
    return type;
  }

  /** Why it resolves to none. */
  public String typeProblem() {
    return typeProblem;
  }

  /** The pattern of its texts, when it has one that compiles. */
  public Optional<LinearPattern> pattern() {
    return pattern;
  }

  /** Why its pattern does not compile; empty text when it has none or it does. */
  public String patternProblem() {
    return patternProblem;
  }
}
