// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.IngestChange;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a pipeline is doing, from all that can be known of it. */
class StandingTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "watching.md");
  private static final int LONGEST = 5;

  private static final Map<String, Consumer<Standing>> EVENTS =
      new TreeMap<>(
          Map.of(
              "starting", it -> it.starting("again"),
              "working", Standing::working,
              "trouble", it -> it.trouble("it fails"),
              "sources", it -> it.sources("gone"),
              "no sources", it -> it.sources(""),
              "pause", it -> it.pause("told to"),
              "no pause", it -> it.pause(""),
              "stopped", it -> it.stopped("")));

  @Test
  void changes_afterAnySequence_areThoseOfThePage() throws IOException {
    TreeSet<String> seen = new TreeSet<>();
    List<List<String>> sequences = List.of(List.of());
    for (int length = 0; length < LONGEST; length++) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> sequence : sequences) {
        for (String next : EVENTS.keySet()) {
          List<String> more = new ArrayList<>(sequence);
          more.add(next);
          longer.add(more);
          collect(more, seen);
        }
      }
      sequences = longer;
    }
    assertThat(seen).isEqualTo(told()).hasSize(16);
  }

  private static void collect(List<String> sequence, Set<String> seen) {
    Standing standing = new Standing("p", "t");
    sequence.forEach(it -> EVENTS.get(it).accept(standing));
    List<IngestChange> changes = new ArrayList<>();
    IngestListener listener =
        new IngestListener() {
          @Override
          public void changed(IngestChange change) {
            changes.add(change);
          }
        };
    while (standing.hasNews()) {
      standing.take().accept(listener);
    }
    IngestState last = IngestState.STARTING;
    for (IngestChange it : changes) {
      assertThat(it.before()).isEqualTo(last);
      last = it.state();
      if (it.entered()) {
        seen.add(it.before() + " to " + it.state());
      }
    }
    assertThat(standing.now().state()).as("after %s", sequence).isEqualTo(last);
  }

  /** The changes that the table has reasons for. */
  private static Set<String> told() throws IOException {
    TreeSet<String> told = new TreeSet<>();
    List<String> to = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == IngestState.values().length + 3) {
        if (cells[1].isBlank()) {
          for (int i = 2; i < cells.length - 1; i++) {
            to.add(cells[i].replace("`", "").strip());
          }
        } else if (cells[1].contains("`")) {
          for (int i = 2; i < cells.length - 1; i++) {
            if (!cells[i].isBlank()) {
              told.add(cells[1].replace("`", "").strip() + " to " + to.get(i - 2));
            }
          }
        }
      }
    }
    return told;
  }

  @Test
  void state_isTheFirstThatIsSo() {
    Standing standing = new Standing("p", "t");
    assertThat(standing.now().state()).isEqualTo(IngestState.STARTING);
    standing.pause("told to");
    assertThat(standing.now().state()).as("nothing is open yet").isEqualTo(IngestState.STARTING);
    standing.working();
    standing.sources("gone");
    assertThat(standing.now())
        .as("nothing is read anyway")
        .isEqualTo(new Standing.Now(IngestState.PAUSED, "told to", 1, 0));
    standing.trouble("it fails");
    assertThat(standing.now())
        .isEqualTo(new Standing.Now(IngestState.BACKING_OFF, "it fails", 1, 1));
    standing.trouble("it fails otherwise");
    assertThat(standing.now().backOffs()).as("the same wait").isEqualTo(1);
    standing.pause("");
    standing.working();
    assertThat(standing.now().why()).isEqualTo("gone");
    standing.sources("");
    assertThat(standing.now()).isEqualTo(new Standing.Now(IngestState.RUNNING, "", 1, 1));
    standing.stopped("it broke");
    standing.working();
    assertThat(standing.now().state()).isEqualTo(IngestState.STOPPED);
  }
}
