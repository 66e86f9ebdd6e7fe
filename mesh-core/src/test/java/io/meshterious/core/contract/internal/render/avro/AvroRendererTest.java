// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.avro;

import static io.meshterious.core.contract.internal.render.RenderFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.internal.render.RenderFixture;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.error.MeshException;
import org.junit.jupiter.api.Test;

class AvroRendererTest {
  private final AvroRenderer renderer = new AvroRenderer();

  @Test
  void render_everything_isAsExpected() {
    RenderFixture.assertGolden("avro", renderer.render(RenderRequest.of(RenderFixture.parcels())));
  }

  @Test
  void render_timeOfNanoseconds_isRefused() {
    assertRefused(
        RenderRequest.of(with(LogicalType.TIME, p -> p.physicalType("time(9)"))),
        ContractError.NOT_REPRESENTABLE,
        "Cannot render 't.p' as Avro: a time of day has at most 6 digits of a second there, not 9;"
            + " set physicalType 'time(6)'");
  }

  @Test
  void render_oddName_isRefused() {
    assertRefused(
        RenderRequest.of(named("an order", "p")),
        ContractError.NOT_REPRESENTABLE,
        "Cannot render 'an order' as Avro: the name 'an order' is not made of letters, digits and"
            + " '_'; rename it, or use option 'names=sanitize'");
  }

  @Test
  void render_tableNamedLikeAType_isRefused() {
    assertRefused(
        RenderRequest.of(named("string", "p")),
        ContractError.NOT_REPRESENTABLE,
        "Cannot render 'string' as Avro: 'string' is a type of Avro's own; rename it, or use"
            + " option 'names=sanitize'");
  }

  @Test
  void render_badNamespace_isRefused() {
    assertRefused(
        RenderRequest.of(named("t", "p")).with("namespace", "a-b"),
        ContractError.OPTION_INVALID,
        "Cannot render 'x' with 'avro': option 'namespace' is 'a-b'; allowed are names of letters,"
            + " digits and '_' with dots between them");
  }

  @Test
  void render_sanitized_keepsTheNameAsAProperty() {
    RenderRequest request =
        RenderRequest.of(named("an order", "Größe in m")).with("names", "sanitize");

    assertThat(renderer.render(request).text())
        .contains(
            "\"name\": \"an_order\"", "\"name\": \"Gr__e_in_m\"", "\"mesh.name\": \"Größe in m\"");
  }

  private static DataContract named(String table, String property) {
    return DataContract.builder()
        .id("x")
        .name("x")
        .version("1.0.0")
        .status("active")
        .table(table, it -> it.property(property, LogicalType.STRING))
        .build();
  }

  private void assertRefused(RenderRequest request, ContractError code, String message) {
    assertThatThrownBy(() -> renderer.render(request))
        .isInstanceOfSatisfying(
            MeshException.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessage(message);
  }
}
