// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.gx;

import static io.meshterious.core.contract.internal.render.RenderFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.internal.render.RenderFixture;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreatExpectationsRendererTest {
  private final GreatExpectationsRenderer renderer = new GreatExpectationsRenderer();

  @Test
  void render_everything_isAsExpected() {
    RenderFixture.assertGolden(
        "great-expectations", renderer.render(RenderRequest.of(RenderFixture.parcels())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mustBeLessThan | \"min_value\": 0.80, \"strict_min\": true",
        "mustBeLessOrEqualTo | \"min_value\": 0.80",
        "mustBeGreaterThan | \"max_value\": 0.80, \"strict_max\": true",
        "mustBeGreaterOrEqualTo | \"max_value\": 0.80",
        "mustBe | \"min_value\": 0.80, \"max_value\": 0.80"
      })
  void render_percentOfNulls_boundsTheShareOfOthers(String threshold, String bounds) {
    DataContract contract =
        with(
            LogicalType.STRING,
            p -> p.quality(rule("nullValues").put("unit", "percent").put(threshold, 20).build()));

    assertThat(text(contract))
        .contains("expect_column_proportion_of_non_null_values_to_be_between")
        .contains("\"kwargs\": { \"column\": \"p\", " + bounds + " }");
  }

  @Test
  void render_ruleThatNoExpectationMeans_isNoted() {
    DataContract contract =
        with(
            LogicalType.STRING,
            p -> p.quality(rule("nullValues").put("mustBeLessThan", 7).build()));

    assertThat(text(contract))
        .contains(
            "\"unmapped\": [ { \"path\": \"t.p\", \"what\": \"quality rule 'nullValues'\","
                + " \"why\": \"no expectation means exactly this metric, unit and threshold\" } ]");
  }

  @Test
  void render_query_fillsPlaceholders_andKeepsBraces() {
    MapNode rule =
        MapNode.builder()
            .put("type", "sql")
            .put("query", "SELECT COUNT(*) FROM ${table} WHERE ${column} = '{x}'")
            .put("mustBeBetween", java.util.List.of(0, 2))
            .build();

    assertThat(text(with(LogicalType.STRING, p -> p.quality(rule))))
        .contains("SELECT COUNT(*) FROM {batch} WHERE p = '{{x}}'")
        .contains("WHERE measured.value IS NULL OR NOT (measured.value BETWEEN 0 AND 2)");
  }

  @Test
  void render_queryWithAnUnknownPlaceholder_isRefused() {
    MapNode rule =
        MapNode.builder().put("type", "sql").put("query", "SELECT ${day}").put("mustBe", 0).build();

    assertThatThrownBy(
            () -> renderer.render(RenderRequest.of(with(LogicalType.STRING, p -> p.quality(rule)))))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
        .hasMessage(
            "Cannot render 't.p' as a query: nothing stands for '${day}' in its rule 'quality';"
                + " there are '${table}', and '${column}' in rules of a property");
  }

  @Test
  void render_forAnotherEngine_writesItsPatterns() {
    DataContract contract = with(LogicalType.STRING, p -> p.pattern("^[Ä-Ü]$"));

    assertThat(renderer.render(RenderRequest.of(contract)).text())
        .contains("\"^[\\\\u00C4-\\\\u00DC]$\"");
    assertThat(renderer.render(RenderRequest.of(contract).with("engine", "duckdb")).text())
        .contains("\"^[\\\\x{C4}-\\\\x{DC}]\\\\z\"");
  }

  private static MapNode.Builder rule(String metric) {
    return MapNode.builder().put("metric", metric);
  }

  /** The rendering on one line with single spaces. */
  private String text(DataContract contract) {
    return renderer.render(RenderRequest.of(contract)).text().replaceAll("\\s+", " ");
  }
}
