// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A demo in a process of its own. */
final class DemoProcess {
  private DemoProcess() {}

  /** Starts a demo that takes long, and tells it to end when events have come into its lake. */
  static String interrupted(Path temporary, String... args) throws Exception {
    Object[] all =
        Stream.concat(Stream.of("demo", "--events", "2000000"), Stream.of(args)).toArray();
    Process process =
        ChildJvm.start(
            List.of("-Djava.io.tmpdir=" + temporary, "-Dmesh.home=" + CliRun.HOME),
            MeshCli.class,
            all);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (dataFiles(temporary) == 0) {
        assertThat(process.isAlive()).as(() -> String.join("\n", lines.lines().toList())).isTrue();
        Thread.sleep(50);
      }
      boolean unused = process.toHandle().destroy();
      String output = String.join("\n", lines.lines().toList());
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static long dataFiles(Path folder) throws IOException {
    return lakes(folder).stream().mapToLong(DemoProcess::dataFilesOf).sum();
  }

  private static long dataFilesOf(Path lake) {
    try (Stream<Path> files = Files.walk(lake)) {
      return files.filter(it -> it.toString().endsWith(".parquet")).count();
    } catch (IOException | java.io.UncheckedIOException changesJustNow) {
      return 0;
    }
  }

  /** What is left of demos' lakes. */
  static List<Path> lakes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.getFileName().toString().startsWith("mesh-demo-")).toList();
    }
  }
}
