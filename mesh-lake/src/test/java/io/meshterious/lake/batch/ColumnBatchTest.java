// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class ColumnBatchTest {
  private final ColumnBatch batch =
      ColumnBatch.of(
          new Schema(
              Types.NestedField.optional(
                  1,
                  "who",
                  Types.StructType.of(Types.NestedField.optional(2, "age", Types.LongType.get()))),
              Types.NestedField.optional(
                  3, "tags", Types.ListType.ofOptional(4, Types.LongType.get()))));
  private final StructColumn who = batch.column("who", StructColumn.class);
  private final LongColumn age = (LongColumn) who.children().get(0);
  private final ListColumn tags = batch.column("tags", ListColumn.class);

  @Test
  void abandonRow_nestedValuesThatWereBegun_areGone() {
    // Given
    age.append(1);
    who.append();
    ((LongColumn) tags.element()).append(10);
    tags.append();
    batch.endRow();
    // When
    age.append(2);
    ((LongColumn) tags.element()).append(20);
    batch.abandonRow();
    age.append(3);
    who.append();
    ((LongColumn) tags.element()).append(30);
    tags.append();
    batch.endRow();
    // Then
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(age.size()).isEqualTo(2);
    assertThat(age.value(1)).isEqualTo(3);
    assertThat(tags.offsets()).startsWith(0, 1, 2);
    assertThat(((LongColumn) tags.element()).value(1)).isEqualTo(30);
  }
}
