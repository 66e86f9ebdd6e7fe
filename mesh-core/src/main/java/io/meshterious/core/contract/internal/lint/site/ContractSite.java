// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A contract with its tables and properties read once and found by name. */
public final class ContractSite {
  private final DataContract contract;
  private final List<TableSite> tables = new ArrayList<>();
  private final Map<String, TableSite> byName = new HashMap<>();
  private final Map<String, TableSite> byId = new HashMap<>();

  ContractSite(DataContract contract, Patterns patterns) {
    this.contract = contract;
    for (Table table : contract.tables()) {
      TableSite site = new TableSite(this, table, patterns);
      tables.add(site);
      byName.putIfAbsent(table.name(), site);
      byId.putIfAbsent(table.id().orElse(table.name()), site);
    }
  }

  /** The contract. */
  public DataContract contract() {
    return contract;
  }

  /** The tables, in order. */
  public List<TableSite> tables() {
    return tables;
  }

  /** The first table of that name. */
  public Optional<TableSite> table(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The first table of that id; a table without an id counts by its name. */
  public Optional<TableSite> tableById(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The names of the tables. */
  public List<String> tableNames() {
    return tables.stream().map(it -> it.table().name()).toList();
  }

  /** The ids of the tables, or their names where they have none. */
  public List<String> tableIds() {
    return tables.stream().map(it -> it.table().id().orElse(it.table().name())).toList();
  }
}
