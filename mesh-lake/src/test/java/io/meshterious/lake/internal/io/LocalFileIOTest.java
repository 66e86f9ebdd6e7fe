// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.testkit.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.RangeReadable;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on the local file system. */
class LocalFileIOTest {
  @TempDir Path temp;
  private final LocalFileIO io = new LocalFileIO();

  private static LocalFileIO with(String key, Object value) {
    LocalFileIO io = new LocalFileIO();
    io.initialize(Map.of(key, value.toString()));
    return io;
  }

  private static void write(OutputFile file, String text) throws IOException {
    try (PositionOutputStream out = file.create()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static List<String> list(LocalFileIO io, String prefix) {
    return StreamSupport.stream(io.listPrefix(prefix).spliterator(), false)
        .map(FileInfo::location)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "file://", "file://localhost"})
  void location_inEveryForm_isThePathItSays(String scheme) throws Exception {
    for (String name : List.of("a", "a b", "p=a%2Fb", "100%", "ü-日本", "#1", "a?b", "[x]*")) {
      // Given
      String location = scheme + temp.resolve(name).resolve("f.bin");

      // When
      write(io.newOutputFile(location), name);

      // Then
      Path path = temp.resolve(name).resolve("f.bin");
      assertThat(path).hasContent(name);
      assertThat(LocalFileIO.path(location)).isEqualTo(path);
      assertThat(io.newInputFile(location).location()).isEqualTo(location);
      assertThat(list(io, scheme + temp)).contains(location);
      io.deleteFile(location);
      assertThat(path).doesNotExist();
    }
  }

  @Test
  void location_onAnotherHost_isRefused() {
    for (String location : List.of("file://server/share/x", "file://server")) {
      assertThatThrownBy(() -> io.newInputFile(location))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("no host");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_inPiecesOfAllSizes_isReadBackInRanges(boolean durable) throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("LocalFileIOTest.write");
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    String location = temp.resolve("deep/er/file").toString();
    LocalFileIO files = with(LocalFileIO.DURABLE, durable);

    // When
    try (PositionOutputStream out = files.newOutputFile(location).create()) {
      for (int size : new int[] {0, 1, 100, 65_535, 65_536, 65_537, 3_000_000, 7}) {
        byte[] piece = new byte[size + 10];
        new Random(random.anyLong()).nextBytes(piece);
        out.write(piece, 5, size);
        expected.write(piece, 5, size);
        out.write(piece[0]);
        expected.write(piece[0]);
        assertThat(out.getPos()).isEqualTo(expected.size());
      }
      out.flush();
      assertThat(Files.size(Path.of(location))).isEqualTo(expected.size());
      out.close();
    }

    // Then
    byte[] all = expected.toByteArray();
    assertThat(Files.readAllBytes(Path.of(location))).isEqualTo(all);
    assertThat(files.newInputFile(location).getLength()).isEqualTo(all.length);
    try (SeekableInputStream in = files.newInputFile(location, all.length).newStream()) {
      for (int i = 0; i < 50; i++) {
        int from = random.below(all.length);
        int length = random.below(all.length - from);
        byte[] range = new byte[length];
        ((RangeReadable) in).readFully(from, range);
        assertThat(range).isEqualTo(Arrays.copyOfRange(all, from, from + length));
        in.seek(from);
        assertThat(in.read()).isEqualTo(all[from] & 0xff);
        assertThat(in.getPos()).isEqualTo(from + 1);
      }
      byte[] tail = new byte[8];
      assertThat(((RangeReadable) in).readTail(tail)).isEqualTo(8);
      assertThat(tail).isEqualTo(Arrays.copyOfRange(all, all.length - 8, all.length));
      in.seek(0);
      assertThat(in.readAllBytes()).isEqualTo(all);
      assertThat(in.read()).isNegative();
      assertThat(in.skip(5)).isZero();
      assertThatThrownBy(() -> ((RangeReadable) in).readFully(all.length - 1, new byte[2]))
          .hasMessageContaining("ends before");
      assertThatThrownBy(() -> in.seek(-1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stream_closed_takesNothingMore() throws Exception {
    // Given
    PositionOutputStream out = io.newOutputFile(temp.resolve("x").toString()).create();
    out.close();

    // Then
    assertThatThrownBy(() -> out.write(1)).hasMessageContaining("closed");
    assertThatThrownBy(() -> out.write(new byte[3])).hasMessageContaining("closed");
  }

  @Test
  void create_existing_isRefused_andOverwriteReplaces() throws Exception {
    // Given
    String location = temp.resolve("x").toString();
    write(io.newOutputFile(location), "a long first text");

    // Then
    assertThatThrownBy(() -> io.newOutputFile(location).create())
        .isInstanceOf(AlreadyExistsException.class);
    try (PositionOutputStream out = io.newOutputFile(location).createOrOverwrite()) {
      out.write('b');
    }
    assertThat(Path.of(location)).hasContent("b");
  }

  @Test
  void create_byManyAtOnce_succeedsForOneOnly() throws Exception {
    // Given
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 30; round++) {
        String location = temp.resolve("r" + round + "/a/b/f").toString();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          tries.add(
              () -> {
                try {
                  write(io.newOutputFile(location), "x");
                  return true;
                } catch (AlreadyExistsException lost) {
                  return false;
                }
              });
        }

        // When
        int won = 0;
        for (Future<Boolean> tried : pool.invokeAll(tries)) {
          won += tried.get() ? 1 : 0;
        }

        // Then
        assertThat(won).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void missing_isSaidAsIcebergExpects() {
    // Given
    String location = temp.resolve("nothing").toString();

    // Then
    assertThat(io.newInputFile(location).exists()).isFalse();
    assertThatThrownBy(() -> io.newInputFile(location).newStream())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> io.newInputFile(location).getLength())
        .isInstanceOf(NotFoundException.class);
    io.deleteFile(location);
    io.deletePrefix(location);
    assertThat(list(io, location)).isEmpty();
  }

  @Test
  void listing_seesAllFilesOnce_andNoLinks() throws Exception {
    // Given
    for (String name : List.of("a/1", "a/b/2", "a/b/c/3", "4")) {
      write(io.newOutputFile(temp.resolve("t").resolve(name).toString()), name);
    }
    Files.createDirectories(temp.resolve("elsewhere"));
    Files.writeString(temp.resolve("elsewhere/secret"), "x");
    Files.createSymbolicLink(temp.resolve("t/link"), temp.resolve("elsewhere"));
    Files.createSymbolicLink(temp.resolve("t/file"), temp.resolve("elsewhere/secret"));
    String prefix = "file://" + temp.resolve("t") + "/";

    // Then
    assertThat(list(io, prefix))
        .containsExactly(prefix + "4", prefix + "a/1", prefix + "a/b/2", prefix + "a/b/c/3");
    assertThat(list(io, temp.resolve("t/4").toString())).isEmpty();
    io.deletePrefix(prefix);
    assertThat(temp.resolve("t")).doesNotExist();
    assertThat(temp.resolve("elsewhere/secret")).exists();
  }

  @Test
  void listing_whileOthersDelete_leavesOutWhatVanished() throws Exception {
    // Given
    for (int i = 0; i < 400; i++) {
      write(
          with(LocalFileIO.DURABLE, false)
              .newOutputFile(temp.resolve("t/" + i % 40 + "/" + i).toString()),
          "x");
    }
    Thread deleter = new Thread(() -> io.deletePrefix(temp.resolve("t").toString()));

    // When
    deleter.start();
    int seen = 0;
    while (deleter.isAlive()) {
      seen = list(io, temp.resolve("t").toString()).size();
    }
    deleter.join();

    // Then
    assertThat(seen).isLessThanOrEqualTo(400);
    assertThat(list(io, temp.resolve("t").toString())).isEmpty();
  }

  @Test
  void deletes_ofMany_countWhatFailed() throws Exception {
    // Given
    write(io.newOutputFile(temp.resolve("full/x").toString()), "x");
    write(io.newOutputFile(temp.resolve("y").toString()), "y");
    List<String> locations =
        List.of(
            temp.resolve("full").toString(),
            temp.resolve("y").toString(),
            temp.resolve("none").toString());

    // Then
    assertThatThrownBy(() -> io.deleteFiles(locations))
        .isInstanceOfSatisfying(
            BulkDeletionFailureException.class,
            some -> assertThat(some.numberFailedObjects()).isEqualTo(1));
    assertThat(temp.resolve("y")).doesNotExist();
    assertThat(temp.resolve("full/x")).exists();
  }

  @Test
  void root_confinesWritesAndDeletes_butNotReads() throws Exception {
    // Given
    Files.createDirectories(temp.resolve("in"));
    Files.writeString(temp.resolve("out"), "precious");
    LocalFileIO confined = with(LocalFileIO.ROOT, temp.resolve("in"));

    // Then
    write(confined.newOutputFile(temp.resolve("in/a/b").toString()), "x");
    for (String outside :
        List.of(
            temp.resolve("out").toString(),
            temp.resolve("in") + "/../out",
            "file:" + temp.resolve("in") + "/a/../../out",
            temp.resolve("in-side").toString())) {
      assertThatThrownBy(() -> confined.newOutputFile(outside))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("outside");
      assertThatThrownBy(() -> confined.deleteFile(outside)).isInstanceOf(MeshException.class);
      assertThatThrownBy(() -> confined.deletePrefix(outside)).isInstanceOf(MeshException.class);
      assertThatThrownBy(() -> confined.deleteFiles(List.of(outside)))
          .isInstanceOf(BulkDeletionFailureException.class);
    }
    assertThat(confined.newInputFile(temp.resolve("out").toString()).exists()).isTrue();
    assertThat(temp.resolve("out")).hasContent("precious");
  }
}
