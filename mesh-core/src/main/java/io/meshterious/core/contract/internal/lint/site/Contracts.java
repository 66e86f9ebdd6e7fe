// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.error.MeshException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contracts that references can lead to: those of a set, and files beside them, which are read
 * when they are first needed.
 */
public final class Contracts {
  private final IdentityHashMap<DataContract, ContractSite> sites = new IdentityHashMap<>();
  private final Map<Path, Optional<ContractSite>> byFile = new ConcurrentHashMap<>();
  private final Patterns patterns = new Patterns();
  private final Map<String, List<TableSite>> tables = new HashMap<>();

  /** A contract on its own. */
  public Contracts(DataContract contract) {
    this(List.of(contract));
  }

  /** The contracts of a set. */
  public Contracts(DataContracts contracts) {
    this(contracts.all());
  }

  private Contracts(List<DataContract> contracts) {
    List<ContractSite> read =
        contracts.parallelStream().map(contract -> new ContractSite(contract, patterns)).toList();
    for (ContractSite site : read) {
      sites.put(site.contract(), site);
      site.contract().file().ifPresent(file -> byFile.putIfAbsent(normal(file), Optional.of(site)));
      site.tables()
          .forEach(
              table ->
                  tables
                      .computeIfAbsent(table.table().name(), name -> new ArrayList<>())
                      .add(table));
    }
  }

  /** A contract of the set, read once. */
  public ContractSite site(DataContract contract) {
    return Objects.requireNonNull(sites.get(contract), "contract of the set");
  }

  /** The tables of a name in any contract of the set. */
  public List<TableSite> tablesNamed(String name) {
    return tables.getOrDefault(name, List.of());
  }

  /**
   * What is in the place that a reference names.
   *
   * @param contract the contract; absent when there is none
   */
  public record Lookup(Optional<ContractSite> contract) {}

  /**
   * Looks for the contract that a reference leads to.
   *
   * @return empty when it cannot be known, because the contract came from no file or the reference
   *     names an address in the web
   */
  public Optional<Lookup> lookUp(ContractSite from, PropertyReference reference) {
    if (reference.file().isEmpty()) {
      return Optional.of(new Lookup(Optional.of(from)));
    }
    return reference.fileBeside(from.contract()).map(file -> new Lookup(in(file)));
  }

  private Optional<ContractSite> in(Path file) {
    return byFile.computeIfAbsent(normal(file), this::read);
  }

  private Optional<ContractSite> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ContractSite(DataContract.readLeniently(file), patterns));
    } catch (MeshException unreadable) {
      return Optional.empty();
    }
  }

  private static Path normal(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
