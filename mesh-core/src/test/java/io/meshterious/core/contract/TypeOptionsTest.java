// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.Impact;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.plugin.Plugins;
import org.junit.jupiter.api.Test;

class TypeOptionsTest {
  private static DataContract bounded(String apiVersion, String options) {
    return DataContract.parse(
        """
        apiVersion: %s
        kind: DataContract
        id: stock
        name: Stock
        version: 1.0.0
        status: active
        schema:
          - name: stock
            properties:
              - name: qty
                logicalType: integer
                logicalTypeOptions: {%s}
        """
            .formatted(apiVersion, options),
        DocumentFormat.YAML,
        "stock.odcs.yaml");
  }

  private static TypeOptions options(DataContract contract) {
    return contract.tables().get(0).properties().get(0).options();
  }

  private static final String SWITCHES =
      "minimum: 1, exclusiveMinimum: true, maximum: 10, exclusiveMaximum: false";

  @Test
  void bounds_switchesOfVersion30_belongToTheInclusiveBounds() {
    TypeOptions options = options(bounded("v3.0.2", SWITCHES));
    assertThat(options.minimum()).isEmpty();
    assertThat(options.exclusiveMinimum().map(ScalarNode::text)).contains("1");
    assertThat(options.maximum().map(ScalarNode::text)).contains("10");
    assertThat(options.exclusiveMaximum()).isEmpty();
  }

  @Test
  void bounds_switchesOfVersion30_areRenderedAsWhatTheyMean() {
    DataContract older = bounded("v3.0.2", SWITCHES);
    DataContract newer = bounded("v3.1.0", "exclusiveMinimum: 1, maximum: 10");
    Plugins plugins = Plugins.load();
    for (ContractRenderer renderer : plugins.all(ContractRenderer.class)) {
      if (!renderer.name().equals("dbt")) {
        assertThat(renderer.render(RenderRequest.of(older)).text())
            .as(renderer.name())
            .isEqualTo(renderer.render(RenderRequest.of(newer)).text());
      }
    }
    assertThat(
            plugins
                .named(ContractRenderer.class, "ddl:duckdb")
                .render(RenderRequest.of(older))
                .text())
        .contains("\"qty\" > 1", "\"qty\" <= 10");
  }

  @Test
  void diff_switchesOfVersion30_areTheBoundsTheyMean() {
    DataContract older = bounded("v3.0.2", SWITCHES);
    DataContract newer = bounded("v3.1.0", "exclusiveMinimum: 1, maximum: 10");
    assertThat(newer.diff(older).changes())
        .filteredOn(change -> change.path().contains("qty"))
        .allMatch(change -> change.impact() == Impact.COSMETIC);
    DataContract looser = bounded("v3.0.2", SWITCHES.replace("true", "false"));
    assertThat(older.diff(looser).changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.CONSTRAINT_TIGHTENED);
  }
}
