// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.ExampleGenerators;
import io.meshterious.producers.FaultedEvents;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultOptions;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of fault in the events of every example, judged by a validator that is not ours. */
class FaultKindsTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ContractRenderer JSON_SCHEMA =
      Plugins.load().named(ContractRenderer.class, "json-schema");
  private static final Set<FaultKind> ALL_EVENTS =
      Set.of(
          FaultKind.MISSING_REQUIRED,
          FaultKind.WRONG_TYPE,
          FaultKind.NOT_IN_VOCABULARY,
          FaultKind.PATTERN_BROKEN,
          FaultKind.TRUNCATED,
          FaultKind.BAD_ESCAPE,
          FaultKind.BAD_UTF8,
          FaultKind.TRAILING_GARBAGE,
          FaultKind.DUPLICATE,
          FaultKind.DUPLICATE_CHANGED,
          FaultKind.LATE,
          FaultKind.FUTURE,
          FaultKind.OUT_OF_ORDER,
          FaultKind.UNKNOWN_FIELD,
          FaultKind.OLDER_VERSION,
          FaultKind.NEWER_VERSION,
          FaultKind.OVERSIZED);

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new HashMap<>();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DRIFT")
  void kind_inEveryExample_isWhereTheLabelSaysAndNowhereElse(FaultKind kind) {
    int tables = 0;
    for (DataContract contract : ExampleGenerators.CONTRACTS.all()) {
      for (int i = 0; i < contract.tables().size(); i++) {
        if (judged(ExampleGenerators.CONTRACTS, contract, i, kind, 50L * SeededRandom.rounds(1), 1)
            > 0) {
          tables++;
        }
      }
    }
    assertThat(tables).isGreaterThanOrEqualTo(ALL_EVENTS.contains(kind) ? 12 : 9);
  }

  @Test
  void kinds_inContractsByChance_areWhereTheLabelsSay() {
    SeededRandom random = SeededRandom.forTest("faults in contracts by chance");
    RandomContracts contracts = RandomContracts.anything(random);
    long judged = 0;
    for (int i = 0; i < SeededRandom.rounds(40); i++) {
      DataContract contract = contracts.next();
      FaultKind kind = random.oneOf(FaultKind.values());
      for (int table = 0; table < contract.tables().size(); table++) {
        judged +=
            judged(
                DataContracts.withReferences(contract),
                contract,
                table,
                kind,
                20,
                random.below(100));
      }
    }
    assertThat(judged).as("seed %s", random.seed()).isPositive();
  }

  private long judged(
      DataContracts contracts,
      DataContract contract,
      int index,
      FaultKind kind,
      long rows,
      int seed) {
    Table table = contract.tables().get(index);
    FaultedEvents events;
    try {
      FaultOptions options =
          kind == FaultKind.OVERSIZED
              ? FaultOptions.DEFAULT.withBytes(20_000)
              : FaultOptions.DEFAULT;
      FaultPlan plan = FaultPlan.builder().seed(seed).fault(kind, 1, options).build();
      events = FaultedEvents.of(contracts, contract, table, plan).run(0, rows);
    } catch (MeshException problem) {
      assertThat(problem.code())
          .isIn(ProducerError.FAULT_PLAN_INVALID, ProducerError.NOT_GENERATED);
      return 0;
    }
    Schema schema = schema(contract, index);
    for (Fault fault : events.faults) {
      assertThat(fault.kind()).isEqualTo(kind);
      List<FaultedEvents.Sent> sent =
          events.sent.stream()
              .filter(it -> it.row() == fault.row() && digest(it.bytes()).equals(fault.digest()))
              .toList();
      if (fault.step() < rows) {
        assertThat(sent).as(fault.toString()).isNotEmpty();
        judge(schema, fault, sent.get(sent.size() - 1).bytes());
      }
    }
    return events.faults.size();
  }

  private static Schema schema(DataContract contract, int index) {
    return SCHEMAS.computeIfAbsent(
        contract.origin() + contract.hashCode() + index,
        key -> {
          Rendering rendering = JSON_SCHEMA.render(RenderRequest.of(contract));
          return REGISTRY.getSchema(EXACT.readTree(rendering.files().get(index).content()));
        });
  }

  private static void judge(Schema schema, Fault fault, byte[] body) {
    if (FaultKind.MALFORMED.contains(fault.kind())) {
      assertThat(parses(body)).as(fault.toString()).isFalse();
      assertThat(fault.expect()).isEqualTo(Expectation.REJECTED);
      return;
    }
    JsonNode event = EXACT.readTree(body);
    List<Error> errors = schema.validate(event);
    String what = fault + ": " + new String(body, StandardCharsets.UTF_8);
    boolean schemaKnows =
        fault.expect() == Expectation.REJECTED
            && fault.kind() != FaultKind.OVERSIZED
            && fault.kind() != FaultKind.DUPLICATE_CHANGED
            && !(fault.kind() == FaultKind.OUT_OF_RANGE && errors.isEmpty() && isDay(event, fault));
    if (!schemaKnows) {
      assertThat(errors).as(what).isEmpty();
      return;
    }
    Set<String> places = new TreeSet<>();
    errors.forEach(it -> places.add(place(it)));
    assertThat(places).as(what).containsExactly(fault.field().orElseThrow());
  }

  /** Bounds of days are beyond what JSON Schema knows. */
  private static boolean isDay(JsonNode event, Fault fault) {
    return event
        .at("/" + fault.field().orElseThrow().replace('.', '/'))
        .asString()
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  }

  private static String place(Error error) {
    String path = error.getInstanceLocation().toString().replaceFirst("^[$/.]+", "");
    path = path.replace('/', '.');
    boolean member =
        error.getKeyword().equals("required") || error.getKeyword().equals("additionalProperties");
    return member ? (path.isEmpty() ? "" : path + ".") + error.getProperty() : path;
  }

  private static boolean parses(byte[] body) {
    try {
      EXACT.readTree(body);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String digest(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
