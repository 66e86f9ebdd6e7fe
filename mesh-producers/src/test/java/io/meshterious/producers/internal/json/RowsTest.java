// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.internal.json.ObjectCell.Member;
import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are made in blocks are those that are made alone. */
class RowsTest {
  private final EventBuffer buffer = new EventBuffer();

  private String block(Rows rows, long row, long next) {
    buffer.clear();
    rows.write(row, next, buffer);
    return buffer.toString();
  }

  private String alone(Cell object, long row) {
    buffer.clear();
    object.write(row, buffer);
    return buffer.toString();
  }

  @Test
  void blocks_ofAnyMembers_areTheRowsMadeAlone() {
    SeededRandom random = SeededRandom.forTest("Rows in blocks");
    for (int round = 0; round < SeededRandom.rounds(300); round++) {
      ObjectCell object = object(random, 1 + random.below(8), 2);
      int end = 1 + random.below(150);
      Rows rows = new Rows(object, end);
      int stride = 1 + random.below(4);
      for (long row = random.below(3); row < end; row += stride) {
        assertThat(block(rows, row, stride))
            .as("row %s by %s, seed %s", row, stride, random.seed())
            .isEqualTo(alone(object, row));
      }
      long again = random.below(end);
      assertThat(block(rows, again, stride)).isEqualTo(alone(object, again));
    }
  }

  private static ObjectCell object(SeededRandom random, int size, int depth) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int of = 2 + random.below(3);
      LongValue present = random.oneIn(3) ? row -> row % of : null;
      members.add(new Member("m" + i, present, cell(random, depth)));
    }
    return new ObjectCell(members);
  }

  private static Cell cell(SeededRandom random, int depth) {
    long factor = 1L << random.below(50);
    LongValue numbers = row -> (row - 40) * factor;
    LongValue choice = row -> Math.floorMod(row * 7, 3);
    return switch (random.below(depth > 0 ? 8 : 7)) {
      case 0 -> Cells.of(Column.ofNumbers(Column.Kind.NUMBER, random.below(4), numbers));
      case 1 -> Cells.of(Column.ofNumbers(Column.Kind.BOOLEAN, 0, row -> row % 2));
      case 2 -> Cells.of(Column.ofNumbers(Column.Kind.INSTANT, 3, numbers));
      case 3 -> Cells.of(Column.ofTexts(List.of("ä", "\"quoted\"", "x".repeat(70)), choice));
      case 4 -> Cells.of(Column.ofTexts(List.of("always \\ the same"), row -> 0));
      case 5 ->
          Cells.of(Column.ofTexts((row, out) -> out.put("y".repeat((int) row).getBytes(UTF_8))));
      case 6 -> Cells.of(Column.ofNumbers(Column.Kind.DATE, 0, row -> row * 10));
      default -> object(random, random.below(4), depth - 1);
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void text_longerThanItSaid_isAnErrorAndSpoilsNoOtherRow(boolean all) {
    // Given
    LongValue present = all ? null : row -> row == 50 ? 0 : 1;
    ShortText text =
        new ShortText(4) {
          @Override
          public int put(long row, byte[] into, int at) {
            int size = row == 50 ? 400 : 4;
            for (int i = 0; i < size; i++) {
              into[at + i] = 'x';
            }
            return at + size;
          }
        };
    Cell cell = Cells.of(Column.ofTexts(text));
    Rows rows = new Rows(new ObjectCell(List.of(new Member("text", present, cell))), 100);

    // Then
    for (long row = 0; row < 100; row++) {
      long here = row;
      if (row == 50) {
        assertThatThrownBy(() -> block(rows, here, 1))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("Cannot make row 50: a text in it is longer");
      } else {
        assertThat(block(rows, row, 1)).isEqualTo("{\"text\":\"xxxx\"}");
      }
    }
  }

  @Test
  void numbers_ofAllSizes_haveTheirDigits() {
    List<Long> numbers = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1, 3 * power, 10 * power - 1}) {
        numbers.add(number);
        numbers.add(-number);
      }
    }
    byte[] bytes = new byte[Ascii.LONGEST_NUMBER + EventBuffer.SLACK];
    for (long number : numbers) {
      int end = Ascii.putLong(bytes, 0, number);
      assertThat(new String(bytes, 0, end, UTF_8)).isEqualTo(Long.toString(number));
    }
  }
}
