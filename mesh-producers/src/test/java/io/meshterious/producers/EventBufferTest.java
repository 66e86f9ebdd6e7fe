// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBufferTest {
  private final EventBuffer buffer = new EventBuffer();

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        9,
        10,
        -1,
        -10,
        99,
        100,
        999_999_999_999L,
        Long.MAX_VALUE,
        -Long.MAX_VALUE,
        Long.MIN_VALUE,
        1_000_000_000_000_000_000L
      })
  void putLong_anyNumber_isItsText(long number) {
    buffer.putLong(number);
    assertThat(buffer).hasToString(Long.toString(number));
  }

  @Test
  void putDecimal_anyNumber_isItsValueWithoutZerosAtTheEnd() {
    SeededRandom random = SeededRandom.forTest("decimals in a buffer");
    for (int i = 0; i < 20_000; i++) {
      long unscaled = (i == 0 ? Long.MIN_VALUE : random.anyLong()) >> random.below(63);
      int scale = random.below(19);
      buffer.clear();
      buffer.putDecimal(unscaled, scale);
      String text = buffer.toString();
      assertThat(new BigDecimal(text))
          .as("%d with %d digits", unscaled, scale)
          .isEqualByComparingTo(BigDecimal.valueOf(unscaled, scale));
      assertThat(text).doesNotMatch(".*\\..*0");
    }
  }

  @Test
  void putUuid_bits_areItsText() {
    UUID uuid = UUID.fromString("7f3b1c52-9d0e-4a86-8f41-2c6d5e7a9b10");
    buffer.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    assertThat(buffer).hasToString(uuid.toString());
  }

  @Test
  void put_moreThanThereIsRoomFor_grows() {
    byte[] many = "x".repeat(5000).getBytes(StandardCharsets.US_ASCII);
    buffer.put('a');
    buffer.put(many);
    buffer.putHex(0xBEEF, 4);
    assertThat(buffer.length()).isEqualTo(5005);
    assertThat(buffer.toString()).startsWith("axx").endsWith("xbeef");
    assertThat(buffer.toBytes()).hasSize(5005);
    assertThat(buffer.view().remaining()).isEqualTo(5005);
  }

  @Test
  void truncate_backToBefore_forgetsTheRest() {
    buffer.putDigits(42, 4);
    buffer.truncate(2);
    buffer.put('!');
    assertThat(buffer).hasToString("00!");
    assertThatThrownBy(() -> buffer.truncate(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid length: 4 (0 to 3)");
  }
}
