// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.torture;

import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processes that are killed and replaced. */
final class Torture implements AutoCloseable {
  private static final long LONGEST_WAIT_MILLIS = 4_000;

  /** The moment at which a process is killed. */
  private enum Aim {
    /** Any. */
    ANY(""),
    /** When a file of rows was begun. */
    DATA_FILE("raw/orders-[^/]*/data/.*"),
    /** When a file of rejects was begun: rows come next. */
    REJECT_FILE("raw/orders__rejects-[^/]*/data/.*"),
    /** When metadata of a commit was begun: the catalog is next, and then acknowledging. */
    METADATA("raw/orders-[^/]*/metadata/.*");

    private final Pattern files;

    Aim(String files) {
      this.files = Pattern.compile(files);
    }
  }

  private final Path lake;
  private final String source;
  private final SeededRandom random;
  private final List<Process> processes = new ArrayList<>();
  private final TreeMap<Aim, Integer> kills = new TreeMap<>();

  Torture(Path lake, String source, SeededRandom random) {
    this.lake = lake;
    this.source = source;
    this.random = random;
  }

  /** Starts another process. */
  void start() throws IOException {
    processes.add(ChildJvm.start(IngestProcess.class, lake, source, random.between(20, 300)));
  }

  /** Kills a process at a moment by chance, and starts another. */
  void killOne() throws IOException, InterruptedException {
    Aim aim = random.oneOf(Aim.values());
    await(aim);
    Process victim = processes.remove(random.below(processes.size()));
    if (!victim.isAlive()) {
      throw new IllegalStateException("A process has ended by itself: " + ChildJvm.output(victim));
    }
    victim.destroyForcibly();
    victim.waitFor();
    kills.merge(aim, 1, Integer::sum);
    start();
  }

  private void await(Aim aim) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    if (aim == Aim.ANY) {
      Thread.sleep(random.below(1_500));
      return;
    }
    Set<String> before = files(aim);
    while (System.nanoTime() < end && before.containsAll(files(aim))) {
      Thread.sleep(1);
    }
    // From the first byte of the file to somewhat behind the commit.
    if (random.oneIn(2)) {
      Thread.sleep(random.below(30));
    }
  }

  private Set<String> files(Aim aim) {
    Set<String> names = new HashSet<>();
    Path folder = lake.resolve("warehouse");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.map(it -> folder.relativize(it).toString())
            .filter(it -> aim.files.matcher(it).matches())
            .forEach(names::add);
      } catch (IOException | UncheckedIOException vanished) {
        return names;
      }
    }
    return names;
  }

  /** How often processes were killed, by aim. */
  String kills() {
    return kills.toString();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
