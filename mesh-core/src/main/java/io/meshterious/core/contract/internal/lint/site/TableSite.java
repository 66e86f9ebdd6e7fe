// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table with its properties read once and found by name. */
public final class TableSite {
  private final ContractSite contract;
  private final Table table;
  private final List<FieldSite> fields = new ArrayList<>();
  private final List<FieldSite> all = new ArrayList<>();
  private final Map<String, FieldSite> byName = new HashMap<>();
  private final Map<String, FieldSite> byId = new HashMap<>();
  private final List<HintSite> hints;

  TableSite(ContractSite contract, Table table, Patterns patterns) {
    this.contract = contract;
    this.table = table;
    this.hints = HintSite.of(table.node(), table.jsonPath());
    for (Property property : table.properties()) {
      FieldSite field = new FieldSite(this, property, Optional.empty(), false, all, patterns);
      fields.add(field);
      byName.putIfAbsent(property.name(), field);
      byId.putIfAbsent(property.id().orElse(property.name()), field);
    }
  }

  /** The contract it stands in. */
  public ContractSite contract() {
    return contract;
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The map in the document. */
  public MapNode node() {
    return table.node();
  }

  /** The JSON path. */
  public String path() {
    return table.jsonPath();
  }

  /** The top-level properties, in order. */
  public List<FieldSite> fields() {
    return fields;
  }

  /** All properties, those in objects and arrays too, each after the one that holds it. */
  public List<FieldSite> all() {
    return all;
  }

  /** The custom properties. */
  public List<HintSite> hints() {
    return hints;
  }

  /** The first custom property of that name. */
  public Optional<HintSite> hint(String name) {
    return hints.stream().filter(hint -> hint.name().equals(name)).findFirst();
  }

  /** The top-level property of that name. */
  public Optional<FieldSite> field(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The top-level property of that id; a property without an id counts by its name. */
  public Optional<FieldSite> fieldById(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The property of that name; dots lead into objects. */
  public Optional<FieldSite> nested(String dotted) {
    Optional<FieldSite> whole = field(dotted);
    if (whole.isPresent()) {
      return whole;
    }
    String[] names = dotted.split("\\.", -1);
    Optional<FieldSite> found = field(names[0]);
    for (int i = 1; i < names.length && found.isPresent(); i++) {
      found = found.get().child(names[i]);
    }
    return found;
  }

  /** The names of the top-level properties. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The ids of the top-level properties, or their names where they have none. */
  public Set<String> ids() {
    return byId.keySet();
  }

  /** The names of the primary key's properties. */
  public Set<String> primaryKey() {
    return fields.stream()
        .filter(it -> it.property().primaryKey())
        .map(it -> it.property().name())
        .collect(Collectors.toSet());
  }
}
