// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.file.WriterOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written and not committed can be asked beside the tables. */
class FilesBesideTest {
  @TempDir private Path folder;
  private Lake lake;
  private LakeTable table;

  @BeforeEach
  void open() {
    lake = Lake.open(folder, LakeOptions.defaults().durable(false));
    DataContract contract =
        DataContract.builder()
            .id("things")
            .name("Things")
            .version("1.0.0")
            .status("active")
            .table(
                "things",
                it ->
                    it.custom("mesh.partitioning", List.of("identity(kind)"))
                        .property(
                            "id",
                            LogicalType.INTEGER,
                            property -> property.required().physicalType("bigint"))
                        .property("kind", LogicalType.STRING))
            .build();
    table = lake.create(contract, "things", "raw.things");
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private List<DataFile> write(WriterOptions options, int from, int to) {
    ColumnBatch batch = ColumnBatch.of(table.iceberg().schema());
    for (int i = from; i < to; i++) {
      batch.column("id", LongColumn.class).append(i);
      batch.column("kind", BytesColumn.class).append("k" + i % 3);
      batch.endRow();
    }
    try (TableWriter writer = table.writer(options)) {
      writer.append(batch);
      return writer.finish();
    }
  }

  private List<Map<String, Object>> rows(LakeState state, String sql) {
    return state.sql(sql).maps().toList();
  }

  @Test
  void files_notCommitted_areReadBesideTheTable() {
    // Given
    table.commit(TableChange.append(write(WriterOptions.USUAL, 0, 6))).orThrow();
    List<DataFile> partitioned = write(WriterOptions.USUAL, 3, 9);
    List<DataFile> one = write(WriterOptions.USUAL.unpartitioned(), 5, 12);
    // When
    LakeState state = lake.beside(Map.of("coming", partitioned, "Apart", one), table);
    // Then
    assertThat(partitioned).hasSize(3);
    assertThat(one).hasSize(1);
    assertThat(rows(state, "select count(*) as n, sum(id) as s from coming where kind = 'k1'"))
        .containsExactly(Map.of("n", 2L, "s", java.math.BigInteger.valueOf(11)));
    assertThat(
            rows(
                state,
                "select a.id as id, a._pos as pos from apart a join raw.things t on a.id = t.id"))
        .containsExactly(Map.of("id", 5L, "pos", 0L));
    assertThat(rows(lake::sql, "select count(*) as n from raw.things"))
        .containsExactly(Map.of("n", 6L));
  }

  @Test
  void files_none_areATableWithoutRows() {
    assertThat(rows(lake.beside("coming", table, List.of()), "select * from coming")).isEmpty();
  }

  @Test
  void files_unpartitioned_cannotBeCommitted() {
    List<DataFile> one = write(WriterOptions.USUAL.unpartitioned(), 0, 3);
    assertThatThrownBy(() -> table.commit(TableChange.append(one)).orThrow()).isNotNull();
    assertThat(rows(lake::sql, "select count(*) as n from raw.things"))
        .containsExactly(Map.of("n", 0L));
  }

  @Test
  void state_ofASummary_isRepeatedUntilItIsSetAnew() {
    // Given
    table
        .commit(
            TableChange.append(write(WriterOptions.USUAL, 0, 3))
                .summary("mesh.state.reader", "3")
                .summary("mesh.received", "3"))
        .orThrow();
    // When
    lake.write("raw.things").from("select 7 as id, 'k' as kind").append().run().orThrow();
    // Then
    assertThat(summary())
        .containsEntry("mesh.state.reader", "3")
        .doesNotContainKey("mesh.received");
    lake.table("raw.things").maintenance().plan().run().orThrow();
    assertThat(summary()).containsEntry("mesh.state.reader", "3");
    table
        .commit(
            TableChange.append(write(WriterOptions.USUAL, 10, 11))
                .summary("mesh.state.reader", "4"))
        .orThrow();
    assertThat(summary()).containsEntry("mesh.state.reader", "4");
  }

  private Map<String, String> summary() {
    return table.iceberg().currentSnapshot().summary();
  }
}
