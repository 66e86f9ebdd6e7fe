// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.avro;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.Choice;
import io.meshterious.core.contract.internal.render.RenderedFiles;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import java.util.Map;

/** Renders an Avro record for each table. */
public final class AvroRenderer implements ContractRenderer {
  /** What is done with names that Avro does not allow. */
  enum Names {
    /** They are refused. */
    STRICT,
    /** What is not allowed in them becomes an underscore. */
    SANITIZE
  }

  private static final String NAMES = "names";
  private static final String NAMESPACE = "namespace";

  /** A renderer; it has no state. */
  public AvroRenderer() {}

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public String description() {
    return "Avro schema of each table";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        NAMES,
        "what is done with names that Avro does not allow: 'strict' refuses them (default), 'sanitize' puts '_' for other characters",
        NAMESPACE,
        "the namespace of the records; the default is made of the contract's domain and id");
  }

  @Override
  public Rendering render(RenderRequest request) {
    request.checkedFor(this);
    Names names = Choice.of(request, name(), NAMES, Names.STRICT);
    String namespace = request.option(NAMESPACE).orElseGet(() -> namespace(request.contract()));
    if (!namespace.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*")) {
      throw new MeshException(
          ContractError.OPTION_INVALID,
          "Cannot render '"
              + request.contract().name()
              + "' with 'avro': option 'namespace' is '"
              + namespace
              + "'; allowed are names of letters, digits and '_' with dots between them");
    }
    RenderedFiles files = new RenderedFiles();
    AvroNames taken = new AvroNames(names);
    for (Table table : request.contract().tables()) {
      taken.type(table.name(), table.name());
    }
    for (Table table : request.contract().tables()) {
      AvroSchema schema = new AvroSchema(table, namespace, taken);
      files.add("", table.name(), ".avsc", Document.write(schema.document(), DocumentFormat.JSON));
    }
    return files.rendering();
  }

  private static String namespace(DataContract contract) {
    String name =
        contract.domain().map(domain -> domain + ".").orElse("")
            + contract.id().orElse(contract.name());
    StringBuilder namespace = new StringBuilder();
    for (String part : name.split("\\.", -1)) {
      if (!part.isEmpty()) {
        namespace.append(namespace.isEmpty() ? "" : ".").append(AvroNames.sanitized(part));
      }
    }
    return namespace.isEmpty() ? "_" : namespace.toString();
  }
}
