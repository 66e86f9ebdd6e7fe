// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.keep.Retention;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPromiseTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private static DataContract contract(String eventTime, String sla) {
    return DataContract.parse(
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders
        name: orders
        version: 1.0.0
        status: active
        schema:
          - name: orders
            logicalType: object
            %s
            properties:
              - name: event_ts
                logicalType: timestamp
              - name: order_ts
                logicalType: timestamp
        %s
        """
            .formatted(eventTime, sla),
        DocumentFormat.YAML,
        "test");
  }

  private static final String HINT =
      "customProperties:\n      - property: mesh.eventTime\n        value: event_ts";

  private static String sla(String value, String unit, String element) {
    return "slaProperties:\n  - property: retention\n    value: "
        + value
        + "\n    unit: "
        + unit
        + (element.isEmpty() ? "" : "\n    element: " + element);
  }

  @ParameterizedTest
  @CsvSource({
    "7,years,2019-03-31T12:00:00Z",
    "1,y,2025-03-31T12:00:00Z",
    "1,month,2026-02-28T12:00:00Z",
    "2,weeks,2026-03-17T12:00:00Z",
    "30,d,2026-03-01T12:00:00Z",
    "36,h,2026-03-30T00:00:00Z",
    "90,minutes,2026-03-31T10:30:00Z",
    "5,s,2026-03-31T11:59:55Z"
  })
  void limit_ofEachUnit_countsBackFromNow(String value, String unit, Instant limit) {
    // Given
    DataContract contract = contract("", sla(value, unit, "orders.order_ts"));
    // When
    Retention retention = Retention.of(contract, "orders", NOW);
    // Then
    assertThat(retention.before()).isEqualTo(limit);
    assertThat(retention.column()).isEqualTo("order_ts");
    assertThat(retention.why())
        .isEqualTo("contract 'orders' keeps rows for " + value + " " + unit + " by 'order_ts'");
  }

  @Test
  void column_notNamed_isTheEventTime() {
    // Given
    DataContract contract = contract(HINT, sla("1", "d", "orders"));
    // When
    Retention retention = Retention.of(contract, "orders", NOW);
    // Then
    assertThat(retention.column()).isEqualTo("event_ts");
  }

  @Test
  void promise_severalOfATable_theLongestCounts() {
    // Given
    DataContract contract =
        contract(
            HINT,
            sla("1", "d", "orders")
                + "\n  - property: retention\n    value: 1\n    unit: w\n"
                + "  - property: retention\n    value: 9\n    unit: y\n    element: other.at");
    // When
    Retention retention = Retention.of(contract, "orders", NOW);
    // Then
    assertThat(retention.before()).isEqualTo(Instant.parse("2026-03-24T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"1,rows", "1.5,days", "0,days", "soon,days"})
  void promise_notUnderstood_isRefused(String value, String unit) {
    // Given
    DataContract contract = contract(HINT, sla(value, unit, ""));
    // When / Then
    assertThatThrownBy(() -> Retention.of(contract, "orders", NOW))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("retention of " + value + " " + unit + " cannot be understood");
  }

  @Test
  void promise_missing_isRefused() {
    assertThatThrownBy(() -> Retention.of(contract(HINT, ""), "orders", NOW))
        .hasMessageContaining("it promises none");
    assertThatThrownBy(() -> Retention.of(contract(HINT, ""), "order", NOW))
        .hasMessageContaining("it has no such table (known: [orders])");
    assertThatThrownBy(() -> Retention.of(contract("", sla("1", "d", "")), "orders", NOW))
        .hasMessageContaining("does not say by which column");
  }
}
