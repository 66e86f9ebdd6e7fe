// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two versions of a contract, rows of the older one, and what is true of the migration.
 *
 * @param name what changes
 * @param older the older version
 * @param newer the newer version
 * @param rows statements that fill the older tables
 * @param destructive the dialects in which the migration is
 * @param query a query over the migrated tables; empty when there is none
 * @param answer its first column
 */
record Scenario(
    String name,
    DataContract older,
    DataContract newer,
    List<String> rows,
    List<String> destructive,
    String query,
    List<String> answer) {
  /** The scenarios of a resource. */
  static List<Scenario> read(String resource) throws IOException {
    try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("No resource " + resource);
      }
      Document document =
          Document.parse(
              new String(in.readAllBytes(), StandardCharsets.UTF_8), DocumentFormat.YAML, resource);
      List<Scenario> scenarios = new ArrayList<>();
      for (Node node : ((ListNode) document.root()).items()) {
        scenarios.add(of((MapNode) node));
      }
      return scenarios;
    }
  }

  private static Scenario of(MapNode node) {
    String name = node.text("name").orElseThrow();
    return new Scenario(
        name,
        contract(name, "1.0.0", node.items("older")),
        contract(name, "2.0.0", node.items("newer")),
        texts(node, "rows"),
        texts(node, "destructive"),
        node.text("query").orElse(""),
        texts(node, "answer"));
  }

  private static List<String> texts(MapNode node, String key) {
    return node.items(key).stream().map(it -> ((ScalarNode) it).text()).toList();
  }

  static DataContract contract(String name, String version, List<Node> tables) {
    MapNode root =
        MapNode.builder()
            .put("apiVersion", "v3.1.0")
            .put("kind", "DataContract")
            .put("id", "scenario")
            .put("name", name)
            .put("version", version)
            .put("status", "active")
            .put("schema", tables)
            .build();
    return DataContract.parse(
        Document.write(root, DocumentFormat.YAML), DocumentFormat.YAML, name + " " + version);
  }

  @Override
  public String toString() {
    return name;
  }
}
