// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.event.Event;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.MixedEvents;
import io.meshterious.ingest.TruthCheck;
import io.meshterious.lake.Lake;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.process.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that reads a file into three tables is killed between the commits to two of them. In
 * the end every event is there once, and the books of each commit add up.
 */
@Timeout(1_200)
class RoutedKillIT {
  private static final int KILLS = 3;

  /** What a commit to a table that is not the last one leaves first. */
  private static final Pattern AIM = Pattern.compile("raw/(moves|positions)-[^/]*/metadata/.*");

  @TempDir private Path folder;

  @Test
  void process_killedBetweenTheCommits_storesOnce() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("routed kills");
    int kills = KILLS * SeededRandom.rounds(1);
    MixedEvents mixed =
        MixedEvents.of(
            MixedEvents.examples(),
            4_000 * kills,
            "missing-required=0.01,malformed=0.01,duplicate=0.03,duplicate-changed=0.01",
            random);
    Path events = folder.resolve("events.ndjson");
    try (OutputStream out = Files.newOutputStream(events)) {
      for (Event event : mixed.events) {
        out.write(event.body());
        out.write('\n');
      }
    }
    // When
    Path home = Files.createDirectory(folder.resolve("lake"));
    for (int i = 0; i < kills; i++) {
      killed(home, events, random);
    }
    // Then
    try (Lake lake = Lake.open(home)) {
      try (Ingest last = RoutedProcess.ingest(lake, events)) {
        assertThat(last.awaitDrained(Duration.ofMinutes(3))).isTrue();
        System.out.println("After the kills: " + last.status().tables());
      }
      TruthCheck check = new TruthCheck(lake, "raw.orders", "raw.moves", "raw.positions");
      check.holds(mixed.sent, mixed.faults);
      check.balanced();
    }
  }

  private static void killed(Path home, Path events, SeededRandom random) throws Exception {
    Set<String> before = files(home);
    Process process = ChildJvm.start(RoutedProcess.class, home, events);
    try {
      // Some commits go by first.
      int more = random.between(1, 8);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (process.isAlive() && newer(home, before) < more && System.nanoTime() < end) {
        Thread.sleep(1);
      }
      Thread.sleep(random.below(20));
      assertThat(process.isAlive()).isTrue();
      assertThat(newer(home, before)).isGreaterThanOrEqualTo(more);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static int newer(Path home, Set<String> before) {
    Set<String> now = files(home);
    now.removeAll(before);
    return now.size();
  }

  private static Set<String> files(Path home) {
    Set<String> names = new HashSet<>();
    Path warehouse = home.resolve("warehouse");
    if (Files.isDirectory(warehouse)) {
      try (Stream<Path> all = Files.walk(warehouse)) {
        all.map(it -> warehouse.relativize(it).toString())
            .filter(it -> AIM.matcher(it).matches())
            .forEach(names::add);
      } catch (IOException | UncheckedIOException vanished) {
        return names;
      }
    }
    return names;
  }
}
