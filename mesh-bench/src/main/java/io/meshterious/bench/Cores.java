// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The processors that this process may use, and how to use fewer of them. */
public final class Cores {
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final List<Integer> ALL = all();

  private Cores() {}

  /** How many there were when the process began. */
  public static int available() {
    return ALL.size();
  }

  /**
   * Moves this process, all its threads, to the first so many; threads and processes that it starts
   * stay there too.
   *
   * @throws IOException when that does not work here
   */
  public static void use(int count) throws IOException, InterruptedException {
    String some =
        ALL.subList(0, count).stream().map(String::valueOf).collect(Collectors.joining(","));
    String why = "Cannot use " + count + " cores: taskset ";
    Process taskset;
    try {
      taskset =
          new ProcessBuilder(
                  "taskset", "-a", "-c", "-p", some, Long.toString(ProcessHandle.current().pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IOException(why + "does not run here: " + e.getMessage(), e);
    }
    int code = taskset.waitFor();
    if (code != 0) {
      throw new IOException(why + "failed with code " + code);
    }
  }

  /** The numbers of those that the system allows, such as 0, 1 and 3 from {@code 0-1,3}. */
  private static List<Integer> all() {
    List<Integer> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(ALLOWED)) {
          for (String range : line.substring(ALLOWED.length()).strip().split(",", -1)) {
            String[] ends = range.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
              found.add(core);
            }
          }
        }
      }
    } catch (IOException unknown) {
      found.clear();
    }
    return found.isEmpty()
        ? IntStream.range(0, Runtime.getRuntime().availableProcessors()).boxed().toList()
        : List.copyOf(found);
  }
}
