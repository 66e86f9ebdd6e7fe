// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One run of a benchmark: how much it measures, where it may write, and where its results go. */
public final class BenchRun {
  private final Bench bench;
  private final BenchSize size;
  private final int rounds;
  private final BenchOptions options;
  private final Path folder;
  private final BenchReport report;
  private int folders;

  BenchRun(
      Bench bench,
      BenchSize size,
      int rounds,
      BenchOptions options,
      Path folder,
      BenchReport report) {
    this.bench = bench;
    this.size = size;
    this.rounds = rounds;
    this.options = options;
    this.folder = folder;
    this.report = report;
  }

  /** How much to measure. */
  public BenchSize size() {
    return size;
  }

  /** How many rounds count. */
  public int rounds() {
    return rounds;
  }

  /** What the command line says of single benchmarks. */
  public BenchOptions options() {
    return options;
  }

  /** A folder of the run, which is deleted after it. */
  public Path folder() {
    return folder;
  }

  /** A new, empty folder inside {@link #folder()}. */
  public Path freshFolder() throws IOException {
    folders++;
    return Files.createDirectories(folder.resolve("fresh-" + folders));
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Measures ours and its baselines in turn, and reports one result for each metric and baseline.
   *
   * @param caseName what sets this case apart, such as {@code zstd 3}
   */
  public void compare(String caseName, Contender ours, Contender... baselines) throws Exception {
    List<Contender> all = new ArrayList<>();
    all.add(ours);
    all.addAll(List.of(baselines));
    for (int i = 0; i < size.warmUps(); i++) {
      for (Contender contender : all) {
        contender.warmUp();
      }
    }
    List<List<Sample>> samples = new ArrayList<>();
    all.forEach(contender -> samples.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        int turn = round % 2 == 0 ? i : all.size() - 1 - i;
        samples.get(turn).add(all.get(turn).measure());
      }
    }
    List<Sample> mine = samples.get(0);
    for (int i = 1; i < all.size(); i++) {
      for (Metric metric : mine.get(0).metrics().keySet()) {
        report.add(
            BenchResult.of(
                bench.name(), caseName, metric, mine, all.get(i).name(), samples.get(i)));
      }
    }
  }
}
