// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.ExampleContracts;
import io.meshterious.testkit.contract.RandomContracts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example contracts, foreign keys across files included, become tables of a real database. */
abstract class ExampleTablesChecks {
  abstract SqlDialect dialect();

  @Test
  void render_examples_areExecuted() throws SQLException {
    DataContracts examples = ExampleContracts.load();
    ContractRenderer renderer =
        Plugins.load().named(ContractRenderer.class, "ddl:" + dialect().text());
    try (TestDatabase database = TestDatabase.open(dialect()).emptied()) {
      int tables = 0;
      for (DataContract contract : ordered(examples)) {
        String script =
            renderer
                .render(
                    RenderRequest.of(contract).within(examples).with("schema", folder(contract)))
                .text();
        try {
          database.execute(script);
        } catch (SQLException problem) {
          throw new AssertionError(script, problem);
        }
        tables += contract.tables().size();
      }
      assertThat(database.describe().stream().filter(fact -> fact.startsWith("table ")))
          .hasSize(tables);
      assertThat(database.describe()).anyMatch(fact -> fact.contains("FOREIGN KEY"));
    }
  }

  @Test
  void render_contractsByChance_areExecuted_unlessRefused() throws SQLException {
    SeededRandom random = SeededRandom.forTest("tables of " + dialect() + " by chance");
    RandomContracts contracts = RandomContracts.anything(random);
    ContractRenderer renderer =
        Plugins.load().named(ContractRenderer.class, "ddl:" + dialect().text());
    int executed = 0;
    try (TestDatabase database = TestDatabase.open(dialect())) {
      for (int round = 0; round < SeededRandom.rounds(40); round++) {
        Optional<String> script = rendered(renderer, contracts.next());
        if (script.isPresent()) {
          database.emptied();
          try {
            database.execute(script.get());
          } catch (SQLException problem) {
            throw new AssertionError(
                "round " + round + " of seed " + random.seed() + "\n" + script.get(), problem);
          }
          executed++;
        }
      }
    }
    assertThat(executed).isPositive();
  }

  private static Optional<String> rendered(ContractRenderer renderer, DataContract contract) {
    try {
      return Optional.of(renderer.render(RenderRequest.of(contract)).text());
    } catch (MeshException refused) {
      assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE);
      return Optional.empty();
    }
  }

  /** The shop and the warehouse each have a schema, because both have a table of orders. */
  private static String folder(DataContract contract) {
    return contract.origin().contains("shop") ? "shop" : "warehouse";
  }

  /** Each contract after those that its foreign keys lead to. */
  private static List<DataContract> ordered(DataContracts contracts) {
    Set<DataContract> ordered = new LinkedHashSet<>();
    contracts.all().forEach(contract -> visit(contracts, contract, ordered, new ArrayList<>()));
    return List.copyOf(ordered);
  }

  private static void visit(
      DataContracts all,
      DataContract contract,
      Set<DataContract> ordered,
      List<DataContract> path) {
    if (path.contains(contract)) {
      return;
    }
    path.add(contract);
    for (Table table : contract.tables()) {
      for (ForeignKey key : table.foreignKeys()) {
        for (PropertyReference reference : key.to()) {
          all.resolve(contract, reference)
              .ifPresent(target -> visit(all, target.contract(), ordered, path));
        }
      }
    }
    ordered.add(contract);
  }
}
