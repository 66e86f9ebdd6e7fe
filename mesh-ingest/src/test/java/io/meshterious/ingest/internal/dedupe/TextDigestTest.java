// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TextDigestTest {
  private static final long FIRST = 0x0706050403020100L;
  private static final long SECOND = 0x0f0e0d0c0b0a0908L;

  private static String digest(byte[] bytes, int from, int to) {
    TextDigest digest = new TextDigest(FIRST, SECOND);
    digest.of(bytes, from, to);
    return HexFormat.of().toHexDigits(Long.reverseBytes(digest.high()))
        + HexFormat.of().toHexDigits(Long.reverseBytes(digest.low()));
  }

  @Test
  void of_theKeyOfItsAuthors_givesTheirDigests() {
    assertThat(digest(new byte[] {}, 0, 0)).isEqualTo("a3817f04ba25a8e66df67214c7550293");
    assertThat(digest(new byte[] {0}, 0, 1)).isEqualTo("da87c1d86b99af44347659119b22fc45");
  }

  @Test
  void of_aPartOfAnArray_isOfItsBytesAlone() {
    byte[] text = "x-order-000000000017-y".getBytes(StandardCharsets.UTF_8);
    byte[] part = "order-000000000017".getBytes(StandardCharsets.UTF_8);
    assertThat(digest(text, 2, text.length - 2)).isEqualTo(digest(part, 0, part.length));
  }

  @Test
  void of_textsThatAreAlike_areAllDifferent() {
    TreeSet<String> digests = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] text = ("e" + i).getBytes(StandardCharsets.UTF_8);
      digests.add(digest(text, 0, text.length));
    }
    for (int length = 0; length < 100; length++) {
      digests.add(digest(new byte[length], 0, length));
    }
    assertThat(digests).hasSize(10_100);
  }

  @Test
  void of_anotherProcess_isAnotherDigest() {
    TextDigest own = new TextDigest();
    own.of(new byte[] {}, 0, 0);
    TextDigest known = new TextDigest(FIRST, SECOND);
    known.of(new byte[] {}, 0, 0);
    assertThat(own.high()).isNotEqualTo(known.high());
  }
}
