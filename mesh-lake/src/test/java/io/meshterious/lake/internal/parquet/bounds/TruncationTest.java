// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import io.meshterious.testkit.SeededRandom;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TruncationTest {
  private final SeededRandom random = SeededRandom.forTest("truncation");

  @Test
  void textBounds_anyText_areThoseOfIceberg() {
    for (int round = 0; round < SeededRandom.rounds(3000); round++) {
      // Given
      String text = text();
      int length = random.between(1, 8);

      // When
      BytesBounds bounds = bounds(text.getBytes(StandardCharsets.UTF_8), true);

      // Then
      assertThat(string(bounds.lower(length)))
          .isEqualTo(UnicodeUtil.truncateStringMin(text, length));
      assertThat(string(bounds.upper(length)))
          .isEqualTo(UnicodeUtil.truncateStringMax(text, length));
    }
  }

  @Test
  void binaryBounds_anyBytes_areThoseOfIceberg() {
    for (int round = 0; round < SeededRandom.rounds(1000); round++) {
      // Given
      byte[] bytes = new byte[random.below(10)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.oneIn(2) ? 0xFF : random.below(256));
      }
      int length = random.between(1, 8);

      // When
      BytesBounds bounds = bounds(bytes, false);

      // Then
      assertThat(bounds.lower(length))
          .isEqualTo(BinaryUtil.truncateBinaryMin(ByteBuffer.wrap(bytes), length));
      assertThat(bounds.upper(length))
          .isEqualTo(BinaryUtil.truncateBinaryMax(ByteBuffer.wrap(bytes), length));
    }
  }

  @Test
  void textAbove_bytesThatAreNotText_hasNone() {
    assertThat(Truncation.textAbove(new byte[] {'a', (byte) 0xC3}, 2)).isNull();
    assertThat(Truncation.textAbove(new byte[] {(byte) 0x80, (byte) 0x80}, 2)).isNull();
    assertThat(Truncation.textAbove(new byte[0], 0)).isNull();
  }

  @Test
  void textWithin_cutInsideACodePoint_stopsBeforeIt() {
    byte[] utf8 = "aé€😀".getBytes(StandardCharsets.UTF_8);
    assertThat(
            List.of(
                Truncation.textWithin(utf8, utf8.length, 2),
                Truncation.textWithin(utf8, utf8.length, 3),
                Truncation.textWithin(utf8, utf8.length, 5),
                Truncation.textWithin(utf8, utf8.length, 9),
                Truncation.textWithin(utf8, utf8.length, 10)))
        .containsExactly(1, 3, 3, 6, 10);
  }

  private static BytesBounds bounds(byte[] value, boolean text) {
    Leaf leaf =
        new Leaf(
            Types.NestedField.required(
                1, "x", text ? Types.StringType.get() : Types.BinaryType.get()),
            List.of("x"),
            "x",
            Physical.BYTE_ARRAY,
            0,
            0,
            0);
    BytesBounds bounds = new BytesBounds(leaf);
    bounds.least(value, 0, value.length);
    bounds.greatest(value, 0, value.length);
    bounds.found();
    return bounds;
  }

  private static @Nullable String string(@Nullable ByteBuffer utf8) {
    return utf8 == null ? null : StandardCharsets.UTF_8.decode(utf8).toString();
  }

  private String text() {
    int[] points = new int[random.below(10)];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.oneOf(97, 122, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000);
      if (random.oneIn(3)) {
        points[i] = Character.MAX_CODE_POINT;
      }
    }
    return new String(points, 0, points.length);
  }
}
