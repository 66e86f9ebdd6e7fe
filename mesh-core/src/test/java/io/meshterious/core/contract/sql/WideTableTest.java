// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.DocumentFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WideTableTest {
  @Test
  void between_thousandsOfColumns_takesSeconds() {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: wide
            version: 1.0.0
            status: active
            schema:
              - name: wide
                properties:
            """);
    for (int i = 0; i < 4000; i++) {
      text.append("      - {name: c").append(i).append(", logicalType: string}\n");
    }
    DataContract wide = DataContract.parse(text.toString(), DocumentFormat.YAML, "wide.odcs.yaml");
    DataContracts contracts = DataContracts.of(List.of(wide));
    Migration migration =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                Migration.between(
                    wide, contracts, wide, contracts, SqlDialect.DUCKDB, Optional.empty()));
    assertThat(migration.steps()).isEmpty();
  }
}
