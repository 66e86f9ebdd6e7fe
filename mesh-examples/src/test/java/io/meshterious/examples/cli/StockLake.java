// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A lake with the table {@code raw.stock}, made on the command line. */
record StockLake(Path contract, Path lake) {
  static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: stock
      name: Stock
      version: 1.0.0
      status: active
      schema:
        - name: stock
          id: stock
          description: What lies where.
          customProperties:
            - property: mesh.partitioning
              value: [identity(region)]
          properties:
            - name: product_id
              id: product_id
              logicalType: string
              description: The product.
              required: true
              primaryKey: true
              primaryKeyPosition: 1
            - name: region
              id: region
              logicalType: string
            - name: qty
              id: qty
              logicalType: integer
            - name: shelf
              id: shelf
              logicalType: object
              description: Where it lies.
              properties:
                - name: row
                  id: row
                  logicalType: integer
                - name: labels
                  id: labels
                  logicalType: array
                  items:
                    logicalType: string
      """;

  /** Makes it in a folder. */
  static StockLake in(Path folder) throws IOException {
    StockLake made =
        new StockLake(
            Files.writeString(folder.resolve("stock.odcs.yaml"), CONTRACT), folder.resolve("lake"));
    CliRun run = made.run("create", made.contract, "--namespace", "raw");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("created raw.stock\n");
    return made;
  }

  /** Upserts rows. */
  void write(String rows) {
    try (Lake open = Lake.open(lake)) {
      open.write("raw.stock").from(rows).upsert("product_id").run().orThrow();
    }
  }

  /** Two commits: three rows, then one of them changed. */
  void fill() {
    write("select 'P-' || i as product_id, 'north' as region, i as qty from range(3) as n(i)");
    write("select 'P-1' as product_id, 'north' as region, 7 as qty");
  }

  /** Runs a command on the lake. */
  CliRun run(Object... args) {
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    all.add("--lake");
    all.add(lake);
    return CliRun.mesh(all.toArray());
  }

  /** The only value of a question. */
  String csv(String statement, Object... options) {
    List<Object> args = new ArrayList<>(List.of("sql", statement, "--format", "csv"));
    args.addAll(List.of(options));
    CliRun run = run(args.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().skip(1).findFirst().orElse("");
  }

  /** The history, the newest first. */
  List<MapNode> snapshots() {
    return ((ListNode) run("history", "raw.stock", "--format", "json").node())
        .items().stream().map(MapNode.class::cast).toList();
  }

  static String text(MapNode node, String key) {
    return node.get(key).orElseThrow().toString();
  }
}
