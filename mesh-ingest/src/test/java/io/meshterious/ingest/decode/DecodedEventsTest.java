// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import io.meshterious.core.plugin.Plugins;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.Generator;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events of every example contract, as they are and spoiled by chance. The decoder that learns
 * shapes, the one that does not, a validator of JSON Schema and a parser that are not ours: all
 * come to the same verdict, both decoders to the same reason, and with the parser to the same
 * values.
 */
class DecodedEventsTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<DecodeError, Integer> reasons = new TreeMap<>();
  @TempDir private Path folder;
  private DecoderTables tables;
  private int rows;
  private int rejected;

  @BeforeEach
  void open() {
    tables = new DecoderTables(folder);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void decode_eventsOfExamples_allComeToTheSame() {
    // Given
    SeededRandom random = SeededRandom.forTest("decoded events");
    // When
    for (DataContract contract : DecoderTables.EXAMPLES.all()) {
      for (Table table : contract.tables()) {
        new Judge(DecoderTables.EXAMPLES, contract, table, random).judge(1_500);
      }
    }
    // Then
    System.out.println(rows + " rows, " + rejected + " rejected: " + reasons);
    assertThat(rows).isGreaterThan(25_000);
    assertThat(rejected).isGreaterThan(15_000);
    assertThat(reasons.keySet())
        .contains(
            DecodeError.JSON_MALFORMED,
            DecodeError.FIELD_MISSING,
            DecodeError.FIELD_REPEATED,
            DecodeError.TYPE_WRONG,
            DecodeError.OUT_OF_RANGE,
            DecodeError.NOT_ALLOWED,
            DecodeError.PATTERN_BROKEN,
            DecodeError.FORM_BROKEN);
  }

  /** One table's events under all eyes. */
  private final class Judge {
    private final Table table;
    private final SeededRandom random;
    private final Generator generator;
    private final ColumnBatch quickRows;
    private final ColumnBatch slowRows;
    private final EventDecoder quick;
    private final EventDecoder slow;
    private final Schema schema;
    private final EventSpoiler spoiler;

    Judge(DataContracts contracts, DataContract contract, Table table, SeededRandom random) {
      this.table = table;
      this.random = random;
      this.generator =
          Generator.of(contracts, contract.id().orElseThrow()).table(table.name()).build();
      this.quickRows = tables.batch(contract, table);
      this.slowRows = quickRows.emptyCopy();
      this.quick = EventDecoder.of(table, quickRows);
      this.slow = EventDecoder.withoutShapes(table, slowRows, DecodeLimits.USUAL);
      this.schema = schema(contract, table);
      this.spoiler = new EventSpoiler(random);
    }

    void judge(int events) {
      EventBuffer buffer = new EventBuffer();
      long count = SeededRandom.rounds(events);
      for (long i = 0; i < count; i++) {
        buffer.clear();
        generator.json(i % generator.rows(), buffer);
        byte[] event = buffer.toBytes();
        compare(i % 2 == 0 ? event : spoiler.spoil(event));
      }
    }

    private void compare(byte[] event) {
      String shown = table.name() + ", seed " + random.seed() + ": " + new String(event, UTF_8);
      quickRows.clear();
      slowRows.clear();
      byte[] padded = Arrays.copyOf(event, event.length + 100);
      Arrays.fill(padded, event.length, padded.length, (byte) "}\",: 1".charAt(random.below(6)));
      boolean is = quick.decode(event, 0, event.length);
      assertThat(slow.decode(padded, 0, event.length)).as(shown).isEqualTo(is);
      assertThat(quickRows.rows()).as(shown).isEqualTo(is ? 1 : 0);
      JsonNode tree = tree(event);
      if (is) {
        rows++;
        assertThat(tree).as(shown).isNotNull();
        Map<String, Object> values = BatchValues.row(quickRows, 0);
        assertThat(BatchValues.row(slowRows, 0)).as(shown).isEqualTo(values);
        assertThat(same(values, JacksonRow.of(table, tree)))
            .as("%s from %s", values, shown)
            .isTrue();
        assertThat(hasTwins(event) || !refusedBy(schema, tree)).as(shown).isTrue();
      } else {
        rejected++;
        Rejection rejection = quick.rejection();
        assertThat(slow.rejection()).as(shown).isEqualTo(rejection);
        reasons.merge(rejection.code(), 1, Integer::sum);
        boolean others = tree == null || hasTwins(event) || refusedBy(schema, tree);
        // Half a character, and bounds of times, which JSON Schema does not know.
        boolean onlyOurs =
            rejection.reason().contains("surrogate")
                || rejection.code() == DecodeError.OUT_OF_RANGE && event[rejection.offset()] == '"';
        assertThat(others || onlyOurs).as("%s: %s", rejection, shown).isTrue();
      }
    }
  }

  /** Whether the schema refuses an event, or its validator cannot even compare a number in it. */
  private static boolean refusedBy(Schema schema, JsonNode tree) {
    try {
      return !schema.validate(tree).isEmpty();
    } catch (JacksonException tooLarge) {
      return true;
    }
  }

  /** Whether a name stands there twice, of which others take the last value. */
  private static boolean hasTwins(byte[] event) {
    try {
      STRICT.readTree(event);
      return false;
    } catch (JacksonException twice) {
      return true;
    }
  }

  private Schema schema(DataContract contract, Table table) {
    Rendering rendering =
        Plugins.load()
            .named(ContractRenderer.class, "json-schema")
            .render(RenderRequest.of(contract));
    int number = contract.tables().indexOf(table);
    return registry.getSchema(EXACT.readTree(rendering.files().get(number).content()));
  }

  private static JsonNode tree(byte[] event) {
    try {
      JsonNode tree = EXACT.readTree(event);
      return tree.isMissingNode() ? null : tree;
    } catch (JacksonException malformed) {
      return null;
    }
  }

  /** Whether values are the same; JSON is kept as it was written, and compared by what it says. */
  private static boolean same(Object mine, Object theirs) {
    if (theirs instanceof JsonNode json) {
      return mine instanceof String text && EXACT.readTree(text).equals(json);
    } else if (theirs instanceof Map<?, ?> fields) {
      return mine instanceof Map<?, ?> map
          && map.keySet().equals(fields.keySet())
          && map.keySet().stream().allMatch(name -> same(map.get(name), fields.get(name)));
    } else if (theirs instanceof List<?> items) {
      return mine instanceof List<?> list
          && list.size() == items.size()
          && IntStream.range(0, list.size()).allMatch(i -> same(list.get(i), items.get(i)));
    }
    // A decimal number, by whose way the others come to theirs, has no zero below zero.
    boolean zeros = mine instanceof Number number && number.doubleValue() == 0;
    return Objects.equals(mine, theirs)
        || zeros && theirs instanceof Number other && other.doubleValue() == 0;
  }
}
