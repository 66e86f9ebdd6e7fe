// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.jsonschema.JsonSchemaRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rendered schemas, judged by a validator that is not ours: valid events pass, and every fault is
 * found.
 */
class JsonSchemaEventsTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Integer> refused = new TreeMap<>();
  private int accepted;

  @Test
  void schemas_acceptValidEvents_andRefuseEveryFault() {
    // Given
    SeededRandom random = SeededRandom.forTest("Events against their JSON Schema");
    List<DataContract> contracts =
        new ArrayList<>(DataContracts.loadAll(Path.of("../mesh-examples/contracts")).all());
    contracts.add(
        DataContract.load(Path.of("../mesh-core/src/test/resources/render/parcels.odcs.yaml")));
    int examples = contracts.size();
    RandomContracts more = RandomContracts.anything(random);
    for (int i = 0; i < SeededRandom.rounds(40); i++) {
      contracts.add(more.next());
    }

    // When
    for (int i = 0; i < contracts.size(); i++) {
      // The last example has every kind of value: each of its events is broken, or chance could
      // leave a kind out.
      int between = i == examples - 1 ? 1 : 10;
      judge(contracts.get(i), random, SeededRandom.rounds(i < examples ? 50 : 10), between);
    }

    // Then
    int faults = refused.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(
        accepted + " valid events accepted, " + faults + " faulty ones refused: " + refused);
    assertThat(accepted).isGreaterThan(2_000);
    assertThat(faults).isGreaterThan(5_000);
    assertThat(refused.keySet())
        .contains(
            "missing required",
            "null required",
            "wrong type",
            "not in vocabulary",
            "other event type",
            "unknown field",
            "fraction",
            "out of the type's range",
            "too small",
            "too large",
            "no multiple",
            "too many digits of a fraction",
            "too short",
            "too long",
            "pattern broken",
            "malformed uuid",
            "malformed base64",
            "malformed date",
            "malformed time",
            "malformed timestamp",
            "malformed email",
            "too few items",
            "too many items",
            "repeated item",
            "null item",
            "too few properties");
  }

  private void judge(DataContract contract, SeededRandom random, int events, int between) {
    Rendering rendering = new JsonSchemaRenderer().render(RenderRequest.of(contract));
    List<Table> tables = contract.tables();
    for (int i = 0; i < tables.size(); i++) {
      JsonNode json = json(rendering.files().get(i).content());
      assertThat(metaschema().validate(json)).as("schema of %s", tables.get(i).name()).isEmpty();
      Schema schema = registry.getSchema(json);
      for (int event = 0; event < events; event++) {
        MapNode valid = new RandomEvents(random).event(tables.get(i));
        accept(schema, tables.get(i), valid, random.seed());
        if (event % between == 0) {
          refuse(schema, tables.get(i), valid, random.seed());
        }
      }
    }
  }

  private void accept(Schema schema, Table table, MapNode event, long seed) {
    assertThat(schema.validate(json(event)))
        .as("valid %s of seed %s: %s", table.name(), seed, event)
        .isEmpty();
    accepted++;
  }

  private void refuse(Schema schema, Table table, MapNode event, long seed) {
    for (EventFaults.Fault fault : new EventFaults(table).of(event)) {
      assertThat(schema.validate(json(fault.value())))
          .as("%s at %s, seed %s: %s", fault.kind(), fault.path(), seed, fault.value())
          .isNotEmpty();
      refused.merge(fault.kind(), 1, Integer::sum);
    }
  }

  private Schema metaschema() {
    return registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
  }

  private static JsonNode json(Node node) {
    return json(Document.write(node, DocumentFormat.JSON));
  }

  private static JsonNode json(String text) {
    return EXACT.readTree(text);
  }
}
