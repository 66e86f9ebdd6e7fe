// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.csv.CsvReader;
import io.meshterious.core.csv.CsvRecord;
import io.meshterious.testkit.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  private static List<String> records(String text) throws IOException {
    return records(text, 1000);
  }

  /** Each record: its line, its cells, and what is wrong with it. */
  private static List<String> records(String text, int longest) throws IOException {
    CsvReader reader =
        new CsvReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
    CsvRecord record = new CsvRecord();
    List<String> records = new ArrayList<>();
    while (reader.next(record)) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < record.cells(); i++) {
        cells.add(record.absent(i) ? "-" : record.text(i));
      }
      records.add(reader.line() + ":" + reader.problem().orElse(String.join("|", cells)));
    }
    return records;
  }

  @Test
  void records_withAnyLineEnd_areRead() throws IOException {
    assertThat(records("a,b\nc,d\r\ne,f")).containsExactly("1:a|b", "2:c|d", "3:e|f");
    assertThat(records("a\r\n")).containsExactly("1:a");
    assertThat(records("a\r")).containsExactly("1:a");
    assertThat(records("\n\r\na")).containsExactly("1:-", "2:-", "3:a");
    assertThat(records("")).isEmpty();
  }

  @Test
  void cells_thatAreEmpty_differFromEmptyTexts() throws IOException {
    assertThat(records(",\"\",\r\n,\n\"\"")).containsExactly("1:-||-", "2:-|-", "3:");
    assertThat(records("a,")).containsExactly("1:a|-");
    assertThat(records("\"a\",")).containsExactly("1:a|-");
  }

  @Test
  void cells_inQuotes_mayHoldAnything() throws IOException {
    assertThat(records("\"a\"\"b,\r\n\",x\ny,\"\n\n\"\nz"))
        .containsExactly("1:a\"b,\r\n|x", "3:y|\n\n", "6:z");
    assertThat(records("a\"b,c\rd")).containsExactly("1:a\"b|c\rd");
  }

  @Test
  void records_withOtherSeparators_areRead() throws IOException {
    String text = "a;'b;''\n';\"c\",d\n";
    CsvReader reader =
        new CsvReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            1000,
            (byte) ';',
            (byte) '\'');
    CsvRecord record = new CsvRecord();
    assertThat(reader.next(record)).isTrue();
    assertThat(record.cells()).isEqualTo(3);
    assertThat(record.text(1)).isEqualTo("b;'\n");
    assertThat(record.text(2)).isEqualTo("\"c\",d");
    assertThat(reader.next(record)).isFalse();
  }

  @Test
  void quote_thatDoesNotEnd_isNamedByItsLine() throws IOException {
    assertThat(records("a\nb,\"c\nd\ne,f\n"))
        .containsExactly("1:a", "2:the quote that begins in line 2 does not end");
    assertThat(records("x\n\"a\nb\",\"\n"))
        .containsExactly("1:x", "2:the quote that begins in line 3 does not end");
  }

  @Test
  void record_thatIsTooLong_isPassedOver() throws IOException {
    String wide = "y".repeat(100_000);
    assertThat(records("a\n" + wide + "\n\"" + wide + "\n\",z\nb", 10))
        .containsExactly(
            "1:a", "2:it is longer than 10 bytes", "3:it is longer than 10 bytes", "5:b");
    assertThat(records("1234567890,\n", 10)).containsExactly("1:1234567890|-");
  }

  @Test
  void cells_ofAnyBytes_comeBack() throws IOException {
    SeededRandom random = SeededRandom.forTest("cells");
    for (int i = 0; i < SeededRandom.rounds(300); i++) {
      List<String> cells = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      for (int cell = 0; cell < random.between(1, 6); cell++) {
        StringBuilder text = new StringBuilder();
        for (int length = random.below(6); length > 0; length--) {
          text.append(random.oneOf("a", "\"", ",", "\n", "\r\n", "\r", "é", " "));
        }
        cells.add(text.toString());
        line.append(cell == 0 ? "" : ",")
            .append('"')
            .append(text.toString().replace("\"", "\"\""))
            .append('"');
      }
      assertThat(records(line + random.oneOf("", "\n", "\r\n")))
          .as("seed %s", random.seed())
          .containsExactly("1:" + String.join("|", cells));
    }
  }
}
