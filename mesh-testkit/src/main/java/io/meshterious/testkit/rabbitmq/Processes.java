// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts, runs, awaits and ends the programs of a RabbitMQ node. */
final class Processes {
  private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private Processes() {}

  /** Starts a program that goes on, with no input and its output in a file. */
  static Process start(
      List<String> command, Map<String, String> environment, Path folder, Path output)
      throws IOException {
    return builder(command, environment, folder)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /** Runs a program to its end; returns what it printed. */
  static String run(List<String> command, Map<String, String> environment, Path folder) {
    try {
      Path output = Files.createTempFile(folder, "run-", ".out");
      Path errors = Files.createTempFile(folder, "run-", ".err");
      try {
        Process process =
            builder(command, environment, folder)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!waitFor(process, RUN_LIMIT)) {
          end(process);
          throw new IllegalStateException(
              "Cannot run " + command + ": it took more than " + RUN_LIMIT.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              "Cannot run "
                  + command
                  + ": exit code "
                  + process.exitValue()
                  + ", output: "
                  + Files.readString(output)
                  + Files.readString(errors));
        }
        return Files.readString(output);
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot run " + command, problem);
    }
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Ends a process and all that it started, by SIGKILL. */
  static void end(Process process) {
    List<ProcessHandle> all;
    try (Stream<ProcessHandle> started = process.descendants()) {
      all = started.toList();
    }
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    await(process);
  }

  /** Waits until a process that was told to end has ended. */
  static void await(Process process) {
    if (!waitFor(process, END_LIMIT)) {
      throw new IllegalStateException(
          "Cannot end process " + process.pid() + " within " + END_LIMIT.toSeconds() + " s");
    }
  }

  /** Whether a process ended within the limit. */
  static boolean waitFor(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while waiting for process " + process.pid(), interrupted);
    }
  }

  /** Whether a condition came true within the limit. */
  static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /** Waits for a time. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", interrupted);
    }
  }
}
