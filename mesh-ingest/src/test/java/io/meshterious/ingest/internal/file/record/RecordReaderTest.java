// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final int USUAL = 1 << 14;
  private static final int LONGEST = 1 << 20;

  /** Gives as many bytes at once as chance has it. */
  private static InputStream dripping(byte[] bytes, SeededRandom random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, random.between(1, 300)));
      }
    };
  }

  private static RecordReader reader(InputStream in, RecordEnds ends, int longest) {
    return new RecordReader(in, new Blocks(USUAL), ends, longest, 0, 0);
  }

  private static RecordReader reader(String text, RecordEnds ends) {
    return reader(new ByteArrayInputStream(text.getBytes(UTF_8)), ends, LONGEST);
  }

  private static String record(RecordReader reader) {
    return new String(reader.bytes(), reader.from(), reader.to() - reader.from(), UTF_8);
  }

  /** The records, each behind its line. */
  private static List<String> all(RecordReader reader) throws IOException {
    List<String> all = new ArrayList<>();
    while (reader.next(true)) {
      all.add(reader.recordLine() + ":" + record(reader));
    }
    return all;
  }

  private static RecordEnds cells() {
    return new QuotedEnds((byte) ',', (byte) '"');
  }

  @Test
  void next_lines_comeWithoutBreaksAndBlankOnes() throws Exception {
    assertThat(all(reader("a\r\n\n  \t\r\nb c\n\nd", new LineEnds())))
        .containsExactly("1:a", "4:b c", "6:d");
    assertThat(all(reader("", new LineEnds()))).isEmpty();
    assertThat(all(reader("\n\r\n", new LineEnds()))).isEmpty();
  }

  @Test
  void next_quotedLineBreaks_areInTheRecord() throws Exception {
    assertThat(all(reader("a,\"b\nc\"\r\n\"d\"\"\n\"\"\",e\nf,5\" pipe\ng,\"h", cells())))
        .containsExactly("1:a,\"b\nc\"", "3:\"d\"\"\n\"\"\",e", "5:f,5\" pipe", "6:g,\"h");
    assertThat(all(reader("\"a\" b\"\nc,\"\"\n\"d", cells())))
        .containsExactly("1:\"a\" b\"", "2:c,\"\"", "3:\"d");
  }

  @Test
  void next_restWithoutBreak_isARecordOnlyWhenComplete() throws Exception {
    RecordReader reader = reader("a\nb", new LineEnds());
    assertThat(reader.next(false)).isTrue();
    assertThat(reader.next(false)).isFalse();
    assertThat(reader.begun()).isTrue();
    assertThat(reader.offset()).isEqualTo(2);
    assertThat(reader.next(true)).isTrue();
    assertThat(record(reader)).isEqualTo("b");
    assertThat(reader.offset()).isEqualTo(3);
    assertThat(reader.begun()).isFalse();
  }

  @Test
  void next_recordThatIsTooLong_isCutAndEndsWithItsLine() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("long records");
    String quoted = "\"" + "x".repeat(50) + "\n" + "y".repeat(90) + "\nz\"";
    String text = "short\n" + "l".repeat(70_000) + "\n" + quoted + "\nend\n";
    RecordReader reader = reader(dripping(text.getBytes(UTF_8), random), cells(), 100);
    // Then
    assertThat(all(reader))
        .containsExactly(
            "1:short",
            "2:" + "l".repeat(101),
            "3:\"" + "x".repeat(50) + "\n" + "y".repeat(49),
            "5:z\"",
            "6:end");
    assertThat(reader.offset()).isEqualTo(text.length());
  }

  @Test
  void next_anyTextAndPieces_findsTheSameRecords() throws Exception {
    SeededRandom random = SeededRandom.forTest("records");
    for (int round = 0; round < SeededRandom.rounds(60); round++) {
      // Given
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int line = 1;
      for (int i = random.between(0, 400); i > 0; i--) {
        String record = anyRecord(random);
        text.append(record).append(random.oneIn(4) ? "\r\n" : "\n");
        if (!record.isBlank()) {
          expected.add(line + ":" + record);
        }
        line += 1 + (int) record.chars().filter(it -> it == '\n').count();
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      // When
      RecordReader reader = reader(dripping(bytes, random), cells(), LONGEST);
      // Then
      assertThat(all(reader)).isEqualTo(expected);
      assertThat(reader.offset()).isEqualTo(bytes.length);
    }
  }

  private static String anyRecord(SeededRandom random) {
    StringBuilder record = new StringBuilder();
    for (int cell = random.between(0, 4); cell > 0; cell--) {
      String text = random.oneOf("", "a", "ä\"b", "x".repeat(random.between(0, 2_000)));
      if (random.oneIn(2)) {
        text = "\"" + random.oneOf(text, "\n", "a\r\nb,", ",").replace("\"", "\"\"") + "\"";
      }
      record.append(text).append(cell > 1 ? "," : "");
    }
    return record.toString();
  }

  @Test
  void sum_ofTheTail_tellsThePlaceAgain() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("tails");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("record ").append(i).append('\n');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    RecordReader reader = reader(dripping(bytes, random), new LineEnds(), LONGEST);
    for (int i = random.between(1, 2_999); i > 0; i--) {
      reader.next(false);
    }
    int tail = reader.tail();
    int from = (int) reader.offset() - tail;
    // When
    RecordReader again = reader(new ByteArrayInputStream(bytes, from, USUAL), new LineEnds(), 99);
    boolean same = again.passOver(tail, reader.sum(tail));
    // Then
    assertThat(tail).isEqualTo((int) Math.min(RecordReader.TAIL, reader.offset()));
    assertThat(same).isTrue();
    reader.next(false);
    again.next(false);
    assertThat(record(again)).isEqualTo(record(reader));
  }

  @Test
  void transcoder_otherCharsets_giveUtf8AndBytesThatAreNone() throws Exception {
    byte[] latin = "Käse\n".repeat(20_000).getBytes(ISO_8859_1);
    try (InputStream in = new Transcoder(new ByteArrayInputStream(latin), ISO_8859_1)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("Käse\n".repeat(20_000));
    }
    byte[] wide = "a𝄞b\n".repeat(30_000).getBytes(UTF_16LE);
    try (InputStream in = new Transcoder(new ByteArrayInputStream(wide), UTF_16LE)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("a𝄞b\n".repeat(30_000));
    }
    byte[] half = {'a', 0, 0x00, (byte) 0xDC, 'b', 0, 'c'};
    try (InputStream in = new Transcoder(new ByteArrayInputStream(half), UTF_16LE)) {
      assertThat(in.readAllBytes()).containsExactly('a', 0xFF, 'b', 0xFF);
    }
  }
}
