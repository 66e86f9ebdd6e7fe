// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.column.Column;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static String written(Cell cell, long row) {
    EventBuffer buffer = new EventBuffer();
    cell.write(row, buffer);
    return buffer.toString();
  }

  private static Cell array(int size, Cell item, boolean distinct, int least) {
    return new ArrayCell(
        row -> size,
        item,
        distinct,
        least,
        () -> new MeshException(ProducerError.NOT_GENERATED, "too few"));
  }

  private static Cell of(Column.Kind kind, int digits) {
    return Cells.of(Column.ofNumbers(kind, digits, row -> row));
  }

  @Test
  void date_everyDay_isThatOfTheCalendar() {
    Cell cell = of(Column.Kind.DATE, 0);
    for (LocalDate day = LocalDate.of(1582, 1, 1); day.getYear() < 2405; day = day.plusDays(1)) {
      assertThat(written(cell, day.toEpochDay())).isEqualTo("\"" + day + "\"");
    }
  }

  @Test
  void instant_digits_areThoseOfTheColumn() {
    long nanos = Instant.parse("2026-03-14T09:26:53.589793238Z").getEpochSecond() * 1_000_000_000L;
    assertThat(written(of(Column.Kind.INSTANT, 3), nanos + 589_793_238))
        .isEqualTo("\"2026-03-14T09:26:53.589Z\"");
    assertThat(written(of(Column.Kind.LOCAL, 0), nanos)).isEqualTo("\"2026-03-14T09:26:53\"");
    assertThat(written(of(Column.Kind.INSTANT, 9), -1))
        .isEqualTo("\"1969-12-31T23:59:59.999999999Z\"");
  }

  @Test
  void time_ofDay_isWrittenWithSeconds() {
    long nanos = LocalTime.of(7, 5).toNanoOfDay();
    assertThat(written(of(Column.Kind.TIME, 0), nanos)).isEqualTo("\"07:05:00\"");
  }

  @Test
  void object_membersThatARowDoesNotHave_areLeftOut() {
    Cell number = of(Column.Kind.NUMBER, 2);
    Cell object =
        new ObjectCell(
            List.of(
                new ObjectCell.Member("a\"b", row -> row % 2, number),
                new ObjectCell.Member("c", null, of(Column.Kind.BOOLEAN, 0))));
    assertThat(written(object, 1)).isEqualTo("{\"a\\\"b\":0.01,\"c\":true}");
    assertThat(written(object, 0)).isEqualTo("{\"c\":false}");
  }

  @Test
  void array_distinctItems_areNeverTheSame() {
    Cell item =
        Cells.of(
            Column.ofTexts(
                (row, out) -> out.put(new byte[] {(byte) ('a' + Math.floorMod(row * row, 5))})));
    Cell distinct = array(3, item, true, 0);
    Cell all = array(3, item, false, 0);
    assertThat(written(all, 0)).isEqualTo("[\"a\",\"b\",\"e\"]");
    for (long row = 0; row < 100; row++) {
      List<String> items = List.of(written(distinct, row).replaceAll("[\\[\\]\"]", "").split(","));
      assertThat(items).as("row %d", row).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void array_fewerValuesThanItems_isShorter() {
    Cell item =
        Cells.of(Column.ofTexts((row, out) -> out.put("x".getBytes(StandardCharsets.UTF_8))));
    assertThat(written(array(4, item, true, 1), 9)).isEqualTo("[\"x\"]");
    assertThatThrownBy(() -> written(array(4, item, true, 2), 9)).hasMessage("too few");
  }
}
