// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Generated rows, judged by a validator that is not ours. */
class GeneratedEventsTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final ContractRenderer JSON_SCHEMA =
      Plugins.load().named(ContractRenderer.class, "json-schema");

  private int refused;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void json_ofEveryExample_fulfilsItsContract() {
    DataContracts contracts = ExampleGenerators.CONTRACTS;
    long judged = 0;
    for (DataContract contract : contracts.all()) {
      judged += judge(contracts, contract, 500L * SeededRandom.rounds(1));
    }
    assertThat(judged).isGreaterThan(8_000);
    assertThat(refused).isZero();
  }

  @Test
  void json_ofObjectsWithRules_fulfilsThem() {
    DataContract contract =
        DataContract.parse(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: rules
            version: 1.0.0
            status: active
            schema:
              - name: things
                logicalType: object
                properties:
                  - name: named
                    logicalType: object
                    required: true
                    logicalTypeOptions: {required: [b]}
                    properties: &members
                      - {name: a, logicalType: integer}
                      - {name: b, logicalType: integer}
                      - {name: c, logicalType: integer}
                  - name: many
                    logicalType: object
                    required: true
                    logicalTypeOptions: {minProperties: 2}
                    properties: *members
                  - name: few
                    logicalType: object
                    required: true
                    logicalTypeOptions: {maxProperties: 1}
                    properties: *members
                  - name: free
                    logicalType: object
                    required: true
                    logicalTypeOptions: {required: [x, y], minProperties: 3}
                  - name: list
                    logicalType: array
                    required: true
                    logicalTypeOptions: {minItems: 2, uniqueItems: true}
            """,
            DocumentFormat.YAML,
            "rules");
    assertThat(judge(DataContracts.withReferences(contract), contract, 300)).isEqualTo(300);
  }

  @Test
  void json_ofContractsByChance_fulfilsThemOrIsRefused() {
    SeededRandom random = SeededRandom.forTest("generated rows of contracts by chance");
    RandomContracts contracts = RandomContracts.anything(random);
    long judged = 0;
    for (int i = 0; i < SeededRandom.rounds(60); i++) {
      DataContract contract = contracts.next();
      judged += judge(DataContracts.withReferences(contract), contract, 30);
    }
    assertThat(judged).as("seed %s", random.seed()).isGreaterThan(1_000);
  }

  private long judge(DataContracts contracts, DataContract contract, long most) {
    Rendering rendering = JSON_SCHEMA.render(RenderRequest.of(contract));
    long judged = 0;
    for (int i = 0; i < contract.tables().size(); i++) {
      Table table = contract.tables().get(i);
      Schema schema = registry.getSchema(EXACT.readTree(rendering.files().get(i).content()));
      Generator generator =
          Generator.of(contracts, contract.id().orElseThrow()).table(table.name()).build();
      long rows = Math.min(most, generator.rows());
      for (long row = 0; row < rows; row++) {
        String json;
        try {
          json = generator.json(row);
        } catch (MeshException problem) {
          assertThat(problem.code()).isEqualTo(ProducerError.NOT_GENERATED);
          refused++;
          break;
        }
        JsonNode event = EXACT.readTree(json);
        assertThat(schema.validate(event)).as("row %d: %s", row, json).isEmpty();
        judged++;
      }
    }
    return judged;
  }
}
