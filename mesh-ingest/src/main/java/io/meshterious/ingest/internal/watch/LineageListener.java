// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.watch;

import io.meshterious.core.lineage.LineageData;
import io.meshterious.core.lineage.LineageFact;
import io.meshterious.core.lineage.LineageSink;
import io.meshterious.core.place.Place;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.internal.reject.RejectTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a fact of lineage for each commit. */
public final class LineageListener implements IngestListener {
  private static final String SNAPSHOT = "snapshot";

  private final LineageSink sink;

  /** Tells them to a sink. */
  public LineageListener(LineageSink sink) {
    this.sink = sink;
  }

  @Override
  public void committed(IngestCommit commit) {
    List<LineageData> outputs = new ArrayList<>();
    outputs.add(
        new LineageData(
            commit.table(),
            Map.of(SNAPSHOT, Long.toString(commit.snapshot())),
            Map.of(
                "rows", commit.counts().stored(),
                "files", (long) commit.files(),
                "bytes", commit.fileBytes())));
    commit
        .rejectsSnapshot()
        .ifPresent(
            it ->
                outputs.add(
                    new LineageData(
                        commit.table() + RejectTable.SUFFIX,
                        Map.of(SNAPSHOT, Long.toString(it)),
                        Map.of("rows", commit.counts().rejected()))));
    sink.tell(
        new LineageFact(
            commit.when(),
            "ingest",
            commit.pipeline(),
            commit.inputs().stream().map(LineageListener::input).toList(),
            outputs));
  }

  private static LineageData input(IngestCommit.Input input) {
    return new LineageData(
        Place.withoutUser(input.name()), input.positions(), Map.of("events", input.received()));
  }
}
