// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Generators of the tables of all example contracts. */
public final class ExampleGenerators {
  public static final DataContracts CONTRACTS =
      DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));

  private ExampleGenerators() {}

  public static Generator of(String contractId) {
    return Generator.of(CONTRACTS, contractId).build();
  }

  public static List<Generator> all() {
    List<Generator> generators = new ArrayList<>();
    for (DataContract contract : CONTRACTS.all()) {
      for (Table table : contract.tables()) {
        String id = contract.id().orElseThrow();
        generators.add(Generator.of(CONTRACTS, id).table(table.name()).build());
      }
    }
    return generators;
  }
}
