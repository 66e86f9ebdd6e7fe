// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentRoundTripTest {
  private static final int TREES = 3_000;

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void write_randomTrees_areReadBackEqual_andWrittenTheSame(DocumentFormat format) {
    long base = new Random().nextLong();
    for (int i = 0; i < TREES; i++) {
      long seed = base + i;
      Node tree = new RandomTrees(seed).tree();
      String written = Document.write(tree, format);
      try {
        Document read = Document.parse(written, format, "seed " + seed);
        assertThat(read.problems()).isEmpty();
        assertThat(read.root()).isEqualTo(tree);
        assertThat(read.root().hashCode()).isEqualTo(tree.hashCode());
        assertThat(Document.write(read.root(), format)).isEqualTo(written);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + " written as\n" + written, e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_damagedText_isReadOrRefusedClearly_andWhatIsReadSurvivesWriting(
      DocumentFormat format) {
    long base = new Random().nextLong();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < TREES; i++) {
      long seed = base + i;
      String damaged =
          damaged(Document.write(new RandomTrees(seed).tree(), format), new Random(seed));
      try {
        Node root = Document.parse(damaged, format, "seed " + seed).root();
        for (DocumentFormat each : DocumentFormat.values()) {
          String written = Document.write(root, each);
          assertThat(Document.parse(written, each, "seed " + seed).root()).isEqualTo(root);
          assertThat(Document.write(Document.parse(written, each, "seed " + seed).root(), each))
              .isEqualTo(written);
        }
        read++;
      } catch (DocumentException e) {
        assertThat(e.getMessage()).startsWith("Cannot read 'seed " + seed + "'");
        assertThat(e.location().known()).isEqualTo(e.code() != DocumentError.EMPTY);
        refused++;
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " damaged to\n" + damaged, e);
      }
    }
    assertThat(read).as("texts that could still be read").isGreaterThan(TREES / 50);
    assertThat(refused).as("texts that were refused").isGreaterThan(TREES / 50);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    String signs = "\n\t :-?,[]{}&*!|>'\"%@`#~\\0x.e+\r\u0085\u2028\uFEFFa";
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(damaged.length());
      char sign = signs.charAt(random.nextInt(signs.length()));
      switch (random.nextInt(4)) {
        case 0 -> damaged.insert(at, sign);
        case 1 -> damaged.setCharAt(at, sign);
        case 2 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(4)));
        default ->
            damaged.insert(
                at, damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(30))));
      }
      if (damaged.isEmpty()) {
        return "\n";
      }
    }
    return damaged.toString();
  }
}
