// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What {@code /proc} says about the processes of nodes. */
final class NodeProcesses {
  private NodeProcesses() {}

  /** The programs that run with a piece of text in their environment, such as a node's mark. */
  static List<String> withEnvironment(String text) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(it -> String.valueOf(it.getFileName()).matches("\\d+"))
          .filter(it -> read(it.resolve("environ")).contains(text))
          .map(it -> read(it.resolve("comm")).strip() + " " + it.getFileName())
          .toList();
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot list processes", problem);
    }
  }

  /** Those of some processes that still run; one that waits to be reaped does not. */
  static List<ProcessHandle> running(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(ProcessHandle::isAlive)
        .filter(it -> !read(Path.of("/proc/" + it.pid() + "/stat")).matches("(?s).*\\) Z .*"))
        .toList();
  }

  /** Waits until nothing runs with a piece of text in its environment; returns what still does. */
  static List<String> leftOver(String text) {
    Processes.until(
        Duration.ofSeconds(10), Duration.ofMillis(20), () -> withEnvironment(text).isEmpty());
    return withEnvironment(text);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
