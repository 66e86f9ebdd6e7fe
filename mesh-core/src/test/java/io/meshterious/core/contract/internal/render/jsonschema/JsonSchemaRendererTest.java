// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.jsonschema;

import static io.meshterious.core.contract.internal.render.RenderFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.internal.render.RenderFixture;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import org.junit.jupiter.api.Test;

class JsonSchemaRendererTest {
  private final JsonSchemaRenderer renderer = new JsonSchemaRenderer();

  @Test
  void render_everything_isAsExpected() {
    RenderFixture.assertGolden(
        "json-schema", renderer.render(RenderRequest.of(RenderFixture.parcels())));
  }

  @Test
  void render_nullableAbsent_allowsNoNull() {
    String text =
        renderer
            .render(RenderRequest.of(with(LogicalType.STRING, p -> {})).with("nullable", "absent"))
            .text();

    assertThat(text).doesNotContain("\"null\"").doesNotContain("\"required\"");
  }

  @Test
  void render_nullableNull_allowsNoAbsence() {
    MapNode schema =
        schema(RenderRequest.of(with(LogicalType.STRING, p -> {})).with("nullable", "null"));

    assertThat(schema.items("required").toString()).isEqualTo("[\"p\"]");
    assertThat(schema.map("properties").orElseThrow().toString())
        .isEqualTo("{p: {type: [\"string\", \"null\"]}}");
  }

  @Test
  void render_nullableUnknown_isRefused_namingTheAllowed() {
    RenderRequest request =
        RenderRequest.of(with(LogicalType.STRING, p -> {})).with("nullable", "maybe");

    assertThatThrownBy(() -> renderer.render(request))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.OPTION_INVALID))
        .hasMessage(
            "Cannot render 'one' with 'json-schema': option 'nullable' is 'maybe'; allowed are"
                + " [both, absent, null]");
  }

  @Test
  void render_formatWithAMonthsName_isRefused_namingThePart() {
    assertRefused(
        with(LogicalType.DATE, p -> p.format("dd MMM yyyy")),
        "Cannot render 't.p' as JSON Schema: no pattern follows from 'MMM' in its format"
            + " 'dd MMM yyyy'; use digits, such as 'yyyy-MM-dd HH:mm:ss'");
  }

  @Test
  void render_allowedValueOfAnotherType_isRefused() {
    assertRefused(
        with(LogicalType.INTEGER, p -> p.vocabulary(1, "two")),
        "Cannot render 't.p' as JSON Schema: its allowed value \"two\" is not of type i32");
  }

  @Test
  void render_patternWithoutLinearTime_isRefused() {
    assertThatThrownBy(
            () ->
                renderer.render(
                    RenderRequest.of(with(LogicalType.STRING, p -> p.pattern("(a)\\1")))))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
        .hasMessageStartingWith(
            "Cannot render 't.p' as JSON Schema: its pattern is not accepted; ");
  }

  @Test
  void render_idWithOddCharacters_isAUrn() {
    DataContract contract =
        DataContract.builder()
            .id("a b:ü")
            .name("x")
            .version("1.0.0")
            .status("active")
            .table("t/1", table -> table.property("p", LogicalType.STRING))
            .build();

    assertThat(schema(RenderRequest.of(contract)).text("$id"))
        .contains("urn:mesh:contract:a%20b%3A%C3%BC:1.0.0:t%2F1");
  }

  @Test
  void render_namesThatDifferInCaseOnly_getFilesOfTheirOwn() {
    DataContract contract =
        DataContract.builder()
            .id("x")
            .name("x")
            .version("1.0.0")
            .status("active")
            .table("Orders", table -> table.property("p", LogicalType.STRING))
            .table("orders", table -> table.property("p", LogicalType.STRING))
            .build();

    assertThat(renderer.render(RenderRequest.of(contract)).files())
        .extracting(file -> file.path())
        .containsExactly("Orders.schema.json", "orders_2.schema.json");
  }

  private MapNode schema(RenderRequest request) {
    String text = renderer.render(request).files().get(0).content();
    return (MapNode) Document.parse(text, DocumentFormat.JSON, "schema").root();
  }

  private void assertRefused(DataContract contract, String message) {
    assertThatThrownBy(() -> renderer.render(RenderRequest.of(contract)))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
        .hasMessage(message);
  }
}
