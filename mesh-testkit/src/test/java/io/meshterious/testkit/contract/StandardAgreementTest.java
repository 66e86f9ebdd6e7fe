// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.internal.lint.Linter;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds our grammar of the standard against its official JSON Schema: both must accept and refuse
 * the same mutations of valid contracts. The schema is not part of this project; {@code
 * -Dmesh.odcs.schema=FILE} names it.
 */
@EnabledIfSystemProperty(named = "mesh.odcs.schema", matches = ".+")
class StandardAgreementTest {
  private static final int MUTATIONS = 20_000;
  private static final Set<LintRule> HARMLESS =
      Set.of(LintRule.DEPRECATED_KEY, LintRule.MISSPELT_KEY);

  private final SeededRandom random = SeededRandom.forTest("agreement with the official schema");

  @Test
  void structure_mutatedContracts_agreesWithTheOfficialSchema() throws IOException {
    // Given
    Schema official = official();
    ContractMutations mutations = new ContractMutations(random);
    Set<String> differences = new TreeSet<>();

    // When
    int refused = 0;
    for (int i = 0; i < SeededRandom.rounds(MUTATIONS); i++) {
      Node mutant = mutations.next();
      if (mutant instanceof MapNode map
          && !map.text("apiVersion").orElse("v3.1.0").equals("v3.1.0")) {
        continue;
      }
      String json = Document.write(mutant, DocumentFormat.JSON);
      List<Finding> ours = ours(json);
      var theirs = official.validate(json, InputFormat.JSON);
      refused += theirs.isEmpty() ? 0 : 1;
      if (ours.isEmpty() != theirs.isEmpty()) {
        differences.add(
            ours.isEmpty() ? "only the schema refuses: " + theirs : "only we refuse: " + ours);
      }
    }

    // Then
    System.out.println(
        "official schema: "
            + refused
            + " of "
            + MUTATIONS
            + " mutations refused, seed "
            + random.seed());
    assertThat(differences).as("seed %s", random.seed()).isEmpty();
  }

  private static List<Finding> ours(String json) {
    DataContract contract =
        DataContract.lenient(Document.parse(json, DocumentFormat.JSON, "mutant"));
    return Linter.structure(contract).findings().stream()
        .filter(
            finding -> finding.severity() != Severity.STYLE && !HARMLESS.contains(finding.rule()))
        .toList();
  }

  private static Schema official() throws IOException {
    Path file = Path.of(Objects.requireNonNull(System.getProperty("mesh.odcs.schema")));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
        .getSchema(Files.readString(file), InputFormat.JSON);
  }
}
