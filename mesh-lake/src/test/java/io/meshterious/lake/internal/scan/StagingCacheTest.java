// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.scan.Staging.Staged;
import io.meshterious.lake.internal.scan.Staging.Wanted;
import io.meshterious.lake.query.QueryError;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingCacheTest {
  @TempDir Path folder;

  @Test
  void stage_remoteFile_isFetchedOnce() throws IOException {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    Wanted file = io.put("mem://bucket/a.parquet", 100);
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(1000))) {
      // When
      byte[] first = read(cache, io, file);
      byte[] second = read(cache, io, file);
      // Then
      assertThat(first).isEqualTo(second).isEqualTo(io.bytes(file.location()));
      assertThat(io.reads()).isEqualTo(1);
    }
  }

  @Test
  void stage_localFile_isReadInPlace() throws IOException {
    // Given
    Path local = Files.write(folder.resolve("x.parquet"), new byte[10]);
    try (StagingCache cache = new StagingCache(folder.resolve("cache"), OptionalLong.of(5));
        // When
        Staged staged =
            cache.stage(
                new MemoryFileIO(),
                List.of(new Wanted(local.toString(), 10), new Wanted("file:" + local, 10)))) {
      // Then
      assertThat(staged.paths()).containsExactly(local, local);
    }
  }

  @Test
  void stage_fullFolder_removesTheLeastRecentlyUsed() throws IOException {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    Wanted a = io.put("mem://a", 40);
    Wanted b = io.put("mem://b", 40);
    Wanted c = io.put("mem://c", 40);
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(100))) {
      read(cache, io, a);
      pause();
      read(cache, io, b);
      pause();
      read(cache, io, a);
      pause();
      // When
      read(cache, io, c);
      // Then
      assertThat(bytesIn(folder)).isLessThanOrEqualTo(100);
      read(cache, io, a);
      assertThat(io.reads()).isEqualTo(3);
      read(cache, io, b);
      assertThat(io.reads()).isEqualTo(4);
    }
  }

  @Test
  void stage_moreThanFits_isRefusedAndNothingStays() throws IOException {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    Wanted a = io.put("mem://a", 60);
    Wanted b = io.put("mem://b", 60);
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(100));
        Staged held = cache.stage(io, List.of(a))) {
      // Then
      assertThatThrownBy(() -> cache.stage(io, List.of(b)))
          .isInstanceOfSatisfying(
              MeshException.class, e -> assertThat(e.code()).isEqualTo(QueryError.STAGING_FAILED))
          .hasMessageContaining("need 60 bytes, and of 100 bytes 40 are not in use");
      assertThat(Files.readAllBytes(held.paths().get(0))).hasSize(60);
    }
    assertThat(bytesIn(folder)).isEqualTo(60);
  }

  @Test
  void stage_fileShorterThanItsMetadataSays_isRefusedAndNotKept() {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    io.put("mem://a", 60);
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(100))) {
      // Then
      assertThatThrownBy(() -> cache.stage(io, List.of(new Wanted("mem://a", 61))))
          .isInstanceOfSatisfying(
              MeshException.class,
              e -> assertThat(e.code()).isEqualTo(QueryError.DATA_FILE_UNREADABLE))
          .hasMessageContaining("it has 60 bytes, and the table's metadata says 61");
      assertThat(bytesIn(folder)).isZero();
    }
  }

  @Test
  void open_afterAProcessDied_removesWhatItLeft() throws IOException {
    // Given
    Path dead = Files.createDirectories(folder.resolve("use").resolve("1-dead"));
    Files.write(dead.resolve("lock"), new byte[0]);
    Files.write(dead.resolve("7.part"), new byte[500]);
    // When
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(100))) {
      // Then
      assertThat(dead).doesNotExist();
      assertThat(cache).isNotNull();
    }
  }

  @Test
  void stage_twoCachesOfOneFolder_shareCopiesAndKeepWhatTheOtherReads() throws IOException {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    Wanted a = io.put("mem://a", 60);
    Wanted b = io.put("mem://b", 60);
    try (StagingCache one = new StagingCache(folder, OptionalLong.of(130));
        StagingCache two = new StagingCache(folder, OptionalLong.of(130));
        Staged held = one.stage(io, List.of(a))) {
      // When
      byte[] shared = read(two, io, a);
      read(two, io, b);
      // Then
      assertThat(shared).isEqualTo(io.bytes("mem://a"));
      assertThat(io.reads()).isEqualTo(2);
      assertThat(Files.readAllBytes(held.paths().get(0))).isEqualTo(io.bytes("mem://a"));
    }
  }

  @Test
  void stage_manyThreads_readWhatTheyAskedForWithinTheLimit() throws Exception {
    // Given
    MemoryFileIO io = new MemoryFileIO();
    List<Wanted> files = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      files.add(io.put("mem://f" + i, 100 + i));
    }
    SeededRandom random = SeededRandom.forTest("staging");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (StagingCache cache = new StagingCache(folder, OptionalLong.of(1500))) {
      // When
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        SeededRandom own = random.fork();
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < SeededRandom.rounds(25); i++) {
                    readSome(cache, io, List.of(own.oneOf(files), own.oneOf(files)));
                  }
                  return null;
                }));
      }
      // Then
      for (Future<?> thread : running) {
        thread.get();
      }
      assertThat(bytesIn(folder)).isLessThanOrEqualTo(1500);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void readSome(StagingCache cache, MemoryFileIO io, List<Wanted> files)
      throws IOException {
    try (Staged staged = cache.stage(io, files)) {
      for (int i = 0; i < files.size(); i++) {
        assertThat(Files.readAllBytes(staged.paths().get(i)))
            .isEqualTo(io.bytes(files.get(i).location()));
      }
    }
  }

  private static byte[] read(StagingCache cache, MemoryFileIO io, Wanted file) throws IOException {
    try (Staged staged = cache.stage(io, List.of(file))) {
      return Files.readAllBytes(staged.paths().get(0));
    }
  }

  private static long bytesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
