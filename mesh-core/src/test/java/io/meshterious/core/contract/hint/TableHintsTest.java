// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableHintsTest {
  /** A table with one custom property, whose value is YAML. */
  private static TableHints hints(String name, String value) {
    return table("customProperties: [{property: " + name + ", value: " + value + "}]").hints();
  }

  private static Table table(String keys) {
    Document document =
        Document.parse(
            "{schema: [{name: t, " + keys + "}]}", DocumentFormat.YAML, "hints.odcs.yaml");
    return DataContract.lenient(document).tables().get(0);
  }

  @Test
  void hints_nothingSaid_areAbsentOrTheirDefaults() {
    TableHints hints = table("properties: []").hints();
    assertThat(hints.kind()).isEmpty();
    assertThat(hints.eventId()).isEmpty();
    assertThat(hints.eventTime()).isEmpty();
    assertThat(hints.eventType()).isEmpty();
    assertThat(hints.dedupeWindow()).isEmpty();
    assertThat(hints.dedupeTime()).isEqualTo(TableHints.DedupeTime.EVENT_TIME);
    assertThat(hints.allowedLateness()).isEmpty();
    assertThat(hints.partitioning()).isEmpty();
    assertThat(hints.unknownFields()).isEqualTo(TableHints.UnknownFields.IGNORE);
    assertThat(hints.publishers()).isEmpty();
  }

  @Test
  void hints_everyOne_isRead() {
    assertThat(hints("mesh.eventId", "event_id").eventId()).contains("event_id");
    assertThat(hints("mesh.eventTime", "event_ts").eventTime()).contains("event_ts");
    assertThat(hints("mesh.eventType", "order_placed").eventType()).contains("order_placed");
    assertThat(hints("mesh.dedupeWindow", "P7D").dedupeWindow()).contains(Duration.ofDays(7));
    assertThat(hints("mesh.dedupeTime", "commitTime").dedupeTime())
        .isEqualTo(TableHints.DedupeTime.COMMIT_TIME);
    assertThat(hints("mesh.allowedLateness", "PT90M").allowedLateness())
        .contains(Duration.ofMinutes(90));
    assertThat(hints("mesh.unknownFields", "reject").unknownFields())
        .isEqualTo(TableHints.UnknownFields.REJECT);
    assertThat(hints("mesh.unknownFields", "keep").unknownFields())
        .isEqualTo(TableHints.UnknownFields.KEEP);
    assertThat(hints("mesh.publishers", "[north, south]").publishers())
        .containsExactly("north", "south");
  }

  @ParameterizedTest
  @CsvSource({
    "event,EVENT",
    "fact,FACT",
    "dimension,DIMENSION",
    "reference,REFERENCE",
  })
  void kind_everyKind_isRead(String text, TableHints.Kind kind) {
    assertThat(hints("mesh.kind", text).kind()).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Event", "stream", "true", "[event]", "null"})
  void kind_anythingElse_readsAsAbsent(String text) {
    assertThat(hints("mesh.kind", text).kind()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "P7D,PT168H",
    "P1DT12H,PT36H",
    "P2W,PT336H",
    "PT1.5S,PT1.5S",
  })
  void duration_fixedLength_isRead(String text, Duration duration) {
    assertThat(TableHints.duration(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7 days",
        "P1M",
        "P1Y",
        "P1M1W",
        "P1Y1W",
        "-P1D",
        "P-1D",
        "-P1W",
        "P1WT1H",
        "P1W2D",
        "PT",
        "PT0S",
        "P0D",
        "P0W",
        "P999999999999W",
        "P9999999999999999999D"
      })
  void duration_anythingElse_readsAsAbsent(String text) {
    assertThat(TableHints.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity(region)",
        "year(event_ts)",
        "month(event_ts)",
        "day(event_ts)",
        "hour(event_ts)",
        "bucket(16, order_id)",
        "truncate(8, customer.zip)"
      })
  void partitionTransform_everyForm_writesAsItReads(String form) {
    assertThat(PartitionTransform.parse(form)).map(PartitionTransform::toString).contains(form);
  }

  @Test
  void partitionTransform_spaces_doNotMatter() {
    assertThat(PartitionTransform.parse("  bucket(4,id)  "))
        .contains(new PartitionTransform(PartitionTransform.Kind.BUCKET, OptionalInt.of(4), "id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "event_ts",
        "day()",
        "day(16, event_ts)",
        "bucket(order_id)",
        "bucket(0, order_id)",
        "truncate(-1, a)",
        "DAY(event_ts)",
        "week(event_ts)",
        "day(event_ts), hour(event_ts)",
        "bucket(9999999999, a)"
      })
  void partitionTransform_anythingElse_isNone(String text) {
    assertThat(PartitionTransform.parse(text)).isEmpty();
  }

  @Test
  void partitioning_hint_winsOverPartitionedProperties() {
    String properties =
        "properties: [{name: a, partitioned: true, partitionKeyPosition: 2},"
            + " {name: b, partitioned: true, partitionKeyPosition: 1}, {name: c}]";
    assertThat(table(properties).partitioning())
        .extracting(PartitionTransform::toString)
        .containsExactly("identity(b)", "identity(a)");
    assertThat(
            table(
                    properties
                        + ", customProperties: [{property: mesh.partitioning, value: ['day(c)']}]")
                .partitioning())
        .extracting(PartitionTransform::toString)
        .containsExactly("day(c)");
  }
}
