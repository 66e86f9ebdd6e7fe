// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.file.TableWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;

/** Writes rejected events as rows of the table of rejects. For one thread. */
public final class RejectRows {
  private static final int BATCH_ROWS = 1_000;
  private static final int BATCH_BYTES = 4 << 20;

  private final LakeTable table;
  private final DataContract contract;
  private final Optional<String> idField;
  private final PayloadDigest digest = new PayloadDigest();
  private ColumnBatch batch;

  /**
   * Rows of events that were held against a contract.
   *
   * @param table the table of rejects
   */
  public RejectRows(LakeTable table, DataContract contract, Table events) {
    this.table = table;
    this.contract = contract;
    this.idField = events.hints().eventId();
    this.batch = ColumnBatch.of(table.iceberg().schema());
  }

  /** Writes files of rows, which take effect when they are committed. */
  public List<DataFile> write(List<Rejected> events, String attempt, Instant now) {
    try (TableWriter writer = table.writer()) {
      batch.clear();
      for (Rejected event : events) {
        row(event, attempt, now);
        if (batch.rows() == BATCH_ROWS || bodyBytes() >= BATCH_BYTES) {
          flush(writer);
        }
      }
      flush(writer);
      return writer.finish();
    }
  }

  private int bodyBytes() {
    return batch.column("body", BytesColumn.class).offsets()[batch.rows()];
  }

  /** Gives the rows to a writer; room for very large ones is not kept. */
  private void flush(TableWriter writer) {
    boolean large = bodyBytes() > 2 * BATCH_BYTES;
    writer.append(batch);
    if (large) {
      batch = batch.emptyCopy();
    } else {
      batch.clear();
    }
  }

  private void row(Rejected event, String attempt, Instant now) {
    digest.of(event.body());
    batch.column("reject_id", WideColumn.class).append(digest.high(), digest.low());
    text("reason", event.reason().code().name());
    text("code", event.reason().code().label());
    text("class", event.reason().code().category().name().toLowerCase(Locale.ROOT));
    text("stage", event.reason().stage());
    text("field", event.reason().field());
    text("message", event.reason().text());
    text(
        "event_id",
        idField.flatMap(it -> FoundId.in(event.body(), it)).orElse(event.origin().id()));
    text("event_type", event.kind().type());
    text("source", event.source());
    text("position", event.origin().place());
    text("headers", json(event.origin().headers()));
    text("content_type", event.kind().contentType());
    text("contract", contract.id().orElse(contract.origin()));
    text("contract_version", contract.version());
    batch.column("body", BytesColumn.class).append(event.body());
    batch
        .column("rejected_at", LongColumn.class)
        .append(ChronoUnit.MICROS.between(Instant.EPOCH, now));
    text("attempt", attempt);
    text("status", "rejected");
    batch.column("replays", IntColumn.class).append(0);
    batch.endRow();
  }

  private void text(String column, String value) {
    batch.column(column, BytesColumn.class).append(value);
  }

  private static String json(Map<String, String> headers) {
    MapNode.Builder json = MapNode.builder();
    headers.forEach(json::put);
    return Document.write(json.build(), DocumentFormat.JSON).strip();
  }
}
