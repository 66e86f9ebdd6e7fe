// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.lake.internal.TestCatalog;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLayoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void create_everyExampleTable_isAsItsLayout(int formatVersion) {
    try (TestCatalog catalog = new TestCatalog(folder)) {
      int tables = 0;
      for (DataContract contract : Contracts.examples()) {
        for (Table table : contract.tables()) {
          // Given
          TableLayout layout = TableLayout.of(contract, table, formatVersion);
          String name = contract.id().orElse("").replaceAll("[^a-z]", "_") + "_" + table.name();

          // When
          org.apache.iceberg.Table created =
              TableCreation.create(
                  catalog.catalog(), TableIdentifier.of("main", name), layout, Map.of());

          // Then
          assertThat(created.schema().asStruct()).isEqualTo(layout.schema().asStruct());
          assertThat(created.schema().identifierFieldIds())
              .isEqualTo(layout.schema().identifierFieldIds());
          assertThat(TableUtil.formatVersion(created)).isEqualTo(formatVersion);
          TableContract remembered = TableContract.find(created).orElseThrow();
          assertThat(remembered.contract()).isEqualTo(contract);
          assertThat(remembered.fieldIds(created.schema())).isEqualTo(layout.fieldIds());
          tables++;
        }
      }
      assertThat(tables).isGreaterThanOrEqualTo(28);
    }
  }
}
