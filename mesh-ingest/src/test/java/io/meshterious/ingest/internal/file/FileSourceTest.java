// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  @TempDir private Path folder;

  private static EventSource open(Path path, String options, Map<String, String> positions) {
    URI uri = URI.create(path.toUri() + options);
    return new FileSources().open(SourceRequest.of(uri, "orders").from(positions));
  }

  private EventSource openFolder(String options) {
    return open(folder, "?settle=0s" + options, Map.of());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> read(EventSource source) throws InterruptedException {
    return read(source, Duration.ZERO);
  }

  /** What comes, each event behind its origin. */
  private static List<String> read(EventSource source, Duration patience)
      throws InterruptedException {
    RawBatch batch = new RawBatch(1_000, 1 << 20);
    source.read(batch, patience);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int from = batch.from(i);
      String body = new String(batch.array(i), from, batch.to(i) - from, UTF_8);
      events.add(source.origin(batch.position(i), batch.tag(i)).place() + "=" + body);
      assertThat(batch.array(i).length - batch.to(i)).isGreaterThanOrEqualTo(64);
    }
    return events;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private List<String> names() throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(it -> folder.relativize(it).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void read_folder_givesFilesInOrderOfNameAndLeavesOthersAlone() throws Exception {
    // Given
    write("b.jsonl", "3\n");
    write("a.ndjson", "1\n2");
    Files.write(folder.resolve("c.json.gz"), gzip("4\n5\n"));
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(folder.resolve("d.ndjson.zst")))) {
      out.write("6\n".getBytes(UTF_8));
    }
    write("e.ndjson", "");
    write(".hidden.ndjson", "no\n");
    write("f.ndjson.tmp", "no\n");
    write("g.ndjson.part", "no\n");
    write("readme.txt", "no\n");
    Files.createDirectory(folder.resolve("sub.ndjson"));
    // When
    try (EventSource source = openFolder("")) {
      assertThat(source.waiting().orElse(0)).isPositive();
      // Then
      assertThat(read(source))
          .containsExactly(
              "a.ndjson:1=1",
              "a.ndjson:2=2",
              "b.jsonl:1=3",
              "c.json.gz:1=4",
              "c.json.gz:2=5",
              "d.ndjson.zst:1=6");
      assertThat(source.waiting()).hasValue(0);
      assertThat(source.positions())
          .containsOnlyKeys("a.ndjson", "b.jsonl", "c.json.gz", "d.ndjson.zst", "e.ndjson");
    }
  }

  @Test
  void read_patternAndFormat_chooseFiles() throws Exception {
    write("orders-1.txt", "1\n");
    write("orders-2.txt", "2\n");
    write("other.txt", "3\n");
    try (EventSource source = openFolder("&pattern=orders-*&format=ndjson")) {
      assertThat(read(source)).containsExactly("orders-1.txt:1=1", "orders-2.txt:1=2");
    }
  }

  @Test
  void acknowledge_allOfAFile_movesItAndForgetsIt() throws Exception {
    // Given
    write("a.ndjson", "1\n2\n");
    write("b.ndjson", "3\n");
    Files.createDirectory(folder.resolve("done"));
    write("done/a.ndjson", "older\n");
    try (EventSource source = openFolder("&done=move")) {
      read(source);
      // When
      source.acknowledge(1);
      assertThat(names()).containsExactly("a.ndjson", "b.ndjson", "done/a.ndjson");
      source.acknowledge(2);
      // Then
      assertThat(names()).containsExactly("b.ndjson", "done/2-a.ndjson", "done/a.ndjson");
      assertThat(source.positions()).containsOnlyKeys("b.ndjson");
      source.acknowledge(3);
      assertThat(source.positions()).isEmpty();
      assertThat(source.state()).isEmpty();
    }
  }

  @Test
  void open_readToItsEndBefore_isMovedOrDeletedNow() throws Exception {
    write("a.ndjson", "1\n");
    Map<String, String> positions;
    try (EventSource source = openFolder("&done=delete")) {
      read(source);
      positions = source.positions();
    }
    assertThat(names()).containsExactly("a.ndjson");
    try (EventSource source = open(folder, "?settle=0s&done=delete", positions)) {
      assertThat(read(source)).isEmpty();
      assertThat(names()).isEmpty();
      assertThat(source.positions()).isEmpty();
    }
  }

  @Test
  void read_fileThatCannotBeMoved_saysSoAndIsNotReadAgain() throws Exception {
    write("a.ndjson", "1\n");
    write("done", "in the way");
    try (EventSource source = openFolder("&done=move")) {
      read(source);
      source.acknowledge(1);
      assertThat(source.state()).contains("cannot move").contains("a.ndjson");
      assertThat(source.positions()).containsOnlyKeys("a.ndjson");
      Files.delete(folder.resolve("done"));
      assertThat(read(source, Duration.ofMillis(1_500))).isEmpty();
      assertThat(source.state()).isEmpty();
      assertThat(names()).containsExactly("done/a.ndjson");
    }
  }

  @Test
  void read_fileThatIsWritten_waitsUntilItSettles() throws Exception {
    write("a.ndjson", "1\n");
    try (EventSource source = open(folder, "?settle=1500ms", Map.of())) {
      assertThat(read(source)).isEmpty();
      assertThat(source.waiting().orElse(0)).isPositive();
      assertThat(read(source, Duration.ofSeconds(10))).containsExactly("a.ndjson:1=1");
    }
  }

  @Test
  void read_singleFileThatGrows_givesWholeLinesOnly() throws Exception {
    Path file = write("a.ndjson", "1\n2");
    try (EventSource source = open(file, "?settle=700ms", Map.of())) {
      assertThat(read(source)).containsExactly("a.ndjson:1=1");
      assertThat(source.waiting()).hasValue(1);
      Files.writeString(file, "2\n", APPEND);
      assertThat(read(source, Duration.ofSeconds(10))).containsExactly("a.ndjson:2=22");
      Files.writeString(file, "3", APPEND);
      assertThat(read(source, Duration.ofMillis(300))).isEmpty();
      assertThat(read(source, Duration.ofSeconds(10))).containsExactly("a.ndjson:3=3");
      assertThat(read(source)).isEmpty();
      assertThat(source.waiting()).hasValue(0);
    }
  }

  @Test
  void open_fileThatGrewOrWasTouched_goesOnBehindWhatWasRead() throws Exception {
    for (String name : List.of("a.ndjson", "a.ndjson.gz")) {
      Path file = folder.resolve(name);
      boolean compressed = name.endsWith(".gz");
      Files.write(file, compressed ? gzip("1\n2\n") : "1\n2\n".getBytes(UTF_8));
      EventSource source = open(file, "?settle=0s", Map.of());
      assertThat(read(source)).hasSize(2);
      Map<String, String> positions = source.positions();
      // When touched
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      try (EventSource again = open(file, "?settle=0s", positions)) {
        assertThat(read(again)).isEmpty();
        positions = again.positions();
      }
      // When grown
      Files.write(file, compressed ? gzip("3\n") : "3\n".getBytes(UTF_8), APPEND);
      try (EventSource again = open(file, "?settle=0s", positions)) {
        assertThat(read(again)).containsExactly(name + ":3=3");
      }
    }
  }

  @Test
  void open_anotherFileOfTheSameName_isRefused() throws Exception {
    for (String other : List.of("1\n", "9\n8\n", "9\n8\n7\n6\n")) {
      Path file = write("a.ndjson", "1\n2\n");
      EventSource source = open(file, "", Map.of());
      assertThat(read(source)).hasSize(2);
      Map<String, String> positions = source.positions();
      Files.writeString(file, other);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      EventSource again = open(file, "?settle=0s", positions);
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> read(again))
          .withMessageContaining("a.ndjson' behind line 2: it is another file now")
          .extracting(MeshException::code)
          .isEqualTo(SourceError.POSITION_INVALID);
    }
  }

  @Test
  void open_fileIsGone_dropsWhatWasKnownOfIt() throws Exception {
    write("a.ndjson", "1\n");
    write("b.ndjson", "2\n");
    Map<String, String> positions;
    try (EventSource source = openFolder("")) {
      read(source);
      positions = source.positions();
    }
    Files.delete(folder.resolve("a.ndjson"));
    try (EventSource source = open(folder, "?settle=0s", positions)) {
      assertThat(source.positions()).containsOnlyKeys("b.ndjson");
    }
  }

  @Test
  void read_cells_comeAsTheyAreWithTheirHeaderInTheContentType() throws Exception {
    // Given
    write("a.csv", "\uFEFFid,\"no\"\"te\"\r\n1,\"x\ny\"\r\n\r\n2,z\r\n");
    write("b.tsv", "id\tnote\n3\tu\n");
    RawBatch batch = new RawBatch(1, 100);
    try (EventSource source = openFolder("")) {
      // When
      source.read(batch, Duration.ZERO);
      // Then
      assertThat(batch.kind(0).contentType())
          .isEqualTo(
              "text/csv; delimiter=\",\"; header=\"\\\"id\\\",\\\"no\\\"\\\"te\\\"\"; quote=\"\\\"\"");
      try (EventSource again = open(folder, "?settle=0s", source.positions())) {
        assertThat(read(again)).containsExactly("a.csv:5=2,z", "b.tsv:2=3\tu");
      }
      assertThat(read(source)).containsExactly("a.csv:5=2,z", "b.tsv:2=3\tu");
      assertThat(source.origin(batch.position(0), batch.tag(0)).place()).isEqualTo("a.csv:2");
    }
  }

  @Test
  void read_cellsWithoutHeader_haveTheNamesOfTheOption() throws Exception {
    Path file = write("a.csv", "1;'x;''y'\n");
    try (EventSource source = open(file, "?header=id,note&delimiter=;&quote='", Map.of())) {
      RawBatch batch = new RawBatch(9, 100);
      source.read(batch, Duration.ZERO);
      assertThat(batch.size()).isEqualTo(1);
      assertThat(batch.kind(0).contentType())
          .isEqualTo("text/csv; delimiter=\";\"; header=\"id,note\"; quote=\"'\"");
    }
  }

  @Test
  void read_headerThatIsOnlyBegun_isWaitedFor() throws Exception {
    Path file = write("a.csv", "id,no");
    try (EventSource source = open(file, "?settle=5s", Map.of())) {
      assertThat(read(source)).isEmpty();
      Files.writeString(file, "te\n1,x\n", APPEND);
      assertThat(read(source, Duration.ofSeconds(5))).containsExactly("a.csv:2=1,x");
    }
  }

  @Test
  void read_marksAndCharsets_areReadAsTheyAre() throws Exception {
    write("a.ndjson", "\uFEFF1\n");
    try (EventSource source = openFolder("")) {
      assertThat(read(source)).containsExactly("a.ndjson:1=1");
    }
    Path latin = folder.resolve("b.ndjson");
    Files.write(latin, "{\"t\":\"Käse €\"}\nx\n".getBytes(Charset.forName("windows-1252")));
    EventSource first = open(latin, "?charset=windows-1252&settle=0s", Map.of());
    RawBatch one = new RawBatch(1, 100);
    first.read(one, Duration.ZERO);
    assertThat(one.to(0) - one.from(0)).isEqualTo("{\"t\":\"Käse €\"}".getBytes(UTF_8).length);
    try (EventSource again = open(latin, "?charset=windows-1252&settle=0s", first.positions())) {
      assertThat(read(again)).containsExactly("b.ndjson:2=x");
    }
  }

  @Test
  void read_compressedFileThatBreaksOff_fails() throws Exception {
    byte[] whole = gzip("1\n2\n".repeat(1_000));
    Files.write(folder.resolve("a.ndjson.gz"), Arrays.copyOf(whole, whole.length - 12));
    try (EventSource source = openFolder("")) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  read(source);
                }
              })
          .withMessageContaining("a.ndjson.gz', behind line");
    }
  }

  @Test
  void open_whatCannotBeRead_saysWhy() throws Exception {
    Path text = write("a.txt", "1\n");
    Path known = write("a.ndjson", "1\n");
    refused(folder.resolve("none.ndjson"), "", "there is no such file or folder");
    refused(text, "", "or the option format");
    refused(known, "?done=move", "Cannot use option 'done'");
    refused(known, "?charset=klingon", "such as UTF-8");
    refused(known, "?delimiter=ab", "one ASCII character");
    refused(folder, "?pattern=%5B", "a glob");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(known, "", Map.of("a.ndjson", "17")))
        .withMessageContaining("Invalid position of the file 'a.ndjson': '17'");
  }

  private static void refused(Path path, String options, String why) {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(path, options, Map.of()))
        .withMessageContaining(why);
  }

  @Test
  void open_tooManyFilesThatAreKept_saysWhatToDo() throws Exception {
    for (int i = 0; i <= 10_000; i++) {
      Files.createFile(folder.resolve(i + ".ndjson"));
    }
    Map<String, String> positions;
    try (EventSource source = openFolder("")) {
      read(source);
      positions = source.positions();
    }
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(folder, "?settle=0s", positions))
        .withMessageContaining("more than 10000 files")
        .withMessageContaining("done=move");
    open(folder, "?settle=0s&done=delete", positions).close();
    assertThat(names()).isEmpty();
  }
}
