// SPDX-License-Identifier: Apache-2.0
package com.example.mermaid;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Map;

/**
 * Draws a contract's tables and foreign keys as a Mermaid ER diagram, which many wikis and code
 * hosts show as a picture. Foreign keys are followed into other contracts.
 */
public final class MermaidRenderer implements ContractRenderer {
  private static final String COLUMNS = "columns";
  private static final String REACH = "reach";

  /** Does nothing, as promise 1 of a plugin asks. */
  public MermaidRenderer() {}

  @Override
  public String name() {
    return "mermaid";
  }

  @Override
  public String description() {
    return "An entity-relationship diagram in Mermaid's notation";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        COLUMNS, "which columns the contract's own tables show: all (default), keys or none",
        REACH, "how many foreign keys to follow out of the contract: 0 to 3 (default 1)");
  }

  @Override
  public Rendering render(RenderRequest request) {
    request.checkedFor(this);
    String columns = choice(request, COLUMNS, List.of("all", "keys", "none"), "all");
    String reach = choice(request, REACH, List.of("0", "1", "2", "3"), "1");
    ErDiagram diagram = new ErDiagram(request.context(), ErDiagram.Columns.of(columns));
    diagram.draw(request.contract(), Integer.parseInt(reach));
    String name = request.contract().id().orElse("").replaceAll("[^A-Za-z0-9_-]+", "-");
    return Rendering.of((name.isEmpty() ? "contract" : name) + ".mmd", diagram.text());
  }

  private String choice(
      RenderRequest request, String option, List<String> allowed, String unlessSaid) {
    String value = request.option(option).orElse(unlessSaid);
    if (!allowed.contains(value)) {
      throw new MeshException(
          ContractError.OPTION_INVALID,
          "Cannot render '"
              + request.contract().name()
              + "' with '"
              + name()
              + "': option '"
              + option
              + "' is '"
              + value
              + "'; allowed are "
              + allowed);
    }
    return value;
  }
}
