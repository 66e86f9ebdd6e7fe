// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The proof that a {@link ContractRenderer} keeps its promises. Extend it, supply the renderer, and
 * say what it lacks; everything else is expected of it, and what it lacks has to be refused
 * clearly.
 *
 * <pre>{@code
 * class MarkdownRendererTest extends ContractRendererContract {
 *   @Override
 *   protected ContractRenderer subject() {
 *     return new MarkdownRenderer();
 *   }
 * }
 * }</pre>
 */
@Isolated("it changes the default locale and time zone")
public abstract class ContractRendererContract {
  /** The tests come with the class that extends this one. */
  protected ContractRendererContract() {}

  /** The renderer. */
  protected abstract ContractRenderer subject();

  /** What the renderer cannot express. */
  protected Set<RendererTrait> lacks() {
    return EnumSet.noneOf(RendererTrait.class);
  }

  /**
   * Whether the renderer is registered as a plugin, as it should be; a renderer used only directly
   * says no.
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
  void options_sayWhatTheyDo() {
    subject().options().forEach((option, meaning) -> assertThat(meaning).as(option).isNotBlank());
  }

  @Test
  void plugins_findIt() {
    if (registered()) {
      assertThat(Plugins.load().named(ContractRenderer.class, subject().name()))
          .isInstanceOf(subject().getClass());
    }
  }

  @Test
  void render_sameRequestTwice_sameBytes() {
    assertThat(subject().render(request(simple()))).isEqualTo(subject().render(request(simple())));
  }

  @Test
  void render_otherLocaleAndZone_sameBytes() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Rendering expected = subject().render(request(simple()));
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      assertThat(subject().render(request(simple()))).isEqualTo(expected);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void render_fromManyThreads_sameBytes() {
    ContractRenderer renderer = subject();
    Rendering expected = renderer.render(request(simple()));
    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .mapToObj(round -> renderer.render(request(simple())))
                .distinct()
                .toList())
        .containsExactly(expected);
  }

  @Test
  void render_leavesTheContractAsItWas() {
    DataContract contract = simple();
    String before = contract.write(DocumentFormat.JSON);
    subject().render(request(contract));
    assertThat(contract.write(DocumentFormat.JSON)).isEqualTo(before);
  }

  @Test
  void render_paths_areRelativeAndDistinct_andTextsEndWithALineBreak() {
    Rendering rendering = subject().render(request(simple()));
    Set<String> paths = new HashSet<>();
    assertThat(rendering.files()).isNotEmpty();
    for (Rendering.File file : rendering.files()) {
      assertThat(paths.add(file.path())).as("'%s' is there once", file.path()).isTrue();
      assertThat(file.path()).doesNotStartWith("/").doesNotContain("\\").isNotBlank();
      assertThat(List.of(file.path().split("/", -1))).doesNotContain("", ".", "..");
      assertThat(file.content()).as(file.path()).endsWith("\n").doesNotContain("\r");
    }
  }

  @Test
  void render_tableNameLikeAPath_staysInItsFolder() {
    DataContract contract = contract("../../etc/passwd", "id", LogicalType.STRING);
    for (Rendering.File file : filesUnlessRefused(contract)) {
      assertThat(List.of(file.path().split("/", -1))).doesNotContain("", ".", "..");
    }
  }

  @Test
  void render_unknownOption_isRefused_namingTheKnownOnes() {
    assertThatThrownBy(() -> subject().render(request(simple()).with("no-such-option", "x")))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.OPTION_INVALID))
        .hasMessageContaining("no-such-option")
        .hasMessageContaining(subject().options().keySet().stream().sorted().toList().toString());
  }

  @Test
  void render_noTables_isNoAccident() {
    DataContract empty =
        DataContract.builder().id("empty").name("empty").version("1.0.0").status("draft").build();
    Throwable thrown = catchThrowable(() -> subject().render(request(empty)));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(MeshException.class);
    }
  }

  @Test
  void render_everyTrait_isExpressed_orRefusedByName() {
    for (RendererTrait trait : RendererTrait.values()) {
      DataContract contract = showing(trait);
      Throwable thrown = catchThrowable(() -> subject().render(request(contract)));
      if (lacks().contains(trait)) {
        assertThat(thrown)
            .as("%s is lacking, so it is refused", trait)
            .isInstanceOfSatisfying(
                MeshException.class,
                refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
            .hasMessageContaining(contract.tables().get(0).properties().get(1).name());
      } else {
        assertThat(thrown).as("%s is not lacking, so it is rendered", trait).isNull();
      }
    }
  }

  @Test
  void render_contractsByChance_areRendered_orRefusedByName() {
    SeededRandom random = SeededRandom.forTest(subject().name() + " renders contracts by chance");
    RandomContracts contracts = RandomContracts.anything(random);
    for (int round = 0; round < SeededRandom.rounds(100); round++) {
      DataContract contract = contracts.next();
      Throwable thrown = catchThrowable(() -> subject().render(request(contract)));
      if (thrown != null) {
        assertThat(thrown)
            .as("round %s of seed %s", round, random.seed())
            .isInstanceOfSatisfying(
                MeshException.class,
                refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE));
      }
    }
  }

  private List<Rendering.File> filesUnlessRefused(DataContract contract) {
    try {
      return subject().render(request(contract)).files();
    } catch (MeshException refused) {
      assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE);
      return List.of();
    }
  }

  private static RenderRequest request(DataContract contract) {
    return RenderRequest.of(contract);
  }

  private static DataContract simple() {
    return DataContract.builder()
        .id("orders")
        .name("orders")
        .version("1.0.0")
        .status("active")
        .domain("north_warehouse")
        .table(
            "orders",
            table ->
                table
                    .description("Orders, as they were placed.")
                    .property(
                        "order_id",
                        LogicalType.STRING,
                        id -> id.required().primaryKey(1).maxLength(36))
                    .property(
                        "qty", LogicalType.INTEGER, qty -> qty.required().minimum(1).maximum(999))
                    .property(
                        "status",
                        LogicalType.STRING,
                        status -> status.vocabulary("placed", "shipped"))
                    .property("placed_ts", LogicalType.TIMESTAMP, placed -> placed.required()))
        .build();
  }

  private static DataContract contract(String table, String property, LogicalType type) {
    return DataContract.builder()
        .id("one")
        .name("one")
        .version("1.0.0")
        .status("active")
        .table(table, it -> it.property(property, type))
        .build();
  }

  private static DataContract showing(RendererTrait trait) {
    return DataContract.builder()
        .id("trait")
        .name("trait")
        .version("1.0.0")
        .status("active")
        .table(
            "shown",
            table -> {
              table.property("id", LogicalType.INTEGER);
              switch (trait) {
                case NESTED_OBJECT ->
                    table.property(
                        "trait_field",
                        LogicalType.OBJECT,
                        it -> it.property("inner", LogicalType.STRING, inner -> {}));
                case ARRAY ->
                    table.property(
                        "trait_field",
                        LogicalType.ARRAY,
                        it -> it.items(LogicalType.STRING, items -> items.required()));
                case BINARY ->
                    table.property("trait_field", LogicalType.STRING, it -> it.format("binary"));
                case JSON -> table.property("trait_field", LogicalType.OBJECT);
                case LARGE_DECIMAL ->
                    table.property(
                        "trait_field", LogicalType.NUMBER, it -> it.physicalType("decimal(38,9)"));
                case LOCAL_TIMESTAMP ->
                    table.property(
                        "trait_field", LogicalType.TIMESTAMP, it -> it.option("timezone", false));
                case TIME -> table.property("trait_field", LogicalType.TIME);
                case ODD_NAME -> table.property("Odd \"name\" of `it`", LogicalType.STRING);
              }
            })
        .build();
  }
}
