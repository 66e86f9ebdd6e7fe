// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.Generator;
import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The proof that an {@link EventGenerator} keeps its promises. Extend it, supply the generator and
 * contracts whose tables it makes.
 *
 * <pre>{@code
 * class NamesGeneratorTest extends EventGeneratorContract {
 *   @Override
 *   protected EventGenerator subject() {
 *     return new NamesGenerator();
 *   }
 *
 *   @Override
 *   protected DataContracts contracts() {
 *     return DataContracts.loadAll(Path.of("contracts"));
 *   }
 * }
 * }</pre>
 */
@Isolated("it changes the default locale and time zone")
public abstract class EventGeneratorContract {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int THREADS = 4;

  /** The tests come with the class that extends this one. */
  protected EventGeneratorContract() {}

  /** The generator. */
  protected abstract EventGenerator subject();

  /** Contracts with the tables it makes; all their tables are generated. */
  protected abstract DataContracts contracts();

  /** How many rows of each table are judged; some far away are added. The default is 300. */
  protected int rows() {
    return 300;
  }

  /**
   * Whether the generator is registered as a plugin, as it should be; one used only directly says
   * no.
   */
  protected boolean registered() {
    return true;
  }

  @Test
  void name_isStable_andFitForACommandLine() {
    assertThat(subject().name()).matches("[a-z0-9]+([:-][a-z0-9]+)*").isEqualTo(subject().name());
  }

  @Test
  void description_isOneLine() {
    assertThat(subject().description()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void plugins_findIt() {
    if (registered()) {
      assertThat(Plugins.load().named(EventGenerator.class, subject().name()))
          .isInstanceOf(subject().getClass());
    }
  }

  @Test
  void generate_statesSomething() {
    StatedTables stated = new StatedTables(subject());
    places().forEach(place -> generator(place, stated).json(0));
    assertThat(stated.any()).as("it states something of some table").isTrue();
  }

  @Test
  void rows_inAnyOrder_areTheSame() {
    EventGenerator subject = subject();
    for (Place place : places()) {
      List<Long> wanted = wanted(generator(place, subject));
      Map<Long, String> inOrder = made(generator(place, subject), wanted);
      List<Long> mixed = new ArrayList<>(wanted);
      mixed.addAll(wanted);
      Collections.shuffle(mixed, new Random(place.toString().length()));
      Generator another = generator(place, subject);
      for (long row : mixed) {
        assertThat(another.json(row))
            .as("row %d of %s, made after others than before", row, place)
            .isEqualTo(inOrder.get(row));
      }
    }
  }

  @Test
  void rows_ofSeveralThreads_areTheSame() {
    EventGenerator subject = subject();
    for (Place place : places()) {
      List<Long> wanted = wanted(generator(place, subject));
      Map<Long, String> alone = made(generator(place, subject), wanted);
      List<Map<Long, String>> together =
          IntStream.range(0, THREADS)
              .parallel()
              .mapToObj(thread -> made(generator(place, subject), wanted))
              .toList();
      for (Map<Long, String> one : together) {
        wanted.forEach(
            row ->
                assertThat(one.get(row)).as("row %d of %s", row, place).isEqualTo(alone.get(row)));
      }
    }
  }

  @Test
  void rows_inOtherLocaleAndZone_areTheSame() {
    EventGenerator subject = subject();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    for (Place place : places()) {
      List<Long> wanted = wanted(generator(place, subject));
      Map<Long, String> here = made(generator(place, subject), wanted);
      Map<Long, String> elsewhere;
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
        elsewhere = made(generator(place, subject), wanted);
      } finally {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
      }
      wanted.forEach(
          row ->
              assertThat(elsewhere.get(row))
                  .as("row %d of %s in another locale and time zone", row, place)
                  .isEqualTo(here.get(row)));
    }
  }

  @Test
  void rows_fulfilTheirContracts() {
    EventGenerator subject = subject();
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    ContractRenderer renderer = Plugins.load().named(ContractRenderer.class, "json-schema");
    for (DataContract contract : contracts().all()) {
      Rendering rendering = renderer.render(RenderRequest.of(contract));
      for (int i = 0; i < contract.tables().size(); i++) {
        Schema schema = registry.getSchema(EXACT.readTree(rendering.files().get(i).content()));
        Place place = new Place(contract, contract.tables().get(i));
        Generator generator = generator(place, subject);
        made(generator, wanted(generator))
            .forEach(
                (row, json) ->
                    assertThat(schema.validate(EXACT.readTree(json)))
                        .as("row %d of %s: %s", row, place, json)
                        .isEmpty());
      }
    }
  }

  @Test
  void rows_thatMustDiffer_differ() {
    EventGenerator subject = subject();
    for (Place place : places()) {
      Generator generator = generator(place, subject);
      Map<Long, String> made = made(generator, wanted(generator));
      Set<String> keys = new HashSet<>();
      List<String> names = place.table().primaryKey().stream().map(Property::name).toList();
      Map<String, Set<String>> unique = new HashMap<>();
      made.forEach(
          (row, json) -> {
            JsonNode event = EXACT.readTree(json);
            if (!names.isEmpty()) {
              String key = names.stream().map(it -> event.path(it).toString()).toList().toString();
              assertThat(keys.add(key)).as("key %s of row %d of %s", key, row, place).isTrue();
            }
            for (Property property : place.table().properties()) {
              String value = event.path(property.name()).toString();
              if (property.unique() && !value.isEmpty()) {
                assertThat(
                        unique.computeIfAbsent(property.name(), it -> new HashSet<>()).add(value))
                    .as("%s of row %d of %s is there once", property.name(), row, place)
                    .isTrue();
              }
            }
          });
    }
  }

  @Test
  void columns_thatItDoesNotState_stayAsTheyAre() {
    StatedTables stated = new StatedTables(subject());
    places().forEach(place -> generator(place, stated).json(0));
    for (Place place : places()) {
      Generator with = generator(place, subject());
      Generator without = generator(place, stated.numbersOnly());
      Set<String> changed = stated.changed(place.contract(), place.table());
      for (long row : wanted(with)) {
        JsonNode mine = EXACT.readTree(with.json(row));
        JsonNode usual = EXACT.readTree(without.json(row));
        for (Property property : place.table().properties()) {
          if (!changed.contains(property.name())) {
            assertThat(mine.path(property.name()))
                .as("%s of row %d of %s, which is not stated", property.name(), row, place)
                .isEqualTo(usual.path(property.name()));
          }
        }
      }
    }
  }

  private record Place(DataContract contract, Table table) {
    @Override
    public String toString() {
      return contract.id().orElse(contract.origin()) + " " + table.name();
    }
  }

  private List<Place> places() {
    return contracts().all().stream()
        .flatMap(contract -> contract.tables().stream().map(it -> new Place(contract, it)))
        .toList();
  }

  private Generator generator(Place place, EventGenerator generator) {
    return Generator.of(contracts(), place.contract().id().orElseThrow())
        .table(place.table().name())
        .generators(List.of(generator))
        .build();
  }

  /** The first rows, and some far away. */
  private List<Long> wanted(Generator generator) {
    long last = generator.rows() - 1;
    return LongStream.concat(
            LongStream.range(0, (long) rows() * SeededRandom.rounds(1)),
            LongStream.of(99_999, 1_234_567, last / 2, last - 1, last))
        .filter(row -> row >= 0 && row <= last)
        .distinct()
        .boxed()
        .toList();
  }

  private static Map<Long, String> made(Generator generator, List<Long> wanted) {
    Map<Long, String> made = new HashMap<>();
    wanted.forEach(row -> made.put(row, generator.json(row)));
    return made;
  }
}
