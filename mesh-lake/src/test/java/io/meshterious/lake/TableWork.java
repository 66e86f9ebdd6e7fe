// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.commit.TogetherOutcome;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writing, reading and keeping tables, which every lake must do wherever its files are. */
final class TableWork {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: test.%1$s
      name: %1$s
      version: 1.0.0
      status: active
      schema:
        - name: %1$s
          logicalType: object
          properties:
            - name: id
              logicalType: integer
              logicalTypeOptions: {format: i64}
              required: true
              primaryKey: true
              primaryKeyPosition: 1
            - name: n
              logicalType: integer
      """;

  private TableWork() {}

  /**
   * Makes two tables, fills and changes them in every way, and looks at them as they are and were.
   *
   * @param atomic whether the catalog changes several tables in one step
   */
  static void isDone(Lake lake, boolean atomic) {
    LakeTable orders = lake.create(contract("orders"));
    LakeTable rejects = lake.create(contract("rejects"));

    lake.write("orders")
        .from("select x as id, (x %% 3)::integer as n from range(%d) r(x)".formatted(1000))
        .append()
        .run()
        .orThrow();
    long first = orders.description().snapshot().orElseThrow().id();
    lake.write("orders")
        .from("select x as id, 9 as n from range(990, 1010) r(x)")
        .upsert()
        .run()
        .orThrow();
    lake.write("orders").deleteWhere("id < ?", 10).run().orThrow();
    assertThat(counts(lake.sql("select count(*) as c, sum(n) as s from orders").maps().toList()))
        .containsExactly(1000L, 999L - 9 - 9 + 20 * 9);
    assertThat(
            counts(
                lake.asOf(first)
                    .sql("select count(*) as c, sum(n) as s from orders")
                    .maps()
                    .toList()))
        .containsExactly(1000L, 999L);

    Map<String, TableChange> changes = new LinkedHashMap<>();
    changes.put("orders", TableChange.append(files(orders, 2000)));
    changes.put("rejects", TableChange.append(files(rejects, 1)));
    TogetherOutcome outcome = lake.commit(changes, "batch-1").orThrow();
    assertThat(outcome.atomic()).isEqualTo(atomic);
    assertThat(lake.commit(changes, "batch-1").orThrow().tables()).isEqualTo(outcome.tables());
    assertThat(orders.attempt("batch-1")).contains(outcome.tables().get(orders.name()).orThrow());

    orders.maintenance().plan(Compaction.binPack().leastFiles(2)).run().orThrow();
    orders
        .maintenance()
        .plan(SnapshotExpiry.standard().olderThan(Duration.ofMillis(1)).keepLast(1))
        .run()
        .orThrow();
    assertThat(orders.refs().history()).hasSize(1);
    assertThat(orders.description().counts().deleteFiles()).isZero();
    assertThat(
            counts(
                lake.sql(
                        "select count(*) as c, count(*) filter (where r.id is not null) as s"
                            + " from orders o left join rejects r on o.id = r.id + 1999")
                    .maps()
                    .toList()))
        .containsExactly(1001L, 1L);
  }

  private static DataContract contract(String name) {
    return DataContract.parse(CONTRACT.formatted(name), DocumentFormat.YAML, name);
  }

  private static List<org.apache.iceberg.DataFile> files(LakeTable table, long id) {
    ColumnBatch batch = ColumnBatch.of(table.iceberg().schema());
    batch.column("id", LongColumn.class).append(id);
    batch.column("n", IntColumn.class).appendNull();
    batch.endRow();
    try (TableWriter writer = table.writer()) {
      writer.append(batch);
      return writer.finish();
    }
  }

  private static List<Long> counts(List<Map<String, Object>> rows) {
    Map<String, Object> only = rows.get(0);
    return List.of(((Number) only.get("c")).longValue(), ((Number) only.get("s")).longValue());
  }
}
