// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import io.meshterious.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
  private static final Requirement FULL_DEVICE =
      new Requirement("full-device", "A device that is full, /dev/full,", "Linux has one");

  private final Targets targets = Targets.load();
  private final Refusals refusals = new Refusals();

  @TempDir private Path folder;

  private EventTarget open(String uri) {
    return targets.open(request(uri, refusals));
  }

  private void write(String uri, int from, int to) throws InterruptedException {
    try (EventTarget target = targets.open(request(uri, from, refusals))) {
      for (int i = from; i < to; i++) {
        target.send(event(i));
      }
    }
  }

  @Test
  void send_toAFile_isALineEach() throws Exception {
    // Given
    Path file = folder.resolve("a folder/orders.ndjson");
    // When
    try (EventTarget target = open(file.toString())) {
      target.send(event(1));
      target.send(event("2", "{\"text\":\"ü\"}"));
      target.flush();
      // Then
      assertThat(target.settled()).isEqualTo(2);
      assertThat(file).hasContent("{\"id\":1}\n{\"text\":\"ü\"}\n");
      target.send(event(3));
    }
    assertThat(file).content().endsWith("}\n{\"id\":3}\n");
  }

  @Test
  void send_slowEvents_areVisibleAtOnce() throws Exception {
    Path file = folder.resolve("orders.ndjson");
    try (EventTarget target = open(file.toString())) {
      target.send(event(1));
      assertThat(file).hasContent("{\"id\":1}\n");
    }
  }

  @Test
  void send_manyEvents_areAllThere() throws Exception {
    Path file = folder.resolve("orders.ndjson");
    write(file.toString(), 0, 50_000);
    assertThat(Files.readAllLines(file)).hasSize(50_000).last().isEqualTo("{\"id\":49999}");
  }

  @Test
  void open_folder_makesAFileOfTheName() throws Exception {
    write(folder + "/new/", 0, 1);
    assertThat(folder.resolve("new/orders.north.ndjson")).exists();
    write(folder.toString(), 0, 1);
    assertThat(folder.resolve("orders.north.ndjson")).exists();
    write(folder + "/x-{name}.jsonl", 0, 1);
    assertThat(folder.resolve("x-orders.north.jsonl")).exists();
    write("file://" + folder + "/with%20space.ndjson", 0, 1);
    assertThat(folder.resolve("with space.ndjson")).exists();
  }

  @Test
  void open_existingFile_isRefusedUnlessToldOtherwise() throws Exception {
    // Given
    Path file = folder.resolve("orders.ndjson");
    write(file.toString(), 0, 1);
    // Then
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(file.toString()))
        .withMessageContaining("exists=append")
        .matches(it -> it.code() == ProducerError.TARGET_DIFFERS);
    write(file + "?exists=append", 0, 1);
    assertThat(file).hasContent("{\"id\":0}\n{\"id\":0}\n");
    write(file + "?exists=replace", 0, 1);
    assertThat(file).hasContent("{\"id\":0}\n");
  }

  @Test
  void open_goingOn_appendsBehindACompleteLine() throws Exception {
    Path file = folder.resolve("orders.ndjson");
    Files.writeString(file, "{\"id\":0}\n{\"id\"");
    write(file.toString(), 1, 2);
    assertThat(file).hasContent("{\"id\":0}\n{\"id\"\n{\"id\":1}\n");
  }

  @Test
  void send_toACompressedFile_canBeReadAlsoWhenItGoesOn() throws Exception {
    // Given
    Path file = folder.resolve("orders.ndjson.gz");
    // When
    write(file.toString(), 0, 20_000);
    write(file.toString(), 20_000, 30_000);
    // Then
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes(), UTF_8).lines())
          .hasSize(30_000)
          .last()
          .isEqualTo("{\"id\":29999}");
    }
  }

  @Test
  void open_impossiblePath_saysWhy() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(file + "/below.ndjson"))
        .withMessageContaining("below.ndjson")
        .matches(it -> it.code() == ProducerError.TARGET_FAILED);
    for (String wrong : new String[] {"file://host/x", "file:a%2Fb", "file:"}) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> open(wrong))
          .matches(it -> it.code() == ProducerError.TARGET_INVALID);
    }
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(folder + "/x?exist=append"))
        .withMessageContaining("did you mean 'exists'?");
  }

  @Test
  void send_fullDisk_failsAndSaysSo() {
    Path full = Path.of("/dev/full");
    FULL_DEVICE.check(Files.exists(full));
    EventTarget target = open(full + "?exists=append");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () -> {
              target.send(event(1));
              target.flush();
            })
        .withMessageContaining("/dev/full")
        .withMessageContaining("No space left")
        .matches(it -> it.code() == ProducerError.TARGET_FAILED);
    target.close();
  }

  @Test
  void stdout_nobodyReads_fails() {
    // Given
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    EventTarget target =
        new StreamTarget(
            new StdoutSink(new PrintStream(gone)),
            new JsonLines(),
            true,
            "standard output",
            (event, why) -> {});
    // Then
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () -> {
              target.send(event(1));
              target.flush();
            })
        .withMessageStartingWith("Cannot write events to standard output: nobody reads it");
    target.close();
  }

  @Test
  void stdout_isWritten() throws Exception {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, false, UTF_8));
    // When
    try (EventTarget target = open("-")) {
      target.send(event(1));
      target.flush();
    } finally {
      System.setOut(before);
    }
    // Then
    assertThat(out.toString(UTF_8)).isEqualTo("{\"id\":1}\n");
  }

  @Test
  void send_afterClose_fails() {
    EventTarget target = open(folder + "/orders.ndjson");
    target.close();
    target.close();
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> target.send(event(1)))
        .withMessageContaining("closed");
  }

  @Test
  void write_lineBreaks_staysAsItIsAndIsCounted() {
    JsonLines lines = new JsonLines();
    EventBuffer out = new EventBuffer();
    lines.write(event("1", "{\"a\":\n1}"), out);
    lines.write(event(2), out);
    assertThat(out).hasToString("{\"a\":\n1}\n{\"id\":2}\n");
    assertThat(lines.broken()).isEqualTo(1);
  }
}
