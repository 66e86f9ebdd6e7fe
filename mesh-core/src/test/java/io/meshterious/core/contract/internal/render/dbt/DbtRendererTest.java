// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import static io.meshterious.core.contract.internal.render.RenderFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.internal.render.RenderFixture;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import org.junit.jupiter.api.Test;

class DbtRendererTest {
  private final DbtRenderer renderer = new DbtRenderer();

  @Test
  void render_modelsAndSources_areAsExpected() {
    RenderFixture.assertGolden(
        "dbt", renderer.render(RenderRequest.of(RenderFixture.parcels()).with("as", "both")));
  }

  @Test
  void render_withPackage_bringsNoTestsOfItsOwn() {
    Rendering rendering =
        renderer.render(RenderRequest.of(RenderFixture.parcels()).with("packages", "dbt_utils"));

    assertThat(rendering.files()).noneMatch(file -> file.path().startsWith("tests/generic/"));
    assertThat(rendering.text())
        .contains(
            "test_name: dbt_utils.expression_is_true",
            "test_name: dbt_utils.unique_combination_of_columns")
        .doesNotContain("mesh_holds");
  }

  @Test
  void render_oddTableName_isRefused() {
    DataContract contract =
        DataContract.builder()
            .id("x")
            .name("x")
            .version("1.0.0")
            .status("active")
            .table("my table", table -> table.property("p", LogicalType.STRING))
            .build();

    assertThatThrownBy(() -> renderer.render(RenderRequest.of(contract)))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
        .hasMessage(
            "Cannot render 'my table' as dbt: its name 'my table' is not made of letters, digits and"
                + " '_'; set another physicalName");
  }

  @Test
  void render_textsOfTheContract_areNoTemplates() {
    MapNode rule =
        MapNode.builder()
            .put("type", "sql")
            .put("query", "SELECT COUNT(*) FROM ${table} WHERE ${column} = '{{x}}'")
            .put("mustBe", 0)
            .build();
    DataContract contract = with(LogicalType.STRING, p -> p.description("{% raw").quality(rule));

    assertThat(renderer.render(RenderRequest.of(contract)).text())
        .contains("FROM {{ ref('t') }} WHERE p = '{{ '{{' }}x}}'")
        .contains("{{ '{%' }} raw");
  }

  @Test
  void render_foreignKeyToNowhere_isNoted() {
    DataContract contract = with(LogicalType.STRING, p -> p.references("other.id"));

    assertThat(renderer.render(RenderRequest.of(contract)).text())
        .contains("foreign key to 'other.id': it leads to no contract at hand");
  }

  @Test
  void render_freshnessOfSeconds_isNoted() {
    DataContract contract =
        DataContract.builder()
            .id("x")
            .name("x")
            .version("1.0.0")
            .status("active")
            .table("t", table -> table.property("p", LogicalType.TIMESTAMP))
            .set(
                "slaProperties",
                java.util.List.of(
                    MapNode.builder()
                        .put("property", "freshness")
                        .put("value", 90)
                        .put("unit", "s")
                        .put("element", "t.p")
                        .build()))
            .build();

    assertThat(renderer.render(RenderRequest.of(contract).with("as", "sources")).text())
        .contains("freshness of 't.p': dbt counts whole minutes, hours or days")
        .doesNotContain("warn_after");
  }
}
