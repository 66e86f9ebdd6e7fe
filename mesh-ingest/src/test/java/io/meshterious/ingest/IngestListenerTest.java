// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meshterious.core.lineage.LineageData;
import io.meshterious.core.lineage.LineageFact;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.logs.LogCapture;
import io.meshterious.ingest.logs.LogLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** What listeners, the log and lineage hear of a pipeline. */
@Timeout(60)
class IngestListenerTest {
  @TempDir private Path folder;
  private ThingsPipeline things;
  private final HeardEvents heard = new HeardEvents();

  @BeforeEach
  void open() {
    things = new ThingsPipeline(folder);
  }

  @AfterEach
  void close() {
    things.close();
  }

  @Test
  void committed_tellsWhatTheSnapshotSays() throws Exception {
    // Given
    things.event("a", 1);
    things.event("b", "\"x\"");
    things.event("c", "\"y\"");
    things.event("d", "}");
    things.event("a", 1);
    things.event("e", 5);
    List<LineageFact> facts = new CopyOnWriteArrayList<>();
    // When
    try (Ingest ingest =
        things.drained(things.pipeline().lineage(facts::add).watchedBy(heard).commitBytes(1))) {
      assertThat(ingest.status().lastCommit())
          .hasValue(heard.commits.get(heard.commits.size() - 1));
      assertThat(ingest.status().rejects())
          .isEqualTo(Map.of(DecodeError.TYPE_WRONG, 2L, DecodeError.JSON_MALFORMED, 1L));
    }
    // Then
    Table table = things.lake().table("raw.things").iceberg();
    List<Long> snapshots = new ArrayList<>();
    for (Snapshot it : table.snapshots()) {
      snapshots.add(it.snapshotId());
    }
    assertThat(heard.commits).extracting(IngestCommit::snapshot).isEqualTo(snapshots);
    IngestCounts all =
        heard.commits.stream()
            .map(IngestCommit::counts)
            .reduce(IngestCounts.NONE, IngestCounts::plus);
    assertThat(all).isEqualTo(new IngestCounts(6, 2, 1, 3, 0, all.bytes(), snapshots.size()));
    IngestCommit last = heard.commits.get(heard.commits.size() - 1);
    assertThat(last.pipeline()).isEqualTo("things");
    assertThat(last.table()).isEqualTo("raw.things");
    assertThat(last.inputs())
        .extracting(IngestCommit.Input::name, IngestCommit.Input::positions)
        .containsExactly(tuple("list://me:***@host/all?queue=a", Map.of("next", "6")));
    long fileBytes = 0;
    int files = 0;
    for (Snapshot it : table.snapshots()) {
      for (DataFile file :
          SnapshotChanges.builderFor(table).snapshot(it).build().addedDataFiles()) {
        fileBytes += file.fileSizeInBytes();
        files++;
      }
    }
    assertThat(heard.commits.stream().mapToLong(IngestCommit::fileBytes).sum())
        .isEqualTo(fileBytes)
        .isPositive();
    assertThat(heard.commits.stream().mapToInt(IngestCommit::files).sum()).isEqualTo(files);
    assertThat(heard.threads).containsExactly("mesh-ingest-things");
    assertLineage(facts);
  }

  private void assertLineage(List<LineageFact> facts) {
    assertThat(facts).hasSameSizeAs(heard.commits);
    assertThat(facts.toString()).doesNotContain("s3cret", "me:");
    long events = 0;
    long rows = 0;
    long rejected = 0;
    for (int i = 0; i < facts.size(); i++) {
      LineageFact fact = facts.get(i);
      IngestCommit commit = heard.commits.get(i);
      assertThat(fact.stage()).isEqualTo("ingest");
      assertThat(fact.job()).isEqualTo("things");
      assertThat(fact.when()).isEqualTo(commit.when());
      LineageData input = fact.inputs().get(0);
      assertThat(input.name()).isEqualTo("list://host/all?queue=a");
      assertThat(input.at()).isEqualTo(commit.inputs().get(0).positions());
      events += input.counts().get("events");
      LineageData output = fact.outputs().get(0);
      assertThat(output.name()).isEqualTo("raw.things");
      assertThat(output.at()).isEqualTo(Map.of("snapshot", "" + commit.snapshot()));
      rows += output.counts().get("rows");
      if (fact.outputs().size() > 1) {
        assertThat(fact.outputs().get(1).name()).isEqualTo("raw.things__rejects");
        rejected += fact.outputs().get(1).counts().get("rows");
      }
    }
    assertThat(List.of(events, rows, rejected)).containsExactly(6L, 2L, 3L);
  }

  @Test
  void changes_areTold_inTheirOrder() throws Exception {
    // Given
    things.event("a", 1);
    things.source().unreachable.set(2);
    // When
    try (Ingest ingest = things.drained(things.pipeline().watchedBy(heard))) {
      ingest.pause();
      heard.awaitChanges(3);
      things.source().state = "the broker is gone";
      Thread.sleep(20);
      assertThat(ingest.status().state()).isEqualTo(IngestState.PAUSED);
      ingest.resume();
      heard.awaitChanges(4);
      assertThat(ingest.status().why()).isEqualTo("the broker is gone");
      things.source().state = "";
      heard.awaitChanges(5);
      assertThat(ingest.status().pauses()).isEqualTo(1);
      assertThat(ingest.status().backOffs()).isEqualTo(2);
    }
    // Then
    assertThat(heard.changes)
        .extracting(IngestChange::state, IngestChange::why)
        .containsExactly(
            tuple(IngestState.BACKING_OFF, "Cannot reach the list: it sleeps"),
            tuple(IngestState.RUNNING, ""),
            tuple(IngestState.PAUSED, "it was told to"),
            tuple(IngestState.BACKING_OFF, "the broker is gone"),
            tuple(IngestState.RUNNING, ""),
            tuple(IngestState.STOPPED, ""));
    assertThat(heard.views).extracting(IngestView::tables).containsExactly(List.of("raw.things"));
    assertThat(heard.threads).containsExactly("mesh-ingest-things");
  }

  @Test
  void listener_thatThrows_isWarnedOfOnce_andHarmsNobody() throws Exception {
    // Given
    IngestListener broken =
        new IngestListener() {
          @Override
          public void committed(IngestCommit commit) {
            throw new IllegalStateException("I am broken");
          }

          @Override
          public void changed(IngestChange change) {
            throw new AssertionError("I am broken");
          }
        };
    things.event("a", 1);
    things.event("b", 2);
    // When
    try (LogCapture.Ending ending = LogCapture.begin()) {
      things.drained(things.pipeline().watchedBy(broken).watchedBy(heard)).close();
    }
    // Then
    assertThat(heard.states()).containsExactly(IngestState.RUNNING, IngestState.STOPPED);
    assertThat(heard.commits).isNotEmpty();
    assertThat(LogCapture.lines())
        .filteredOn(it -> it.message().startsWith("A listener failed"))
        .hasSizeGreaterThan(2)
        .allSatisfy(it -> assertThat(it.cause()).hasMessage("I am broken"))
        .extracting(LogLine::level)
        .startsWith(Level.WARN, Level.DEBUG)
        .containsOnlyOnce(Level.WARN);
  }

  @Test
  void listener_stopsThePipeline() throws Exception {
    // Given
    AtomicReference<Ingest> running = new AtomicReference<>();
    IngestListener stops =
        new IngestListener() {
          @Override
          public void committed(IngestCommit commit) {
            running.get().close();
          }
        };
    IngestBuilder pipeline = things.pipeline().watchedBy(stops).watchedBy(heard);
    things.source().limit = 0;
    things.event("a", 1);
    // When
    try (Ingest ingest = pipeline.start()) {
      running.set(ingest);
      things.source().limit = 1;
      heard.awaitChanges(2);
      // Then
      assertThat(heard.states()).containsExactly(IngestState.RUNNING, IngestState.STOPPED);
      assertThat(ingest.stop().counts().stored()).isEqualTo(1);
    }
  }

  @Test
  void log_saysWhatHappens_withConstantMessages() throws Exception {
    // Given
    things.event("a", 1);
    things.source().unreachable.set(3);
    // When
    try (LogCapture.Ending ending = LogCapture.begin()) {
      try (Ingest ingest = things.drained(things.pipeline().watchedBy(heard))) {
        ingest.pause();
        heard.awaitChanges(3);
        ingest.resume();
        heard.awaitChanges(4);
      }
    }
    // Then
    List<LogLine> lines = LogCapture.lines();
    assertThat(lines.stream().filter(it -> it.level() != Level.DEBUG))
        .extracting(LogLine::level, LogLine::message)
        .containsExactly(
            tuple(Level.INFO, "Starting"),
            tuple(Level.WARN, "Backing off"),
            tuple(Level.INFO, "Going on"),
            tuple(Level.INFO, "Paused"),
            tuple(Level.INFO, "Going on"),
            tuple(Level.INFO, "Stopped"));
    assertThat(lines.stream().filter(it -> it.message().equals("Trying again after a while")))
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.level()).isEqualTo(Level.DEBUG))
        .extracting(it -> it.values().get("tries"))
        .containsExactly(1, 2, 3);
    assertThat(lines.stream().filter(it -> it.message().equals("Committed")))
        .hasSize(1)
        .first()
        .satisfies(
            it ->
                assertThat(it.values())
                    .containsEntry("stored", 1L)
                    .containsEntry("rejected", 0L)
                    .containsEntry("snapshot", heard.commits.get(0).snapshot()));
    assertThat(lines)
        .allSatisfy(
            it ->
                assertThat(it.context())
                    .containsEntry("stage", "ingest")
                    .containsEntry("pipeline", "things")
                    .containsEntry("table", "raw.things"));
    assertThat(lines.toString()).doesNotContain("s3cret");
  }

  @Test
  void log_ofALane_saysWhatItReads_ofAPipeline_whenTooMuchIsRejected() throws Exception {
    // Given
    for (int i = 0; i < 100; i++) {
      things.event("e" + i, "\"x" + i + "\"");
    }
    List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();
    things.source().reads = () -> contexts.add(MDC.getCopyOfContextMap());
    // When
    try (LogCapture.Ending ending = LogCapture.begin();
        Ingest ingest = things.pipeline().pauseAbove(0.1).watchedBy(heard).start()) {
      heard.awaitChanges(2);
      // Then
      assertThat(heard.states()).containsExactly(IngestState.RUNNING, IngestState.PAUSED);
      assertThat(ingest.status().state()).isEqualTo(IngestState.PAUSED);
    }
    assertThat(LogCapture.lines())
        .filteredOn(it -> it.message().equals("Too many events are rejected"))
        .singleElement()
        .satisfies(it -> assertThat(it.level()).isEqualTo(Level.WARN))
        .satisfies(it -> assertThat(it.values()).containsEntry("rejected", 100L));
    assertThat(contexts)
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it)
                    .isEqualTo(
                        Map.of(
                            "stage", "ingest",
                            "pipeline", "things",
                            "table", "raw.things",
                            "source", "list://me:***@host/all?queue=a",
                            "queue", "a")));
  }
}
