// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.testkit.process.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Several processes that commit to one table at the same time. */
final class Contention {
  private Contention() {}

  /** Runs them, and checks that nothing is lost, nothing fails, and nobody has to wait for long. */
  static void check(Path folder, String url, int processes, int commits) throws Exception {
    // Given
    Map<String, String> properties = Map.of("uri", url, "clients", "1");
    try (TestCatalog catalog = new TestCatalog(folder, properties)) {
      catalog.create(
          "shared",
          TestFiles.SCHEMA,
          org.apache.iceberg.PartitionSpec.unpartitioned(),
          Map.of(
              "write.metadata.delete-after-commit.enabled", "true",
              "write.metadata.previous-versions-max", "10"));
    }
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(
          ChildJvm.start(
              CommittingProcess.class,
              folder.toString(),
              url,
              String.valueOf(i),
              String.valueOf(commits)));
    }
    for (Process child : children) {
      // One line says that it is ready; the rest is read when it ends.
      StringBuilder line = new StringBuilder();
      for (int c = child.getInputStream().read(); c >= 0 && c != '\n'; ) {
        line.append((char) c);
        c = child.getInputStream().read();
      }
      assertThat(line.toString().strip()).isEqualTo("ready");
    }
    // When
    Files.createFile(folder.resolve("go"));
    List<String> outputs = new ArrayList<>();
    for (Process child : children) {
      outputs.add(ChildJvm.output(child));
    }
    // Then
    assertThat(String.join("", outputs)).doesNotContain("failed").doesNotContain("Exception");
    print(outputs, commits);
    try (TestCatalog catalog = new TestCatalog(folder, properties)) {
      Table table = catalog.table("shared");
      Set<String> attempts = new HashSet<>();
      for (Snapshot snapshot :
          SnapshotUtil.ancestorsOf(table.currentSnapshot().snapshotId(), table::snapshot)) {
        assertThat(attempts.add(snapshot.summary().get(TableChange.ATTEMPT_KEY))).isTrue();
      }
      assertThat(attempts).hasSize(processes * commits);
      assertThat(TestFiles.files(table)).hasSize(processes * commits);
    }
  }

  private static void print(List<String> outputs, int commits) {
    List<Double> all = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    List<Double> longest = new ArrayList<>();
    for (String output : outputs) {
      String line = output.lines().filter(it -> it.startsWith("took ")).findFirst().orElseThrow();
      String[] entries = line.substring(5).split(" ", -1);
      assertThat(entries).hasSize(commits);
      double most = 0;
      for (String entry : entries) {
        double millis = Double.parseDouble(entry.substring(entry.indexOf(':') + 1));
        all.add(millis);
        most = Math.max(most, millis);
      }
      longest.add(most);
      ends.add(
          Long.parseLong(entries[commits - 1].substring(0, entries[commits - 1].indexOf(':'))));
    }
    double[] sorted = all.stream().mapToDouble(it -> it).sorted().toArray();
    long first = ends.stream().mapToLong(it -> it).min().orElseThrow();
    long last = ends.stream().mapToLong(it -> it).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%d processes x %d commits: p50 %.1f p99 %.1f max %.1f ms; longest wait of each %s ms;"
            + " the first was done %d ms before the last%n",
        outputs.size(),
        commits,
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        sorted[sorted.length - 1],
        Arrays.toString(longest.stream().mapToLong(Math::round).toArray()),
        last - first);
    // In turn, each waits for one commit of each other; many times that would be starving.
    double mean = Arrays.stream(sorted).average().orElseThrow();
    assertThat(sorted[sorted.length - 1]).isLessThan(Math.max(50 * mean, 2_000));
  }
}
