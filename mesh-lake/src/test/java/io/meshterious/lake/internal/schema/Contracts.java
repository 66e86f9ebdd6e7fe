// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import java.nio.file.Path;
import java.util.List;

/** Contracts for tests. */
final class Contracts {
  private Contracts() {}

  /** The example contracts of this repository. */
  static List<DataContract> examples() {
    return DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts")).all();
  }

  /**
   * A contract with one table {@code orders}.
   *
   * @param version the version
   * @param table what stands at the table beside its name, as YAML in flow form or as lines
   */
  static DataContract of(String version, String table) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders-contract
        version: %s
        status: active
        schema:
          - name: orders
        %s
        """
            .formatted(version, table.indent(4));
    return DataContract.parse(text, DocumentFormat.YAML, "test");
  }

  /**
   * A contract with one table {@code orders} that has these properties, as YAML lists have them.
   */
  static DataContract withProperties(String version, String... properties) {
    return of(version, "properties:\n" + String.join("\n", List.of(properties)).indent(2));
  }

  /** The only table of a contract. */
  static Table table(DataContract contract) {
    return contract.tables().get(0);
  }

  /** A contract with a table {@code t} that has one property {@code p}, given in flow form. */
  static DataContract property(String yaml) {
    MapNode node = (MapNode) Document.parse(yaml, DocumentFormat.YAML, yaml).root();
    MapNode table =
        MapNode.builder()
            .put("name", "t")
            .put(
                "properties", List.of(node.with("name", io.meshterious.core.document.Node.of("p"))))
            .build();
    return DataContract.lenient(MapNode.builder().put("schema", List.of(table)).build(), yaml);
  }
}
