// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.jsonschema;

import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.Choice;
import io.meshterious.core.contract.internal.render.RenderedFiles;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import java.util.Map;

/**
 * Renders a JSON Schema (2020-12) for each table: what one of its events may look like as a JSON
 * object.
 */
public final class JsonSchemaRenderer implements ContractRenderer {
  /** How a property that is not required may be left without a value. */
  enum Nullable {
    /** It may be absent, and it may be null. */
    BOTH,
    /** It may be absent, and it may not be null. */
    ABSENT,
    /** It may be null, and it may not be absent. */
    NULL
  }

  private static final String NULLABLE = "nullable";

  /** A renderer; it has no state. */
  public JsonSchemaRenderer() {}

  @Override
  public String name() {
    return "json-schema";
  }

  @Override
  public String description() {
    return "JSON Schema 2020-12 for the events of each table";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        NULLABLE,
        "how a property that is not required is left without a value: 'absent', 'null', or 'both' (default)");
  }

  @Override
  public Rendering render(RenderRequest request) {
    request.checkedFor(this);
    Nullable nullable = Choice.of(request, name(), NULLABLE, Nullable.BOTH);
    RenderedFiles files = new RenderedFiles();
    for (Table table : request.contract().tables()) {
      EventSchema schema = new EventSchema(request.contract(), table, nullable);
      String text = Document.write(schema.document(), DocumentFormat.JSON);
      files.add("", table.name(), ".schema.json", text);
    }
    return files.rendering();
  }
}
