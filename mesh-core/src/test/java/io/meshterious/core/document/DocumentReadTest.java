// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.ErrorRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentReadTest {
  @TempDir Path folder;

  @Test
  void read_yamlFile_knowsRootOriginAndFormat() throws IOException {
    Path file = Files.writeString(folder.resolve("a.odcs.YAML"), "id: orders\n");

    Document document = Document.read(file);

    assertThat(document.root()).isEqualTo(MapNode.builder().put("id", "orders").build());
    assertThat(document.origin()).isEqualTo(file.toString());
    assertThat(document.format()).isEqualTo(DocumentFormat.YAML);
    assertThat(document.problems()).isEmpty();
  }

  @Test
  void read_jsonFile_takesTheFormatFromTheName() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{\"id\": 1}");

    Document document = Document.read(file);

    assertThat(document.format()).isEqualTo(DocumentFormat.JSON);
    assertThat(document.root()).isEqualTo(MapNode.builder().put("id", 1).build());
  }

  @Test
  void read_missingFile_saysSo() {
    Path file = folder.resolve("none.yaml");

    DocumentException failure = failure(() -> Document.read(file));

    assertThat(failure.code()).isEqualTo(DocumentError.FILE_NOT_FOUND);
    assertThat(failure.location()).isEqualTo(Location.NONE);
    assertThat(failure.origin()).isEqualTo(file.toString());
    assertThat(failure)
        .hasMessage(
            "Cannot read '%s': there is no such file; relative names start at '%s'",
            file, Path.of("").toAbsolutePath());
  }

  @Test
  void read_directory_isRefused() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("d.yaml"));

    DocumentException failure = failure(() -> Document.read(directory));

    assertThat(failure.code()).isEqualTo(DocumentError.FILE_NOT_FOUND);
    assertThat(failure)
        .hasMessage("Cannot read '%s': it is a directory; name a file in it", directory);
  }

  @Test
  void read_unknownEnding_listsTheKnownOnes(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("orders.toml"), "id = 1");

    DocumentException failure = failure(() -> Document.read(file));

    assertThat(failure.code()).isEqualTo(DocumentError.UNKNOWN_FORMAT);
    assertThat(failure)
        .hasMessage(
            "Cannot read '"
                + file
                + "': the name does not say its format; allowed endings are .yaml, .yml and .json");
  }

  @Test
  void read_failingStream_isUnreadable_andNamesTheReason() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };

    DocumentException failure =
        failure(() -> Document.read(broken, DocumentFormat.YAML, "stream", ReadLimits.DEFAULT));

    assertThat(failure.code()).isEqualTo(DocumentError.FILE_UNREADABLE);
    assertThat(failure)
        .hasMessage("Cannot read 'stream': IOException (disk on fire)")
        .hasRootCauseMessage("disk on fire");
  }

  @Test
  void read_stream_isLeftOpen() {
    boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream("[1]".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    Document.read(in, DocumentFormat.JSON, "stream", ReadLimits.DEFAULT);

    assertThat(closed[0]).isFalse();
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_byteOrderMark_isPassedOver(DocumentFormat format) {
    Document document = bytes(format, 0xEF, 0xBB, 0xBF, '[', '"', 'e', 0xCC, 0x81, '"', ']');

    assertThat(document.root()).isEqualTo(Node.of(List.of("e\u0301")));
    assertThat(document.root().location()).isEqualTo(new Location(1, 1));
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_utf16_isRefused(DocumentFormat format) {
    for (int[] mark : new int[][] {{0xFE, 0xFF}, {0xFF, 0xFE}}) {
      DocumentException failure = failure(() -> bytes(format, mark[0], mark[1], 0, '1'));

      assertThat(failure.code()).isEqualTo(DocumentError.NOT_UTF8);
      assertThat(failure)
          .hasMessage("Cannot read 'bytes': it is UTF-16 or UTF-32; save it as UTF-8");
    }
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_latin1_isRefusedAtTheByte(DocumentFormat format) {
    DocumentException failure =
        failure(() -> bytes(format, '[', '\n', '"', 0xC3, 0xA9, 0xE9, '"', ']'));

    assertThat(failure.code()).isEqualTo(DocumentError.NOT_UTF8);
    assertThat(failure.location()).isEqualTo(new Location(2, 3));
    assertThat(failure)
        .hasMessage(
            "Cannot read 'bytes', line 2, column 3: byte 0xE9 is not UTF-8; save the file as UTF-8");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_cutOffCharacterAtTheEnd_isRefused(DocumentFormat format) {
    DocumentException failure = failure(() -> bytes(format, '1', 0xE2, 0x82));

    assertThat(failure)
        .hasMessageStartingWith("Cannot read 'bytes', line 1, column 2: byte 0xE2 is not UTF-8");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_replacementCharacter_isText(DocumentFormat format) {
    assertThat(Document.parse("[\"\uFFFD\"]", format, "x").root())
        .isEqualTo(Node.of(List.of("\uFFFD")));
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_halfOfASurrogatePair_isRefused(DocumentFormat format) {
    DocumentException failure = failure(() -> Document.parse("[\"\uDE00\"]", format, "x"));

    assertThat(failure.code()).isEqualTo(DocumentError.NOT_UTF8);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'x', line 1, column 3: U+DE00 is half of a surrogate pair, which is no character; write both halves");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_escapedHalfOfASurrogatePair_isRefused(DocumentFormat format) {
    DocumentException failure = failure(() -> Document.parse("[\"\\ud83d\"]", format, "x"));

    assertThat(failure.code()).isEqualTo(DocumentError.UNSUPPORTED);
    assertThat(failure.location()).isEqualTo(new Location(1, 2));
    assertThat(Document.parse("[\"\\ud83d\\ude00\"]", format, "x").root())
        .isEqualTo(Node.of(List.of("😀")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"YAML|''", "YAML|'# nothing'", "YAML|'---'", "JSON|''", "JSON|' '"})
  void parse_nothing_isEmpty(DocumentFormat format, String text) {
    DocumentException failure = failure(() -> Document.parse(text, format, "x"));

    assertThat(failure.code()).isEqualTo(DocumentError.EMPTY);
    assertThat(failure)
        .hasMessage("Cannot read 'x': it is empty; a document holds one value, such as a map");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void read_endlessStream_stopsOneByteAfterTheLimit(DocumentFormat format) {
    long[] taken = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken[0]++;
            return ' ';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            taken[0] += length;
            Arrays.fill(target, offset, offset + length, (byte) ' ');
            return length;
          }
        };

    DocumentException failure =
        failure(() -> Document.read(endless, format, "endless", ReadLimits.DEFAULT));

    assertThat(failure.code()).isEqualTo(DocumentError.TOO_LARGE);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'endless': it has more than 16,777,216 bytes; split it, or read it with ReadLimits.DEFAULT.withBytes(…)");
    assertThat(taken[0]).isEqualTo(16_777_217);
  }

  @Test
  void read_fileOf50Megabytes_isRefused() throws IOException {
    Path file = folder.resolve("large.yaml");
    byte[] megabyte = "- a\n".repeat(250_000).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
    }

    assertThat(failure(() -> Document.read(file)).code()).isEqualTo(DocumentError.TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_byteLimit_countsUtf8(DocumentFormat format) {
    String text = "\"aé€😀\"";
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;

    assertThat(Document.parse(text, format, "x", ReadLimits.DEFAULT.withBytes(bytes)).root())
        .isEqualTo(Node.of("aé€😀"));
    assertThat(
            failure(
                    () ->
                        Document.parse(text, format, "x", ReadLimits.DEFAULT.withBytes(bytes - 1)))
                .code())
        .isEqualTo(DocumentError.TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_nodeLimit_countsMapsListsAndScalars(DocumentFormat format) {
    String text = "{\"a\": [1, {\"b\": null}]}";

    assertThat(Document.parse(text, format, "x", ReadLimits.DEFAULT.withNodes(5)).problems())
        .isEmpty();
    DocumentException failure =
        failure(() -> Document.parse(text, format, "x", ReadLimits.DEFAULT.withNodes(4)));
    assertThat(failure.code()).isEqualTo(DocumentError.TOO_MANY_NODES);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'x', line 1, column 17: there are more than 4 values, those repeated by aliases counted each time;"
                + " split it, or read it with ReadLimits.DEFAULT.withNodes(…)");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_depthLimit_countsMapsAndLists(DocumentFormat format) {
    String text = "[{\"a\": [1]}]";

    assertThat(Document.parse(text, format, "x", ReadLimits.DEFAULT.withDepth(3)).problems())
        .isEmpty();
    DocumentException failure =
        failure(() -> Document.parse(text, format, "x", ReadLimits.DEFAULT.withDepth(2)));
    assertThat(failure.code()).isEqualTo(DocumentError.TOO_DEEP);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'x', line 1, column 8: maps and lists nest deeper than 2 levels;"
                + " flatten it, or read it with ReadLimits.DEFAULT.withDepth(…)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"YAML|[", "YAML|{a: ", "YAML|'- '", "YAML|[a: ", "JSON|[", "JSON|{\"a\":"})
  void parse_tooDeep_isRefused_beforeTheStackOverflows(DocumentFormat format, String opening) {
    for (int limit : new int[] {64, ReadLimits.MAX_DEPTH}) {
      DocumentException failure =
          failure(
              () ->
                  Document.parse(
                      opening.repeat(50_000), format, "x", ReadLimits.DEFAULT.withDepth(limit)));

      assertThat(failure.code()).isEqualTo(DocumentError.TOO_DEEP);
    }
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_deepestAllowed_isRead_compared_andWritten(DocumentFormat format) {
    ReadLimits limits = ReadLimits.DEFAULT.withDepth(ReadLimits.MAX_DEPTH);
    Node root = Document.parse("[".repeat(256) + "]".repeat(256), format, "x", limits).root();

    assertThat(Document.parse(Document.write(root, format), format, "x", limits).root())
        .isEqualTo(root);
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_twoDocuments_areRefusedAtTheSecond(DocumentFormat format) {
    String text = format == DocumentFormat.YAML ? "---\na: 1\n---\nb: 2\n" : "{}\n\n\n[]";

    DocumentException failure = failure(() -> Document.parse(text, format, "x"));

    assertThat(failure.code()).isEqualTo(DocumentError.SEVERAL_DOCUMENTS);
    assertThat(failure.location().line()).isEqualTo(format == DocumentFormat.YAML ? 3 : 4);
    assertThat(failure.location().column()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_keyTwice_isAProblem_andTheFirstValueCounts(DocumentFormat format) {
    String text = "{\"t\": [{\"odd name\":\n {\"a\": 1, \"b\": 2,\n \"a\": 3}}]}";

    Document document = Document.parse(text, format, "x");

    assertThat(document.problems())
        .containsExactly(
            new DocumentProblem(
                new Location(3, 2),
                "$.t[0]['odd name']",
                "the key 'a' is here twice: first at line 2, column 3, whose value is kept,"
                    + " and again at line 3, column 2, whose value is ignored; remove one"));
    assertThat(document.root())
        .isEqualTo(
            Document.parse("{\"t\": [{\"odd name\": {\"a\": 1, \"b\": 2}}]}", format, "y").root());
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_manyKeysTwice_areListedUpToAHundred(DocumentFormat format) {
    Document document = Document.parse("{" + "\"a\": 1, ".repeat(5_000) + "\"a\": 1}", format, "x");

    assertThat(document.problems()).hasSize(100);
    assertThat(document.problems().get(99).message())
        .endsWith("remove one; further ones are not listed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e10000|true",
        "-1.5E-10000|true",
        "1e10001|false",
        "1e-10001|false",
        "1e999999999|false",
        "1e99999999999999999|false"
      })
  void parse_numbers_areRefusedBeyondTheExponentLimit(String number, boolean allowed) {
    for (DocumentFormat format : DocumentFormat.values()) {
      if (allowed) {
        assertThat(((ScalarNode) Document.parse(number, format, "x").root()).text())
            .isEqualTo(number);
        continue;
      }
      DocumentException failure = failure(() -> Document.parse(number, format, "x"));
      assertThat(failure.code()).isEqualTo(DocumentError.NUMBER_TOO_LARGE);
      assertThat(failure)
          .hasMessage(
              "Cannot read 'x', line 1, column 1: the number %s is too large; allowed are 1,000 digits"
                  + " and exponents from -10,000 to 10,000; quote it if text is meant",
              number);
    }
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void parse_numberOfAThousandDigits_isTheLongest(DocumentFormat format) {
    assertThat(
            Document.parse("-" + "9".repeat(500) + "." + "9".repeat(500), format, "x").problems())
        .isEmpty();
    assertThat(failure(() -> Document.parse("9".repeat(1_001), format, "x")).code())
        .isEqualTo(DocumentError.NUMBER_TOO_LARGE);
  }

  @Test
  void limits_outOfRange_areRefused() {
    assertThatThrownBy(() -> ReadLimits.DEFAULT.withDepth(257))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use read limits 16777216 bytes, 257 levels: at most 1073741824 bytes and 256 levels are allowed");
    assertThatThrownBy(() -> ReadLimits.DEFAULT.withNodes(0))
        .hasMessage(
            "Cannot use read limits 16777216 bytes, 64 levels, 0 nodes: each is at least 1");
  }

  @Test
  void errors_areNumberedInOrderInsideTheirRange() {
    int previous = 1_000;
    for (DocumentError error : DocumentError.values()) {
      assertThat(error.number()).isGreaterThan(previous).isLessThanOrEqualTo(1_019);
      assertThat(ErrorRange.CONTRACT.contains(error.number())).isTrue();
      previous = error.number();
    }
  }

  private static Document bytes(DocumentFormat format, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Document.read(new ByteArrayInputStream(content), format, "bytes", ReadLimits.DEFAULT);
  }

  private static DocumentException failure(ThrowingCallable reading) {
    return catchThrowableOfType(DocumentException.class, reading);
  }
}
