// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A shell that waits until its input ends, and then ends every process whose environment has a
 * node's mark, and removes the node's folder. Its input is a pipe from the JVM: it cleans up also
 * behind a JVM that was killed.
 */
final class Janitor implements AutoCloseable {
  private static final String PROGRAM =
      """
      trap '' HUP INT TERM
      while read -r line; do :; done
      for round in 1 2 3 4 5; do
        found=
        for file in /proc/[0-9]*/environ; do
          if grep -qsF "$1" "$file"; then
            pid=${file#/proc/}
            kill -9 "${pid%/environ}" && found=yes
          fi
        done
        [ "$found" ] || break
        sleep 0.1
      done
      rm -rf -- "$2"
      """;

  private final Process process;

  /**
   * Starts the janitor.
   *
   * @param mark what the environment of the node's processes contains, and no other's
   * @param folder what is removed
   */
  Janitor(String mark, Path folder) throws IOException {
    process =
        new ProcessBuilder(List.of("/bin/sh", "-c", PROGRAM, "janitor", mark, folder.toString()))
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Cleans up and ends. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyEnded) {
      // Nobody reads any more: it has cleaned up.
    }
    Processes.waitFor(process, Duration.ofSeconds(30));
  }
}
